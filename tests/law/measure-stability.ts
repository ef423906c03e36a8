// How far recordings of one voice that hardly differ lie apart as gems, and how well solidity tells arousal: `npm run bench:stability -- --help`.
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { cutGem, encodeVoice, formatGemCode, type Gem, type GemCode, gemDistance } from "vocalith";
import { describeMachine } from "../bench/describe-machine.js";
import { median } from "../bench/pitch/median-seconds.js";
import { disturbances } from "./disturbances.js";
import { solidityTellsArousal } from "./solidity-tells-arousal.js";

const HELP = `npm run bench:stability -- [options] [recording ...]

Disturbs all fixtures and the recordings given and prints how far their gems move.

  --same FOLDER    sentences of one speaker a folder: their median distance is the measure (may be given several times)
  --emodb FOLDER   the Berlin Database of Emotional Speech: solidity of excited against calm, and, where no --same is given, the measure
  --list           print every move too
  --output FILE    write the tables too
  --date DAY       print this day in the heading
`;
/** A disturbance may move the gem by this share of the median distance of two utterances of one speaker. */
const ALLOWED_SHARE = 1 / 5;
/** Utterances a speaker whose distances are taken. */
const UTTERANCES = 6;

/** Stones by the text of their codes: a disturbance often changes nothing. */
const cutStones = new Map<string, Promise<Gem>>();

const FIXTURES = join(import.meta.dirname, "../../fixtures/voices");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    same: { type: "string", multiple: true, default: [] },
    emodb: { type: "string" },
    list: { type: "boolean" },
    output: { type: "string" },
    date: { type: "string" },
    help: { type: "boolean" },
  },
});
if (options.help === true) process.stdout.write(HELP);
else await report();

interface Stone {
  readonly code: GemCode;
  readonly gem: Gem;
}

interface Move {
  readonly file: string;
  readonly distance: number;
  readonly speciesChanged: boolean;
  readonly crystals: number;
}

async function report(): Promise<void> {
  const files = [...waveFiles(FIXTURES), ...positionals];
  const moves = await measureMoves(files);
  const between = await distancesWithinSpeakers();
  const lines = [
    `# Close recordings, close gems${options.date === undefined ? "" : `, ${options.date}`}`,
    "",
    `${describeMachine()}.`,
    "",
    `${files.length} recordings: all fixtures and ${positionals.length} others.`,
  ];
  const typical = between.length > 0 ? median(between) : Number.NaN;
  const allowed = ALLOWED_SHARE * typical;
  if (between.length > 0) {
    lines.push(
      `Median distance of two utterances of one speaker (${between.length} pairs): **${typical.toFixed(3)}**; a fifth of it: **${allowed.toFixed(3)}**.`,
    );
  }
  lines.push(
    "",
    "| disturbance | median | 90 % | most | where | beyond a fifth | system changed | other crystal count |",
    "|---|--:|--:|--:|---|--:|--:|--:|",
  );
  for (const [name, found] of moves) {
    const sorted = [...found].sort((a, b) => a.distance - b.distance);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
    const count = (holds: (move: Move) => boolean) => found.filter(holds).length;
    lines.push(
      `| ${name} | ${at(0.5).distance.toFixed(3)} | ${at(0.9).distance.toFixed(3)} | ${at(1).distance.toFixed(3)} | ${at(1).file} | ${count((move) => move.distance > allowed)} | ${count((move) => move.speciesChanged)} | ${count((move) => move.crystals !== 0)} |`,
    );
  }
  const all = [...moves.values()].flat();
  const within = all.filter(({ distance }) => distance <= allowed).length;
  if (between.length > 0) lines.push("", `${within} of ${all.length} moves lie within a fifth.`);
  if (moves.size < 9) lines.push("", "Resampling, MP3 and Opus are left out: there is no ffmpeg on this machine.");
  if (options.list === true) {
    lines.push("", "## Beyond a fifth, or with another number of crystals", "");
    for (const [name, found] of moves) {
      for (const { file, distance, speciesChanged, crystals } of found) {
        if (distance <= allowed && !speciesChanged && crystals === 0) continue;
        const more = crystals === 0 ? "" : `, ${crystals > 0 ? "+" : ""}${crystals} crystals`;
        lines.push(`- ${file}, ${name}: ${distance.toFixed(3)}${speciesChanged ? ", another system" : ""}${more}`);
      }
    }
  }
  if (options.emodb !== undefined) lines.push("", ...(await solidityTellsArousal(waveFiles(options.emodb))));
  const text = `${lines.join("\n")}\n`;
  process.stdout.write(text);
  if (options.output !== undefined) await writeFile(options.output, text);
}

async function measureMoves(files: readonly string[]): Promise<Map<string, Move[]>> {
  const moves = new Map<string, Move[]>();
  for (const file of files) {
    const recording = await decode(readFileSync(file));
    const plain = await stoneOf(recording);
    for (const { name, apply } of disturbances()) {
      const moved = await stoneOf(await apply(recording));
      const found = moves.get(name) ?? [];
      found.push({
        file: basename(file, ".wav"),
        distance: gemDistance(plain.gem, moved.gem),
        speciesChanged: plain.code.species.system !== moved.code.species.system,
        crystals: moved.gem.crystals.length - plain.gem.crystals.length,
      });
      moves.set(name, found);
    }
    process.stderr.write(`${basename(file)}\n`);
  }
  return moves;
}

/** Distances of every two of some utterances of each speaker. */
async function distancesWithinSpeakers(): Promise<number[]> {
  const speakers = options.same.map(waveFiles);
  if (speakers.length === 0 && options.emodb !== undefined) {
    const bySpeaker = new Map<string, string[]>();
    for (const file of waveFiles(options.emodb)) {
      const speaker = basename(file).slice(0, 2);
      bySpeaker.set(speaker, [...(bySpeaker.get(speaker) ?? []), file]);
    }
    speakers.push(...bySpeaker.values());
  }
  const distances: number[] = [];
  for (const files of speakers) {
    // Evenly out of all, so that sentences and moods differ.
    const chosen = files.filter((_, i) => i % Math.ceil(files.length / UTTERANCES) === 0);
    const gems: Gem[] = [];
    for (const file of chosen) gems.push((await stoneOf(await decode(readFileSync(file)))).gem);
    gems.forEach((gem, i) => {
      for (const other of gems.slice(0, i)) distances.push(gemDistance(gem, other));
    });
  }
  return distances;
}

async function stoneOf(recording: Parameters<typeof analyzeVoice>[0]): Promise<Stone> {
  const code = encodeVoice(analyzeVoice(recording));
  const text = formatGemCode(code);
  const gem = cutStones.get(text) ?? cutGem(code);
  cutStones.set(text, gem);
  return { code, gem: await gem };
}

function waveFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".wav"))
    .sort()
    .map((name) => join(folder, name));
}

// Our jitter, shimmer, harmonics-to-noise ratio and formants beside Praat's, and everybody's speed: `npm run bench:voice -- --help`.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { describeMachine } from "../describe-machine.js";
import { median } from "../pitch/median-seconds.js";
import { minuteOfVoice } from "../pitch/minute-of-voice.js";
import { meydaMeasurer } from "./meyda-measurer.js";
import { ourMeasurer } from "./our-measurer.js";
import { praatMeasurer } from "./praat-measurer.js";
import type { Measured, VoiceMeasurer } from "./voice-measurer.js";
import { disturbedVowels, formantVowels, type KnownVowel, noisyVowels } from "./vowel-sets.js";

const HELP = `Compares measures of the voice on vowels about which everything is known and prints tables.

  --no-speed       leave the timing out
  --output FILE    write the tables too
  --date DAY       print this day in the heading
`;
const CEILINGS_HZ = { man: 5000, woman: 5500 } as const;

const { values: options } = parseArgs({
  options: {
    "no-speed": { type: "boolean" },
    output: { type: "string" },
    date: { type: "string" },
    help: { type: "boolean" },
  },
});
if (options.help === true) process.stdout.write(HELP);
else await compare();

async function compare(): Promise<void> {
  const praat = praatMeasurer();
  const measurers = [ourMeasurer, ...(praat === undefined ? [] : [praat])];
  const names = measurers.map(({ name }) => name);
  const rows = async (sets: readonly Row[]) =>
    table(["", ...names], await Promise.all(sets.map((set) => measureRow(set, measurers))));
  const perturbations = [110, 210, 330].flatMap((hz): Row[] => [
    { title: `jitter, ${hz} Hz`, vowels: disturbedVowels(hz), ...relative((m) => m.jitter) },
    { title: `shimmer, ${hz} Hz`, vowels: disturbedVowels(hz), ...relative((m) => m.shimmer) },
  ]);
  const noises = [0, 10, 20, 30, 40].map(
    (decibels): Row => ({
      title: `${decibels} dB`,
      vowels: noisyVowels(decibels),
      error: (found, truth) => found.harmonicsToNoiseDb - truth.harmonicsToNoiseDb,
      unit: " dB",
      digits: 2,
    }),
  );
  const formants = (["man", "woman"] as const).flatMap((who) =>
    [0, 1, 2].map(
      (n): Row => ({
        title: `F${n + 1}, ${who}`,
        vowels: formantVowels(who === "man" ? [90, 105, 120, 140] : [180, 200, 220, 240]),
        ceilingHz: CEILINGS_HZ[who],
        error: (found, truth) => 100 * Math.abs((found.formantHz[n] ?? Number.NaN) / (truth.formantHz[n] ?? 1) - 1),
        unit: " %",
        digits: 1,
      }),
    ),
  );
  const parts = [
    `# Measures of the voice in one run${options.date === undefined ? "" : `, ${options.date}`}\n`,
    `${describeMachine()}. Medians over vowels; in brackets the worst.\n`,
    "## Jitter and shimmer (local): deviation from the truth\n",
    await rows(perturbations),
    "Vowels of 2 s, jitter 0.3 to 2 %, shimmer 2.6 to 6 %, without breath. The project's goal: within 10 %.\n",
    "## Harmonics-to-noise ratio: deviation from the truth\n",
    await rows(noises),
    "Undisturbed vowels at 110, 210 and 330 Hz in white noise of known power. The project's goal: within 0.5 dB.\n",
    "## Formants: error\n",
    await rows(formants),
    "Vowels of 1 s that fall by a fifth, jitter 0.5 %, shimmer 3 %, breath. The project's goal: no worse than Praat, F1 within 3 %.\n",
  ];
  if (options["no-speed"] !== true)
    parts.push("## Speed: times real time, 60 s at 48 kHz, one core\n", await speeds(measurers));
  parts.push(
    "## How it was measured\n",
    [...measurers, meydaMeasurer()].map((m) => `- ${m.name}: ${m.settings}.`).join("\n"),
    "",
  );
  const report = parts.join("\n");
  process.stdout.write(report);
  if (options.output !== undefined) await writeFile(options.output, report);
}

/** Vowels, and what of each is an error. */
interface Row {
  readonly title: string;
  readonly vowels: readonly KnownVowel[];
  readonly ceilingHz?: number;
  readonly error: (found: Measured, truth: KnownVowel) => number;
  readonly unit: string;
  readonly digits: number;
}

function relative(
  read: (from: Pick<Measured, "jitter" | "shimmer">) => number,
): Pick<Row, "error" | "unit" | "digits"> {
  return { error: (found, truth) => 100 * (read(found) / read(truth) - 1), unit: " %", digits: 1 };
}

async function measureRow(
  { title, vowels, ceilingHz = CEILINGS_HZ.woman, error, unit, digits }: Row,
  measurers: readonly VoiceMeasurer[],
) {
  const cells = [title];
  for (const measurer of measurers) {
    const found = await measurer.measure(vowels, ceilingHz);
    const errors = found.map((one, i) => error(one, vowels[i] as KnownVowel));
    const worst = errors.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    const missing = errors.filter(Number.isNaN).length;
    const known = errors.filter((value) => !Number.isNaN(value));
    const text = `${median(known).toFixed(digits)}${unit} (${worst.toFixed(digits)})`;
    cells.push(missing === 0 ? text : `${text}, ${missing} of ${errors.length} not found`);
  }
  return cells;
}

async function speeds(measurers: readonly VoiceMeasurer[]): Promise<string> {
  const minute = minuteOfVoice();
  const lines: string[][] = [];
  for (const measurer of [...measurers, meydaMeasurer()]) {
    for (const [name, { wallSeconds, cpuSeconds }] of await measurer.timesFor(minute)) {
      const ofCpu = cpuSeconds === undefined ? "-" : (60 / cpuSeconds).toFixed(0);
      lines.push([`${measurer.name}: ${name}`, (60 / wallSeconds).toFixed(0), ofCpu]);
    }
  }
  return table(["", "by the clock", "of CPU time"], lines);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(head), `|---|${"--:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n")}\n`;
}

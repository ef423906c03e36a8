// How well the speaker is told by the angles of a stone: `npm run bench:species -- <folder>`.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { CRYSTAL_SYSTEMS, type MeasuredSpecies, speciesDistance } from "vocalith";
import { describeMachine } from "../describe-machine.js";
import { heldOutSpeakers } from "./held-out-speakers.js";
import { otherPeople } from "./other-people.js";
import { type ReadStone, readStones, stepsOff } from "./read-stones.js";
import { tellSpeakers } from "./speaker-pairs.js";

const HELP = `npm run bench:species -- <folder of the Berlin Database of Emotional Speech> [options]
Cuts every sentence, writes the STL, reads it with measureSpecies and tells speakers by what was read.

  --others FOLDER  recordings of other people too, to be cut into pieces; a subfolder is one person
  --output FILE    write the tables too
  --date DAY       print this day in the heading
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    others: { type: "string" },
    output: { type: "string" },
    date: { type: "string" },
    help: { type: "boolean" },
  },
});
if (options.help === true || positionals.length !== 1) process.stdout.write(HELP);
else await compareSpeakers(positionals[0]);

async function compareSpeakers(folder: string): Promise<void> {
  const stones = await readStones(folder);
  const heldOut = await heldOutSpeakers(folder);
  const lines = [
    `# Speakers told by their stones${options.date === undefined ? "" : `, ${options.date}`}`,
    "",
    `${describeMachine()}.`,
    "Area under the ROC curve of two utterances of one speaker against two speakers, different sentences only.",
    "",
    "| distance | calm | all moods |",
    "|---|--:|--:|",
    row("`speciesDistance`, from the STL of the crystal cut", stones, (s) => s.measured.crystal, speciesDistance),
    row("the same, brilliant cut", stones, (s) => s.measured.brilliant, speciesDistance),
    row("Euclidean over all steps, crystal cut", stones, (s) => s.measured.crystal, plainDistance),
    `| \`speciesDistance\`, axes learned without the two speakers, from the code | ${heldOut.calm.toFixed(3)} | ${heldOut.all.toFixed(3)} |`,
    "",
    "The axes of the identity were learned from these same speakers; the last row shows what is left where they were not.",
    "",
    "| read from STL | stones | every value within one step | every value exact |",
    "|---|--:|--:|--:|",
    ...(["crystal", "brilliant"] as const).map((cut) => {
      const off = stones.map(({ measured, species }) => stepsOff(measured[cut], species));
      return `| ${cut} | ${off.length} | ${off.filter((steps) => steps <= 1).length} | ${off.filter((steps) => steps === 0).length} |`;
    }),
    "",
    "| speaker | systems of calm sentences | of all moods | resonance (deviation) | purity (deviation) |",
    "|---|---|---|--:|--:|",
    ...[...new Set(stones.map(({ speaker }) => speaker))].map((speaker) =>
      speakerRow(stones.filter((stone) => stone.speaker === speaker)),
    ),
  ];
  if (options.others !== undefined) {
    lines.push("", "| other people, pieces of 4 s, species as in the code | area under the curve |", "|---|--:|");
    for (const [name, area] of Object.entries(await otherPeople(options.others)))
      lines.push(`| ${name} | ${area.toFixed(3)} |`);
    lines.push(
      "",
      "Each of these people speaks in a room of their own: what is told apart may be the room. Likened recordings hold less of it, and of the voice.",
    );
  }
  const text = `${lines.join("\n")}\n`;
  process.stdout.write(text);
  if (options.output !== undefined) await writeFile(options.output, text);
}

type Distance = (a: MeasuredSpecies, b: MeasuredSpecies) => number;

function row(
  name: string,
  stones: readonly ReadStone[],
  read: (stone: ReadStone) => MeasuredSpecies | undefined,
  distance: Distance,
): string {
  const between = (a: ReadStone, b: ReadStone) => {
    const [one, two] = [read(a), read(b)];
    return one && two ? distance(one, two) : Number.MAX_VALUE;
  };
  const calm = stones.filter((stone) => stone.calm);
  return `| ${name} | ${tellSpeakers(calm, between).toFixed(3)} | ${tellSpeakers(stones, between).toFixed(3)} |`;
}

function plainDistance(a: MeasuredSpecies, b: MeasuredSpecies): number {
  const values = ({ resonance, forms }: MeasuredSpecies) => [
    resonance,
    ...forms.flatMap(({ turn, slope }) => [turn, slope]),
  ];
  const other = values(b);
  return Math.sqrt(values(a).reduce((sum, value, i) => sum + (value - other[i]) * (value - other[i]), 0));
}

function speakerRow(own: readonly ReadStone[]): string {
  const systems = (part: readonly ReadStone[]) =>
    CRYSTAL_SYSTEMS.flatMap((name, system) => {
      const count = part.filter(({ species }) => species.system === system).length;
      return count > 0 ? [`${count} ${name}`] : [];
    }).join(", ");
  const spread = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
    return `${mean.toFixed(1)} (${Math.sqrt(square).toFixed(1)})`;
  };
  const calm = own.filter((stone) => stone.calm);
  const [resonance, purity] = [own.map((s) => s.species.resonance), own.map((s) => s.species.purity)].map(spread);
  return `| ${own[0].speaker} | ${systems(calm)} | ${systems(own)} | ${resonance} | ${purity} |`;
}

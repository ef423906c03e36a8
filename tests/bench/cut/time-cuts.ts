// How long a stone takes from its code to its printable mesh, by its number of crystals: `npm run bench:cut -- --help`.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { intersectHalfSpaces, type Polyhedron, unite } from "@vocalith/geometry";
import { CUT_DEFAULTS, CUTS, cutGem, type GemCode } from "vocalith";
import { describeMachine } from "../describe-machine.js";
import { median } from "../pitch/median-seconds.js";
import { excitedCode } from "./excited-codes.js";
import { manifoldUnion } from "./manifold-union.js";

const HELP = `Cuts stones of 1 to 40 crystals and prints how long each takes.

  --runs N         warm runs of which the median is given (15)
  --output FILE    write the table too
  --date DAY       print this day in the heading
`;
const WARMING_RUNS = 60;
const STONES = [1, 8, 16, 33] as const;

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "15" },
    output: { type: "string" },
    date: { type: "string" },
    help: { type: "boolean" },
  },
});
if (options.help === true) process.stdout.write(HELP);
else await timeCuts(Number(options.runs));

async function timeCuts(runs: number): Promise<void> {
  const lines = [
    `# Cutting in one run${options.date === undefined ? "" : `, ${options.date}`}`,
    "",
    `${describeMachine()}.`,
    `Milliseconds, warm: the median of ${runs} runs in processor time, least in brackets.`,
    "",
    "| crystals | facets | triangles | code to mesh | of it: growing and shaping | uniting | manifold-3d's union alone |",
    "|--:|--:|--:|--:|--:|--:|--:|",
  ];
  for (const crystals of STONES) {
    const code = codeOf(crystals);
    const solids = solidsOf(code);
    const whole = await time(runs, () => cutGem(code));
    lines.push(await row(runs, solids, whole, () => solidsOf(code)));
  }
  // No code has more than 32 syllables: a stone of 40 crystals is one of 33 and one of 7 in one place.
  const codes = [codeOf(33), codeOf(7)];
  const grow = (): Polyhedron[] => codes.flatMap(solidsOf);
  const solids = grow();
  lines.push(await row(runs, solids, await time(runs, () => unite(grow())), grow));
  const text = `${lines.join("\n")}\n`;
  process.stdout.write(text);
  if (options.output !== undefined) await writeFile(options.output, text);
}

async function row(runs: number, solids: readonly Polyhedron[], whole: string, grow: () => unknown): Promise<string> {
  const { facets, triangles } = await unite(solids);
  const cells = [
    solids.length,
    facets.length,
    triangles.length / 3,
    `**${whole}**`,
    await time(runs, grow),
    await time(runs, () => unite(solids)),
    solids.length === 1 ? "" : await time(runs, () => manifoldUnion(solids)),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The first code that breaks into so many crystals. */
function codeOf(crystals: number): GemCode {
  for (let seed = 0; seed < 200; seed++) {
    const code = excitedCode(seed, crystals - 1 || 1);
    const calm = { ...code, specimen: { ...code.specimen, excitement: 0 } };
    const candidate = crystals === 1 ? calm : code;
    if (CUTS.crystal(candidate, CUT_DEFAULTS.sizeMm).length === crystals) return candidate;
  }
  throw new Error(`no code of ${crystals} crystals among 200`);
}

function solidsOf(code: GemCode): Polyhedron[] {
  return CUTS.crystal(code, CUT_DEFAULTS.sizeMm).map(({ halfSpaces, inside }) =>
    intersectHalfSpaces(halfSpaces, inside && { interior: inside }),
  );
}

async function time(runs: number, work: () => unknown): Promise<string> {
  for (let i = 0; i < WARMING_RUNS; i++) await work();
  const taken: number[] = [];
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1000);
  }
  return `${median(taken).toFixed(1)} (${Math.min(...taken).toFixed(1)})`;
}

// Half-space intersection beside the convex hulls of the registry, in one run: `npm run bench:hull -- --help`.
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeMachine } from "../describe-machine.js";
import { KNOWN_SETS, PLANE_COUNTS, TIMED_SETS } from "./half-space-sets.js";
import { HULL_MAKERS } from "./hull-makers.js";
import type { HullTiming } from "./hull-timing.js";

const HELP = `Compares half-space intersection with convex hulls of the dual points and prints tables.

  --only A,B       libraries whose names contain one of these
  --output FILE    write the tables too
  --date DAY       print this day in the heading
`;
/** Milliseconds that the project wants to stay below where every plane is a facet. */
const GOALS_MS: Readonly<Record<number, number>> = { 500: 1, 5000: 20, 50000: 250 };

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    output: { type: "string" },
    date: { type: "string" },
    help: { type: "boolean" },
  },
});
if (options.help === true) process.stdout.write(HELP);
else await compare();

async function compare(): Promise<void> {
  const [loadAtStart] = loadavg();
  const wanted = (options.only ?? "").toLowerCase().split(",");
  const makers = HULL_MAKERS.filter(({ name }) => wanted.some((part) => name.toLowerCase().includes(part)));
  const names = makers.map(({ name }) => name);
  const speeds = TIMED_SETS.map((set) => ({
    set,
    rows: PLANE_COUNTS.map((planes) => ({ planes, timings: names.map((name) => timeInProcess(set, planes, name)) })),
  }));
  const known = Object.entries(KNOWN_SETS).map(([set, truth]) => ({
    set,
    truth,
    timings: names.map((name) => timeInProcess(set, 0, name)),
  }));
  const parts = [
    `# Half-space intersection in one run${options.date === undefined ? "" : `, ${options.date}`}\n`,
    `${describeMachine()}. Milliseconds, median of the warm calls by the clock; in brackets the first call of a fresh process. At the start ${loadAtStart.toFixed(1)} other processes wanted a core.\n`,
  ];
  for (const { set, rows } of speeds) {
    const isHardest = set === TIMED_SETS[0];
    const goal = (text: string) => (isHardest ? [text] : []);
    const body = rows.map(({ planes, timings }) => [
      planes.toLocaleString("en"),
      ...timings.map((timing) => (timing === undefined ? "fails" : `${ms(timing.warmMs)} (${ms(timing.firstMs)})`)),
      ...goal(`${GOALS_MS[planes]}`),
    ]);
    const growth = names.map((_, i) => exponent(rows.map(({ planes, timings }) => [planes, timings[i]?.leastMs])));
    parts.push(
      `## ${capital(set)}\n`,
      table(["planes", ...names, ...goal("goal")], [...body, ["exponent of growth", ...growth, ...goal("")]]),
      "The shortest of the warm calls, which others' work on the machine lengthens least:\n",
      table(
        ["planes", ...names],
        rows.map(({ planes, timings }) => [
          planes.toLocaleString("en"),
          ...timings.map((timing) => (timing === undefined ? "fails" : ms(timing.leastMs))),
        ]),
      ),
    );
  }
  parts.push(
    "The exponent is that of the shortest calls from 500 to 50,000 planes: 1 is linear, 2 quadratic.\n",
    "## What comes out\n",
    table(
      ["set", "truth", ...names],
      [
        ...known.map(({ set, truth: [vertices, facets], timings }) => [
          set,
          `${vertices} vertices, ${facets} facets`,
          ...timings.map(described),
        ]),
        ...speeds.map(({ set, rows }) => {
          const { planes, timings } = rows[1];
          return [`${set}, ${planes.toLocaleString("en")} planes`, "", ...timings.map(described)];
        }),
      ],
    ),
    "Corners as they come; in brackets what a weld on a grid of 1e-6 of the radius leaves; then facets that know their half-space.\n",
    "## How it was measured\n",
    makers.map(({ name, settings }) => `- ${name}: ${settings}.`).join("\n"),
    "- Every library begins with the same half-spaces and has a process of its own for each cell; dual points and the library's own form of points are within the time, loading and counting are not.",
    "- The others stop at the hull's triangles: meeting planes, merging corners and ordering loops would come on top.",
    "",
  );
  const report = parts.join("\n");
  process.stdout.write(report);
  if (options.output !== undefined) await writeFile(options.output, report);
}

function timeInProcess(set: string, planes: number, name: string): HullTiming | undefined {
  process.stderr.write(`${set}, ${planes === 0 ? "" : `${planes} planes, `}${name}\n`);
  const { status, stdout } = spawnSync(
    process.execPath,
    [...process.execArgv, join(import.meta.dirname, "time-hull.ts"), set, `${planes}`, name],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return status === 0 ? (JSON.parse(stdout) as HullTiming) : undefined;
}

function described(timing: HullTiming | undefined): string {
  if (timing === undefined) return "fails";
  const facets = timing.facets === null ? "no names" : `${timing.facets.toLocaleString("en")} facets`;
  return `${timing.corners.toLocaleString("en")} (${timing.welded.toLocaleString("en")}), ${facets}`;
}

function exponent(points: readonly (readonly [number, number | undefined])[]): string {
  const [firstPlanes, firstMs] = points[0] ?? [];
  const [lastPlanes, lastMs] = points[points.length - 1] ?? [];
  if (firstPlanes === undefined || lastPlanes === undefined || firstMs === undefined || lastMs === undefined) return "";
  return (Math.log(lastMs / firstMs) / Math.log(lastPlanes / firstPlanes)).toFixed(2);
}

function ms(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(head), `|---|${"--:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n")}\n`;
}

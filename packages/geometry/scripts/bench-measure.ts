// How long the measures of a mesh take, warm and on one core: a gem's spray as it is, and divided into about a million triangles.
// node_modules/.bin/tsx --conditions ws-source packages/geometry/scripts/bench-measure.ts [triangles]
import {
  type MeasurableMesh,
  measureFacets,
  measureMesh,
  measureWalls,
  selfIntersections,
  unite,
} from "../src/index.js";
import { crystalSpray } from "../test/crystal-spray.js";

/** Each triangle divided into four by the middles of its sides, rounded to float32. */
function divided({ positions, triangles }: MeasurableMesh): MeasurableMesh {
  const points = Array.from(positions);
  const middles = new Map<number, number>();
  const middle = (a: number, b: number): number => {
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b);
    const known = middles.get(key);
    if (known !== undefined) return known;
    for (let k = 0; k < 3; k++) points.push(Math.fround((points[3 * a + k] + points[3 * b + k]) / 2));
    middles.set(key, points.length / 3 - 1);
    return points.length / 3 - 1;
  };
  const smaller = new Uint32Array(4 * triangles.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = triangles.subarray(t, t + 3);
    const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
    smaller.set([a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca], 4 * t);
  }
  return { positions: Float32Array.from(points), triangles: smaller };
}

/** The least CPU time of some runs in ms, and the memory that the last one left behind before it was collected. */
function time(runs: number, run: () => unknown): { leastMs: number; peakMiB: number; answer: unknown } {
  let leastMs = Number.POSITIVE_INFINITY;
  let answer: unknown;
  let peak = 0;
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    answer = run();
    const { user, system } = process.cpuUsage(before);
    leastMs = Math.min(leastMs, (user + system) / 1000);
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  return { leastMs, peakMiB: peak / 2 ** 20, answer };
}

const goal = Number(process.argv[2] ?? 1e6);
const gem = await unite(crystalSpray(3, 24, "leaning"), { keep: "largest" });
let large: MeasurableMesh = gem;
while (large.triangles.length / 3 < goal / 2) large = divided(large);

for (const [name, mesh, runs] of [
  ["a spray of 24 crystals", gem, 15],
  ["the same, divided", large, 1],
] as const) {
  const lines = [`${name}: ${mesh.triangles.length / 3} triangles`];
  const measures: [string, () => unknown][] = [
    ["measureMesh", () => measureMesh(mesh).selfIntersections],
    ["measureFacets", () => measureFacets(mesh).count],
    ["measureWalls", () => measureWalls(mesh).thinnestWall?.lengthMm],
    ["of measureMesh: crossings", () => selfIntersections(mesh.positions, mesh.triangles).length / 2],
  ];
  for (const [measure, run] of measures) {
    const { leastMs, peakMiB, answer } = time(runs, run);
    lines.push(
      `${measure.padEnd(28)}${leastMs.toFixed(1).padStart(10)} ms${peakMiB.toFixed(0).padStart(7)} MiB  ${JSON.stringify(answer)}`,
    );
  }
  process.stdout.write(`${lines.join("\n")}\n\n`);
}

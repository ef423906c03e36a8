/**
 * Cuts random codes and looks at every stone: `npm run stress:cut -- --count 10000`. Prints how many, the time, failures, repairs (stones that
 * the union had to try again) and the worst cases. Code i of a seed is always the same, so a long run may be cut in pieces: `--from 2500 --count
 * 2500`. Ends with 1 where a stone failed, was repaired or is not sound.
 */
import { parseArgs } from "node:util";
import { intersectHalfSpaces, type Mesh, measureFacets, measureMesh, unite } from "@vocalith/geometry";
import { CUTS, type CutName, formatGemCode, type GemCode } from "../src/index.js";
import { randomCode } from "./random-code.js";

const USAGE = `npm run stress:cut -- [options]
  --count N      how many codes (default 1000)
  --from I       number of the first (default 0)
  --seed S       which sequence of codes (default 1)
  --cut NAME     ${Object.keys(CUTS).join(" or ")} (default: both)
  --size MM      longest side (default 40)
  --seconds S    stop after so long, saying where to go on
`;

/** Codes cut before any is timed, so that what is compiled meanwhile is not counted. */
const WARM_UP = 20;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    from: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    cut: { type: "string" },
    size: { type: "string", default: "40" },
    seconds: { type: "string", default: "Infinity" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
} else {
  const names = (Object.keys(CUTS) as CutName[]).filter((name) => (values.cut ?? name) === name);
  if (names.length === 0) {
    process.stderr.write(`no cut ${values.cut}\n${USAGE}`);
    process.exitCode = 2;
  }
  for (const name of names) if ((await stress(name)) > 0) process.exitCode = 1;
}

/** One number of a run and the code it was found at. */
interface Extreme {
  value: number;
  code: string;
}

/** Cuts a stone as `cutGem` does, and counts how often the union had to try again. */
async function cutOnce(
  name: CutName,
  code: GemCode,
  sizeMm: number,
): Promise<{ mesh: Mesh; crystals: number; retries: number }> {
  let retries = 0;
  const solids = CUTS[name](code, sizeMm).map(({ halfSpaces, inside }) =>
    intersectHalfSpaces(halfSpaces, inside && { interior: inside }),
  );
  const mesh = await unite(solids, { onRetry: () => retries++ });
  return { mesh, crystals: solids.length, retries };
}

async function stress(name: CutName): Promise<number> {
  const [count, from, seed, sizeMm, seconds] = [
    values.count,
    values.from,
    values.seed,
    values.size,
    values.seconds,
  ].map(Number);
  const begin = performance.now();
  const milliseconds: number[] = [];
  const failures: string[] = [];
  const unsound: string[] = [];
  const repaired: string[] = [];
  const worst = {
    "slowest, processor ms": { value: 0, code: "" },
    "most crystals": { value: 0, code: "" },
    "most triangles": { value: 0, code: "" },
    "shortest edge, mm": { value: Number.POSITIVE_INFINITY, code: "" },
    "least inradius, mm": { value: Number.POSITIVE_INFINITY, code: "" },
    "furthest from the size asked for, mm": { value: 0, code: "" },
  } satisfies Record<string, Extreme>;
  for (let i = 0; i < WARM_UP; i++) await cutOnce(name, randomCode(-1, i), sizeMm);
  let done = 0;
  for (; done < count && performance.now() - begin < 1000 * seconds; done++) {
    const code = randomCode(seed, from + done);
    const text = formatGemCode(code);
    try {
      const start = process.cpuUsage();
      const { mesh, crystals, retries } = await cutOnce(name, code, sizeMm);
      const { user, system } = process.cpuUsage(start);
      const took = (user + system) / 1000;
      milliseconds.push(took);
      if (retries > 0) repaired.push(text);
      const measure = measureMesh(mesh);
      const sound =
        measure.watertight &&
        measure.manifold &&
        measure.oriented &&
        measure.components === 1 &&
        measure.enclosedVoids === 0 &&
        measure.degenerateTriangles === 0 &&
        measure.selfIntersections === 0;
      if (!sound) unsound.push(text);
      const { inradiiMm, shortestEdgesMm } = measureFacets(mesh);
      keepHighest(worst["slowest, processor ms"], took, text);
      keepHighest(worst["most crystals"], crystals, text);
      keepHighest(worst["most triangles"], mesh.triangles.length / 3, text);
      keepHighest(worst["furthest from the size asked for, mm"], Math.abs(Math.max(...measure.sizeMm) - sizeMm), text);
      keepLowest(worst["shortest edge, mm"], least(shortestEdgesMm), text);
      keepLowest(worst["least inradius, mm"], least(inradiiMm), text);
    } catch (error) {
      failures.push(`${text}: ${error}`);
    }
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  milliseconds.sort((a, b) => a - b);
  const quantile = (share: number) => milliseconds[Math.floor(share * (milliseconds.length - 1))]?.toFixed(1) ?? "-";
  say(
    `${name}: ${done} codes (${from} to ${from + done - 1} of seed ${seed}) at ${sizeMm} mm in ${((performance.now() - begin) / 1000).toFixed(1)} s, checks included`,
  );
  say(`  cutting, processor ms: median ${quantile(0.5)}, 95 % ${quantile(0.95)}, most ${quantile(1)}`);
  say(`  failures ${failures.length}, unsound ${unsound.length}, repaired ${repaired.length}`);
  for (const line of [
    ...failures,
    ...unsound.map((text) => `unsound ${text}`),
    ...repaired.map((text) => `repaired ${text}`),
  ].slice(0, 10)) {
    say(`    ${line}`);
  }
  for (const [what, { value, code }] of Object.entries(worst)) say(`  ${what}: ${Number(value.toFixed(4))}  ${code}`);
  if (done < count) say(`  go on with --from ${from + done} --count ${count - done}`);
  return failures.length + unsound.length + repaired.length;
}

function keepHighest(extreme: Extreme, value: number, code: string): void {
  if (value > extreme.value) Object.assign(extreme, { value, code });
}

function keepLowest(extreme: Extreme, value: number, code: string): void {
  if (value < extreme.value) Object.assign(extreme, { value, code });
}

function least(numbers: Float64Array): number {
  return numbers.reduce((lowest, number) => Math.min(lowest, number), Number.POSITIVE_INFINITY);
}

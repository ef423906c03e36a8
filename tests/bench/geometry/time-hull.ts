// One library on one set, in a process of its own, so that the first call is a first call: set, planes, name of the library.
import { makeHalfSpaces } from "./half-space-sets.js";
import { countWelded } from "./hull-maker.js";
import { HULL_MAKERS } from "./hull-makers.js";
import type { HullTiming } from "./hull-timing.js";

const [setName = "", planes = "0", makerName = ""] = process.argv.slice(2);
/** Warm calls go on for this long, but are five at least, unless they take longer than the second figure in all. */
const [WARM_MS, PATIENCE_MS] = [3000, 20_000];

const maker = HULL_MAKERS.find(({ name }) => name === makerName);
if (maker === undefined) throw new RangeError(`no library ${makerName}`);
const halfSpaces = makeHalfSpaces(setName, Number(planes));
const intersect = await maker.load();
const begin = performance.now();
let solid = intersect(halfSpaces);
const firstMs = performance.now() - begin;
const timesMs: number[] = [];
const start = performance.now();
for (;;) {
  const passed = performance.now() - start;
  if (timesMs.length >= 5 ? passed > WARM_MS : passed > PATIENCE_MS) break;
  const before = performance.now();
  solid = intersect(halfSpaces);
  timesMs.push(performance.now() - before);
}
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const timing: HullTiming = {
  firstMs,
  warmMs: median(timesMs),
  leastMs: Math.min(...timesMs),
  facets: solid.countFacets() ?? null,
  corners: solid.countCorners(),
  welded: countWelded(solid.corners()),
};
process.stdout.write(`${JSON.stringify(timing)}\n`);

import { rotationAbout, transformHalfSpaces } from "@vocalith/geometry";
import { roundBrilliant } from "../../../packages/geometry/test/round-brilliant.js";
import { randomDirection, seededRandom } from "../../../packages/geometry/test/seeded-random.js";

/** Half-spaces to be intersected, made from a name alone, so that every process makes the same. */
export interface HalfSpaceSet {
  readonly name: string;
  make(): Float64Array;
}

/** Planes in random directions, 1 to 1 + roughness from the origin. */
function planesAboutBall(count: number, roughness: number): Float64Array {
  const random = seededRandom(3);
  const planes = new Float64Array(4 * count);
  for (let h = 0; h < planes.length; h += 4) planes.set([...randomDirection(random), 1 + roughness * random()], h);
  return planes;
}

/** Two pyramids base to base; all sides of one meet in a point. */
function bipyramid(sides: number): Float64Array {
  return Float64Array.from(
    Array.from({ length: 2 * sides }, (_, i) => {
      const azimuth = ((i >> 1) * 2 * Math.PI) / sides;
      const [x, y] = [Math.cos(azimuth) * Math.SQRT1_2, Math.sin(azimuth) * Math.SQRT1_2];
      return [x, y, i % 2 === 0 ? Math.SQRT1_2 : -Math.SQRT1_2, Math.SQRT1_2];
    }).flat(),
  );
}

const turned = (halfSpaces: Float64Array) =>
  transformHalfSpaces(halfSpaces, rotationAbout([1 / 3, 2 / 3, 2 / 3], 0.6, 0.8));

/** How many planes the timed sets have. */
export const PLANE_COUNTS = [500, 5_000, 50_000] as const;
/** Sets that are timed, by what they are called in a table. */
export const TIMED_SETS = ["every plane a facet", "most planes redundant"] as const;
/** Sets whose truth is known: vertices and facets. */
export const KNOWN_SETS: Readonly<Record<string, readonly [vertices: number, facets: number]>> = {
  "round brilliant": [57, 73],
  "round brilliant, turned": [57, 73],
  "bipyramid of 1,000 sides, turned": [1002, 2000],
};

/** A set by its name and, for the timed ones, number of planes. */
export function makeHalfSpaces(name: string, count: number): Float64Array {
  if (name === TIMED_SETS[0]) return planesAboutBall(count, 0);
  if (name === TIMED_SETS[1]) return planesAboutBall(count, 0.05);
  if (name === "round brilliant") return roundBrilliant();
  if (name === "round brilliant, turned") return turned(roundBrilliant());
  if (name === "bipyramid of 1,000 sides, turned") return turned(bipyramid(1000));
  throw new RangeError(`no set ${name}`);
}

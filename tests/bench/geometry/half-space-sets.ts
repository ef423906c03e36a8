import { rotationAbout, transformHalfSpaces } from "@vocalith/geometry";

/** Half-spaces to be intersected, made from a name alone, so that every process makes the same. */
export interface HalfSpaceSet {
  readonly name: string;
  make(): Float64Array;
}

/** Numbers from 0 to below 1 that are the same in every run (xorshift32, Marsaglia 2003). */
function seededRandom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

/** Planes in random directions, 1 to 1 + roughness from the origin. */
function planesAboutBall(count: number, roughness: number): Float64Array {
  const random = seededRandom(3);
  const planes = new Float64Array(4 * count);
  for (let h = 0; h < planes.length; ) {
    const [x, y, z] = [random() * 2 - 1, random() * 2 - 1, random() * 2 - 1];
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length < 0.1 || length > 1) continue;
    planes.set([x / length, y / length, z / length, 1 + roughness * random()], h);
    h += 4;
  }
  return planes;
}

/** Tiers of a published round brilliant: angle from the axis in degrees, distance, facets, the first one's turn as a part of the step. */
const BRILLIANT = [
  [-90, 1.02653281, 16, 0.5],
  [-42.5, 0.61819401, 16, 0.5],
  [-41.5, 0.61701256, 8, 0],
  [34, 0.6844447, 16, 0.5],
  [28, 0.6089643, 8, 0],
  [16, 0.50613241, 8, 0.5],
  [0, 0.36450932, 1, 0],
] as const;

function brilliant(): Float64Array {
  return Float64Array.from(
    BRILLIANT.flatMap(([angleDegrees, distance, facets, turn]) => {
      const angle = (Math.abs(angleDegrees) * Math.PI) / 180;
      return Array.from({ length: facets }, (_, i) => {
        const azimuth = ((i + turn) * 2 * Math.PI) / facets;
        const up = angleDegrees < 0 ? -1 : 1;
        return [
          Math.sin(angle) * Math.cos(azimuth),
          Math.sin(angle) * Math.sin(azimuth),
          up * Math.cos(angle),
          distance,
        ];
      }).flat();
    }),
  );
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
  if (name === "round brilliant") return brilliant();
  if (name === "round brilliant, turned") return turned(brilliant());
  if (name === "bipyramid of 1,000 sides, turned") return turned(bipyramid(1000));
  throw new RangeError(`no set ${name}`);
}

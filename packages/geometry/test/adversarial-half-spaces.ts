import {
  type CrystalAxes,
  type MillerIndices,
  POINT_GROUPS,
  transformHalfSpaces,
  wulffHalfSpaces,
} from "../src/index.js";
import { randomDirection, randomRotation, seededRandom } from "./seeded-random.js";

type Random = () => number;

/** Half-spaces that are hard on an algorithm, and what is known of the solid. */
export interface AdversarialCase {
  readonly halfSpaces: Float64Array;
  /** Vertices, edges and facets, where they are known. */
  readonly counts?: readonly [number, number, number];
  readonly volume?: number;
}

export const CUBE = Float64Array.of(1, 0, 0, 1, -1, 0, 0, 1, 0, 1, 0, 1, 0, -1, 0, 1, 0, 0, 1, 1, 0, 0, -1, 1);

/** One list out of several. */
export function joined(...parts: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => Array.from(part)));
}

/** The half-spaces of the solid `factor` times as large. */
export function scaled(halfSpaces: Float64Array, factor: number): Float64Array {
  return halfSpaces.map((x, i) => (i % 4 === 3 ? x * factor : x));
}

/** The half-spaces in another order; the n-th of the result is `order[n]` of those given. */
export function shuffled(halfSpaces: Float64Array, random: Random): { halfSpaces: Float64Array; order: number[] } {
  const order = Array.from({ length: halfSpaces.length / 4 }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return { halfSpaces: joined(...order.map((i) => halfSpaces.subarray(4 * i, 4 * i + 4))), order };
}

/** A half-space with its normal brought to unit length, as normals reach the function in use. */
export function plane(x: number, y: number, z: number, distance: number): number[] {
  const length = Math.sqrt(x * x + y * y + z * z);
  return [x / length, y / length, z / length, distance];
}

const repeat = (count: number, make: (i: number) => ArrayLike<number>) =>
  joined(...Array.from({ length: count }, (_, i) => make(i)));

/** Planes that touch the unit ball. */
export function tangentPlanes(count: number, random: Random): Float64Array {
  return repeat(count, () => [...randomDirection(random), 1]);
}

/** A right prism over a regular polygon about the unit circle, from -height to height. */
export function prism(sides: number, height: number): AdversarialCase {
  const around = repeat(sides, (i) =>
    plane(Math.cos((2 * Math.PI * i) / sides), Math.sin((2 * Math.PI * i) / sides), 0, 1),
  );
  const area = sides * Math.tan(Math.PI / sides);
  return {
    halfSpaces: joined(around, [0, 0, 1, height, 0, 0, -1, height]),
    counts: [2 * sides, 3 * sides, sides + 2],
    volume: 2 * height * area,
  };
}

/** A pyramid over a regular polygon: all sides meet in (0, 0, 1). */
export function pyramid(sides: number): AdversarialCase {
  const around = repeat(sides, (i) => {
    const angle = (2 * Math.PI * (i + 0.3)) / sides;
    return plane(Math.cos(angle), Math.sin(angle), 1, Math.SQRT1_2);
  });
  return {
    halfSpaces: joined(around, [0, 0, -1, 0.5]),
    counts: [sides + 1, 2 * sides, sides + 1],
    volume: (sides * Math.tan(Math.PI / sides) * 1.5 * 1.5 * 1.5) / 3,
  };
}

/** Two pyramids base to base: two points of `sides` planes. */
export function bipyramid(sides: number): AdversarialCase {
  const halfSpaces = repeat(2 * sides, (i) => {
    const angle = (2 * Math.PI * (i >> 1)) / sides;
    return plane(Math.cos(angle), Math.sin(angle), i % 2 === 0 ? 1 : -1, Math.SQRT1_2);
  });
  return { halfSpaces, counts: [sides + 2, 3 * sides, 2 * sides], volume: (2 * sides * Math.tan(Math.PI / sides)) / 3 };
}

/** Axes that have the symmetry of a point group. */
function axesOf(group: string, random: Random): CrystalAxes {
  const [a, b, c] = [1 + random(), 1 + random(), 1 + random()];
  const angle = () => 80 + 25 * random();
  const right = { alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };
  if (["1", "-1"].includes(group))
    return { a, b, c, alphaDegrees: angle(), betaDegrees: angle(), gammaDegrees: angle() };
  if (["2", "m", "2/m"].includes(group)) return { a, b, c, ...right, betaDegrees: angle() };
  if (["222", "mm2", "mmm"].includes(group)) return { a, b, c, ...right };
  if (["23", "m-3", "432", "-43m", "m-3m"].includes(group)) return { a, b: a, c: a, ...right };
  if (/^-?[36]/.test(group)) return { a, b: a, c, ...right, gammaDegrees: 120 };
  return { a, b: a, c, ...right };
}

/** Forms of a point group, one of them general, and a cube about them since some groups leave directions open. */
export function crystal(random: Random): AdversarialCase {
  const group = POINT_GROUPS[Math.floor(random() * POINT_GROUPS.length)];
  const index = () => Math.floor(random() * 4);
  const forms = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
    const indices: MillerIndices = [index(), index(), index()];
    return { indices: indices.every((i) => i === 0) ? ([1, 0, 0] as const) : indices, energy: 1 + 0.3 * random() };
  });
  const { halfSpaces } = wulffHalfSpaces(group, axesOf(group, random), [{ indices: [1, 2, 3], energy: 1.1 }, ...forms]);
  return { halfSpaces: joined(halfSpaces, scaled(CUBE, 1.6)) };
}

const CLOSENESS = [0, 1e-16, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3];
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)];

/** Copies of half-spaces, their normals and distances moved by up to `closeness`. */
export function jittered(halfSpaces: Float64Array, copies: number, closeness: number, random: Random): Float64Array {
  return repeat(copies, () => {
    const h = 4 * Math.floor((random() * halfSpaces.length) / 4);
    const move = (k: number) => halfSpaces[h + k] + closeness * (2 * random() - 1);
    return plane(move(0), move(1), move(2), move(3));
  });
}

/** Families of hard cases, each from a seed. */
export const ADVERSARIAL_FAMILIES: Readonly<Record<string, (random: Random) => AdversarialCase>> = {
  "tangent to a ball": (random) => ({ halfSpaces: tangentPlanes(20 + Math.floor(600 * random() * random()), random) }),
  "nearly tangent to a ball": (random) => {
    const rough = pick(random, CLOSENESS);
    return { halfSpaces: tangentPlanes(60, random).map((x, i) => (i % 4 === 3 ? x + rough * random() : x)) };
  },
  "crystal forms": crystal,
  "crystal forms with jittered copies": (random) => {
    const { halfSpaces } = crystal(random);
    return { halfSpaces: joined(halfSpaces, jittered(halfSpaces, 60, pick(random, CLOSENESS), random)) };
  },
  prism: (random) => prism(3 + Math.floor(300 * random() * random()), pick(random, [1e-3, 0.1, 1, 30])),
  pyramid: (random) => pyramid(3 + Math.floor(200 * random() * random())),
  bipyramid: (random) => bipyramid(3 + Math.floor(200 * random() * random())),
  "prism with jittered copies": (random) => {
    const { halfSpaces } = prism(3 + Math.floor(40 * random()), 1);
    return { halfSpaces: joined(halfSpaces, jittered(halfSpaces, 80, pick(random, CLOSENESS), random)) };
  },
  "bipyramid with jittered copies": (random) => {
    const { halfSpaces } = bipyramid(3 + Math.floor(20 * random()));
    return { halfSpaces: joined(halfSpaces, jittered(halfSpaces, 60, pick(random, CLOSENESS), random)) };
  },
  "cylinder with leaning caps": (random) => {
    const sides = 8 + Math.floor(80 * random());
    const lean = pick(random, CLOSENESS);
    const caps = repeat(12, (i) =>
      plane(lean * (random() - 0.5), lean * (random() - 0.5), i % 2 === 0 ? 1 : -1, 2 + lean * random()),
    );
    return { halfSpaces: joined(prism(sides, 3).halfSpaces, caps) };
  },
  "many planes through one point": (random) => {
    const point = randomDirection(random).map((x) => 1.2 * x);
    const closeness = pick(random, CLOSENESS);
    const through = repeat(40, () => {
      const [x, y, z] = randomDirection(random);
      const along = x * point[0] + y * point[1] + z * point[2];
      const sign = along < 0 ? -1 : 1;
      return [
        sign * x,
        sign * y,
        sign * z,
        Math.abs(along) + closeness * (random() - 0.5) + (Math.abs(along) < 0.1 ? 1 : 0),
      ];
    });
    return { halfSpaces: joined(through, scaled(CUBE, 1.5)) };
  },
  "many planes through one line": (random) => {
    const closeness = pick(random, CLOSENESS);
    const through = repeat(40, () => {
      const angle = 0.2 + 1.1 * random();
      const lean = closeness * (random() - 0.5);
      return plane(
        Math.cos(angle),
        Math.sin(angle),
        lean,
        Math.cos(angle) + Math.sin(angle) + closeness * (random() - 0.5),
      );
    });
    return { halfSpaces: joined(through, CUBE) };
  },
  "planes all but parallel": (random) => {
    const closeness = pick(random, CLOSENESS);
    const fan = repeat(50, () => {
      const [x, y] = [closeness * (random() - 0.5), closeness * (random() - 0.5)];
      return plane(x, y, 1, 0.5 + closeness * random() * 0.1);
    });
    return { halfSpaces: joined(CUBE, fan) };
  },
  "nested fans": (random) => {
    // Every plane cuts a sliver off the last: facets that grow narrower by a constant factor.
    const arc = repeat(40, (i) => {
      const slope = 0.7 ** i;
      return plane(slope, 0, 1, 1 - 0.02 * slope);
    });
    const turned = repeat(20, (i) => plane(0, 0.6 ** i, 1, 1 - 0.03 * 0.6 ** i));
    return { halfSpaces: transformHalfSpaces(joined(CUBE, arc, turned), randomRotation(random)) };
  },
};

/** The families in any orientation, at any scale and place, as the seed has it. */
export function adversarialCase(family: string, seed: number): AdversarialCase & { readonly pose: string } {
  const random = seededRandom(seed);
  const { halfSpaces, counts, volume } = ADVERSARIAL_FAMILIES[family](random);
  const scale = pick(random, [1, 1e-6, 1e-3, 25, 1e6]);
  const far = pick(random, [0, 0, 0.9, 1, 5, 1e3, 1e5]);
  const shift = randomDirection(random).map((x) => x * far * scale) as [number, number, number];
  const rotation = pick(random, [[0, 0, 0, 1], randomRotation(random)]);
  return {
    halfSpaces: transformHalfSpaces(scaled(halfSpaces, scale), rotation, shift),
    ...(counts === undefined ? {} : { counts }),
    ...(volume === undefined ? {} : { volume: volume * scale * scale * scale }),
    pose: `scale ${scale}, shift ${far}`,
  };
}

import {
  intersectHalfSpaces,
  type Polyhedron,
  rotationBetween,
  transformHalfSpaces,
  wulffHalfSpaces,
} from "../src/index.js";
import { seededRandom } from "./seeded-random.js";

/** How the crystals of a spray stand: leaning apart, cut off by one base plane, side by side, or alike on a regular lattice. */
export type SprayKind = "leaning" | "based" | "parallel" | "lattice";

const AXES = { a: 1, b: 1, c: 1.1, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 120 };

/** Hexagonal prisms with pyramids, 3 to 40 mm long, that all hold a point near the origin. */
export function crystalSpray(seed: number, count: number, kind: SprayKind): Polyhedron[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const radius = 1 + random() * 3;
    const half = (3 + random() * 37) / 2;
    const { halfSpaces } = wulffHalfSpaces("6/mmm", AXES, [
      { indices: [1, 0, 0], energy: radius },
      { indices: [1, 0, 1], energy: half * 0.74 },
      { indices: [0, 0, 1], energy: half * (0.95 + random() * 0.1) },
      { indices: [1, 1, 2], energy: half * 0.8 },
    ]);
    if (kind !== "lattice") for (let h = 3; h < halfSpaces.length; h += 4) halfSpaces[h] *= 1 + random() * 0.1;
    const lean = [random() * 2 - 1, random() * 2 - 1, random() * 1.5 + 0.2] as const;
    const apart = kind === "leaning" || kind === "based";
    const turn = rotationBetween([0, 0, 1], apart ? lean : [0.1, 0.2, 1]);
    const away = 0.8 * half - Math.min(1, 0.4 * half);
    const place: [number, number, number] = apart
      ? [turn[2] * away, turn[5] * away, turn[8] * away]
      : kind === "parallel"
        ? [random(), random(), random()]
        : [Math.floor(random() * 3) / 2, Math.floor(random() * 3) / 2, 0];
    const posed = transformHalfSpaces(halfSpaces, turn, place);
    return intersectHalfSpaces(kind === "based" ? Float64Array.of(...posed, 0, 0, -1, 0.3) : posed);
  });
}

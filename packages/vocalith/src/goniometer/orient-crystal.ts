import type { Facets } from "./read-facets.js";
import { dot, rotationOfPair } from "./rotation.js";

/** The faces that shape a mineral's crystals. */
export interface ShapingFaces {
  /** x, y, z of unit normals. */
  readonly normals: Float64Array;
  /** Those of them that no turn of the crystal lays onto an earlier one. */
  readonly distinct: readonly number[];
}

/** How a crystal is turned, and how well its faces fit. */
export interface Orientation {
  /** Rows of the rotation from the mineral's axes to the stone's. */
  readonly rotation: Float64Array;
  /** Evidence for it: the roots of the areas that fit, so that one large face, such as the ground, does not outvote many. */
  readonly score: number;
}

/** A face fits where it lies within so many of its errors... */
export const FIT_ERRORS = 2.5;
/** ...and before the orientation is evened out over all faces that fit, within so many. */
const ROUGH_FIT_ERRORS = 5;
/** The ground meets nearly every crystal; it must not use up the pairs that are tried. */
const MOST_PAIRS_OF_A_FACE = 5;
const EVENED_OUT = 2;

/**
 * Turns a mineral's shaping faces so that as much of the surface as can be fits one crystal of it: each pair of neighbouring faces is tried
 * as each pair of the mineral's faces that meet at the same angle.
 *
 * @param free - Which of the faces still count.
 * @param considered - How many of them are looked at, the largest first.
 * @param pairsTried - How many pairs of neighbouring faces, the largest first.
 */
export function orientCrystal(
  facets: Facets,
  shaping: ShapingFaces,
  free: Uint8Array,
  considered: number,
  pairsTried: number,
): Orientation | undefined {
  const { normals, errors, pairs } = facets;
  const looked = largestFree(free, considered);
  let best: Orientation | undefined;
  let tried = 0;
  const uses = new Uint8Array(free.length);
  for (let i = 0; i < pairs.length && tried < pairsTried; i += 2) {
    const [f, g] = [pairs[i], pairs[i + 1]];
    if (!free[f] || !free[g] || uses[f] >= MOST_PAIRS_OF_A_FACE || uses[g] >= MOST_PAIRS_OF_A_FACE) continue;
    tried++;
    uses[f]++;
    uses[g]++;
    const cosine = dot(normals, f, normals, g);
    if (cosine > 0.995 || cosine < -0.995) continue;
    const tolerance = FIT_ERRORS * (errors[f] + errors[g]) * Math.sqrt(1 - cosine * cosine);
    for (const m of shaping.distinct) {
      for (let n = 0; n < shaping.normals.length / 3; n++) {
        if (m === n || Math.abs(dot(shaping.normals, m, shaping.normals, n) - cosine) > tolerance) continue;
        const rotation = rotationOfPair(shaping.normals, m, n, normals, f, g);
        const score = fit(facets, shaping.normals, rotation, looked, ROUGH_FIT_ERRORS);
        if (best === undefined || score > best.score) best = { rotation, score };
      }
    }
  }
  return best;
}

/** The same orientation evened out over all faces that fit it, and how well they fit then. */
export function evenOut(
  facets: Facets,
  shaping: ShapingFaces,
  { rotation }: Orientation,
  free: Uint8Array,
  considered: number,
): Orientation {
  const looked = largestFree(free, considered);
  let evened = rotation;
  for (let round = 0; round < EVENED_OUT; round++) evened = turnedTowardsFaces(facets, shaping.normals, evened, looked);
  return { rotation: evened, score: fit(facets, shaping.normals, evened, looked, FIT_ERRORS) };
}

function largestFree(free: Uint8Array, count: number): Uint32Array {
  const places: number[] = [];
  for (let face = 0; face < free.length && places.length < count; face++) if (free[face]) places.push(face);
  return Uint32Array.from(places);
}

function fit(
  { normals, areas, errors }: Facets,
  shaping: Float64Array,
  rotation: Float64Array,
  looked: Uint32Array,
  fitErrors: number,
): number {
  let score = 0;
  for (const face of looked) {
    const [x, y, z] = turnedBack(rotation, normals, face);
    const share = fitShare(nearestCosine(shaping, x, y, z), fitErrors * errors[face]);
    if (share > 0) score += Math.sqrt(areas[face]) * share;
  }
  return score;
}

/** 1 for a face right where it belongs, falling to 0 (and on) at the tolerance, with the square of the angle between. */
export function fitShare(cosine: number, toleranceRadians: number): number {
  return 1 - (2 * (1 - cosine)) / (toleranceRadians * toleranceRadians);
}

/** One step of least squares: the small turn that lays the mineral's faces closest to those that fit, each by the weight of its error. */
function turnedTowardsFaces(
  { normals, areas, errors }: Facets,
  shaping: Float64Array,
  rotation: Float64Array,
  looked: Uint32Array,
): Float64Array {
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0];
  let [tx, ty, tz] = [0, 0, 0];
  for (const face of looked) {
    const [x, y, z] = turnedBack(rotation, normals, face);
    const nearest = nearestOf(shaping, x, y, z);
    const [px, py, pz] = [shaping[nearest], shaping[nearest + 1], shaping[nearest + 2]];
    if (fitShare(px * x + py * y + pz * z, ROUGH_FIT_ERRORS * errors[face]) <= 0) continue;
    const weight = Math.sqrt(areas[face]) / (errors[face] * errors[face]);
    xx += weight * (1 - px * px);
    yy += weight * (1 - py * py);
    zz += weight * (1 - pz * pz);
    xy -= weight * px * py;
    xz -= weight * px * pz;
    yz -= weight * py * pz;
    tx += weight * (py * z - pz * y);
    ty += weight * (pz * x - px * z);
    tz += weight * (px * y - py * x);
  }
  const [a, b, c] = [yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy];
  const determinant = xx * a + xy * b + xz * c;
  const size = xx + yy + zz;
  if (!(determinant > 1e-9 * size * size * size)) return rotation;
  const wx = (a * tx + b * ty + c * tz) / determinant;
  const wy = (b * tx + (xx * zz - xz * xz) * ty + (xy * xz - xx * yz) * tz) / determinant;
  const wz = (c * tx + (xy * xz - xx * yz) * ty + (xx * yy - xy * xy) * tz) / determinant;
  return turnedBy(rotation, wx, wy, wz);
}

/** A rotation after a small turn in the crystal's own frame, with its columns at right angles again. */
function turnedBy(rotation: Float64Array, wx: number, wy: number, wz: number): Float64Array {
  const columns = [0, 1, 2].map((k) => [rotation[k], rotation[3 + k], rotation[6 + k]]);
  const mixed = (p: number, q: number, r: number) =>
    [0, 1, 2].map((k) => p * columns[0][k] + q * columns[1][k] + r * columns[2][k]);
  const first = unit(mixed(1, wz, -wy));
  const second = mixed(-wz, 1, wx);
  const along = first[0] * second[0] + first[1] * second[1] + first[2] * second[2];
  const square = unit(second.map((v, k) => v - along * first[k]));
  const third = [
    first[1] * square[2] - first[2] * square[1],
    first[2] * square[0] - first[0] * square[2],
    first[0] * square[1] - first[1] * square[0],
  ];
  return Float64Array.from([0, 1, 2].flatMap((k) => [first[k], square[k], third[k]]));
}

function unit(v: readonly number[]): number[] {
  const length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  return v.map((x) => x / length);
}

/** A face's normal in the frame of a crystal. */
export function turnedBack(
  rotation: Float64Array,
  normals: Float64Array,
  face: number,
): readonly [x: number, y: number, z: number] {
  const [x, y, z] = [normals[3 * face], normals[3 * face + 1], normals[3 * face + 2]];
  return [
    rotation[0] * x + rotation[3] * y + rotation[6] * z,
    rotation[1] * x + rotation[4] * y + rotation[7] * z,
    rotation[2] * x + rotation[5] * y + rotation[8] * z,
  ];
}

/** The cosine of the least angle between a direction and any of those given. */
export function nearestCosine(directions: Float64Array, x: number, y: number, z: number): number {
  const i = nearestOf(directions, x, y, z);
  return directions[i] * x + directions[i + 1] * y + directions[i + 2] * z;
}

function nearestOf(directions: Float64Array, x: number, y: number, z: number): number {
  let nearest = 0;
  let most = -2;
  for (let i = 0; i < directions.length; i += 3) {
    const cosine = directions[i] * x + directions[i + 1] * y + directions[i + 2] * z;
    if (cosine > most) {
      most = cosine;
      nearest = i;
    }
  }
  return nearest;
}

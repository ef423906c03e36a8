import type { Facets } from "./read-facets.js";

/** How a crystal is turned, and how well its faces fit. */
export interface Orientation {
  /** Rows of the rotation from the mineral's axes to the stone's. */
  readonly rotation: Float64Array;
  /** Evidence for it: see `fit`. */
  readonly score: number;
}

/** Faces further than this from where a mineral has one do not fit it: the cosine of 0.1 degrees. */
export const FIT_COSINE = 0.99999848;
/** Two pairs of faces with cosines this near may be the same pair: about a tenth of a degree. */
const PAIR_TOLERANCE = 0.0017;
/** The ground meets nearly every crystal; it must not use up the pairs that are tried. */
const MOST_PAIRS_OF_A_FACE = 5;

/**
 * Turns a mineral's shaping faces so that as much of the surface as can be fits one crystal of it: each pair of neighbouring faces is tried
 * as each pair of the mineral's faces that meet at the same angle.
 *
 * @param facets - Only the first `considered` are looked at; `free` says which still count.
 * @param primary - Unit normals of the mineral's shaping faces.
 * @param pairsTried - How many pairs of neighbouring faces, the largest first.
 */
export function orientCrystal(
  facets: Facets,
  primary: Float64Array,
  free: Uint8Array,
  considered: number,
  pairsTried: number,
): Orientation | undefined {
  const { normals, pairs } = facets;
  let best: Orientation | undefined;
  let tried = 0;
  const uses = new Uint8Array(facets.areas.length);
  for (let i = 0; i < pairs.length && tried < pairsTried; i += 2) {
    const [f, g] = [pairs[i], pairs[i + 1]];
    if (!free[f] || !free[g] || uses[f] >= MOST_PAIRS_OF_A_FACE || uses[g] >= MOST_PAIRS_OF_A_FACE) continue;
    tried++;
    uses[f]++;
    uses[g]++;
    const angle = dot(normals, f, normals, g);
    if (angle > 0.995 || angle < -0.995) continue;
    for (let m = 0; m < primary.length / 3; m++) {
      for (let n = 0; n < primary.length / 3; n++) {
        if (m === n || Math.abs(dot(primary, m, primary, n) - angle) > PAIR_TOLERANCE) continue;
        const rotation = rotationOf(primary, m, n, normals, f, g);
        const score = fit(facets, primary, rotation, free, considered);
        if (best === undefined || score > best.score) best = { rotation, score };
      }
    }
  }
  return best;
}

/** Evidence for a mineral turned this way: the roots of the areas that fit, so that one large face, such as the ground, does not outvote many. */
function fit(
  facets: Facets,
  primary: Float64Array,
  rotation: Float64Array,
  free: Uint8Array,
  considered: number,
): number {
  const { normals, areas } = facets;
  let score = 0;
  const count = Math.min(considered, areas.length);
  for (let face = 0; face < count; face++) {
    if (!free[face]) continue;
    const cosine = nearestCosine(primary, turnedBack(rotation, normals, face));
    if (cosine > FIT_COSINE) score += Math.sqrt(areas[face]) * ((cosine - FIT_COSINE) / (1 - FIT_COSINE));
  }
  return score;
}

/** A face's normal in the frame of a crystal. */
export function turnedBack(rotation: Float64Array, normals: Float64Array, face: number): [number, number, number] {
  const [x, y, z] = [normals[3 * face], normals[3 * face + 1], normals[3 * face + 2]];
  return [0, 1, 2].map((k) => rotation[k] * x + rotation[3 + k] * y + rotation[6 + k] * z) as [number, number, number];
}

/** The cosine of the least angle between a direction and any of those given. */
export function nearestCosine(directions: Float64Array, [x, y, z]: readonly [number, number, number]): number {
  let nearest = -1;
  for (let i = 0; i < directions.length; i += 3) {
    const cosine = directions[i] * x + directions[i + 1] * y + directions[i + 2] * z;
    if (cosine > nearest) nearest = cosine;
  }
  return nearest;
}

/** The rotation that lays the mineral's normals m and n onto the faces f and g, what is left over shared between both. */
function rotationOf(
  primary: Float64Array,
  m: number,
  n: number,
  normals: Float64Array,
  f: number,
  g: number,
): Float64Array {
  const from = frame(primary, m, n);
  const to = frame(normals, f, g);
  const rotation = new Float64Array(9);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      for (let k = 0; k < 3; k++) rotation[3 * row + column] += to[3 * k + row] * from[3 * k + column];
    }
  }
  return rotation;
}

/** Three unit vectors at right angles: half-way between two directions, along their difference, and square to both. */
function frame(v: Float64Array, i: number, j: number): Float64Array {
  const axes = new Float64Array(9);
  for (let k = 0; k < 3; k++) {
    axes[k] = v[3 * i + k] + v[3 * j + k];
    axes[3 + k] = v[3 * i + k] - v[3 * j + k];
  }
  for (let row = 0; row < 6; row += 3) {
    const length = Math.sqrt(axes[row] * axes[row] + axes[row + 1] * axes[row + 1] + axes[row + 2] * axes[row + 2]);
    for (let k = row; k < row + 3; k++) axes[k] /= length;
  }
  axes[6] = axes[1] * axes[5] - axes[2] * axes[4];
  axes[7] = axes[2] * axes[3] - axes[0] * axes[5];
  axes[8] = axes[0] * axes[4] - axes[1] * axes[3];
  return axes;
}

function dot(u: Float64Array, i: number, v: Float64Array, j: number): number {
  return u[3 * i] * v[3 * j] + u[3 * i + 1] * v[3 * j + 1] + u[3 * i + 2] * v[3 * j + 2];
}

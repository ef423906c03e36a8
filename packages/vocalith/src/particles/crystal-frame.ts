import type { Vector } from "@vocalith/geometry";
import type { GemCrystal } from "../gem.js";
import { middleOf } from "../middle-of.js";

/** A crystal as particles are placed in it: an axis, and for every direction about it the way to each face. */
export interface CrystalFrame {
  /** Where the axis enters the crystal, at the root. */
  readonly foot: Vector;
  /** Unit vector from the root to the point. */
  readonly axis: Vector;
  /** Length of the axis inside the crystal, mm. */
  readonly height: number;
  /** Unit vectors across the axis and each other. */
  readonly across: readonly [Vector, Vector];
  /** Four numbers a face: room at the foot, and how much of it is used a millimetre along the axis and the two directions across. */
  readonly faces: Float64Array;
}

/**
 * The frame of a crystal. The axis of the heart is the vertical through its middle; that of another crystal leads from its middle to its corner farthest
 * from the heart's, that is to its point. Both ends lie on its surface, so all of the axis lies inside.
 */
export function frameOf({ corners, halfSpaces }: GemCrystal, heartMiddle?: Vector): CrystalFrame {
  const middle = middleOf(corners);
  const axis: Vector = heartMiddle === undefined ? [0, 0, 1] : towards(middle, farthestCorner(corners, heartMiddle));
  const [below, above] = [supportAlong(halfSpaces, middle, axis, -1), supportAlong(halfSpaces, middle, axis, 1)];
  const foot: Vector = [middle[0] - below * axis[0], middle[1] - below * axis[1], middle[2] - below * axis[2]];
  const across = acrossOf(axis);
  const faces = new Float64Array(halfSpaces.length);
  for (let i = 0; i < halfSpaces.length; i += 4) {
    const normal: Vector = [halfSpaces[i], halfSpaces[i + 1], halfSpaces[i + 2]];
    faces[i] = halfSpaces[i + 3] - dot(normal, foot);
    faces[i + 1] = dot(normal, axis);
    faces[i + 2] = dot(normal, across[0]);
    faces[i + 3] = dot(normal, across[1]);
  }
  return { foot, axis, height: below + above, across, faces };
}

/** Way from a point inside along the axis, or against it, to the surface. */
function supportAlong(halfSpaces: Float64Array, [x, y, z]: Vector, [u, v, w]: Vector, sign: 1 | -1): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < halfSpaces.length; i += 4) {
    const slope = sign * (halfSpaces[i] * u + halfSpaces[i + 1] * v + halfSpaces[i + 2] * w);
    if (slope <= 1e-12) continue;
    const room = halfSpaces[i + 3] - halfSpaces[i] * x - halfSpaces[i + 1] * y - halfSpaces[i + 2] * z;
    nearest = Math.min(nearest, room / slope);
  }
  return nearest;
}

function farthestCorner(vertices: Float64Array, [x, y, z]: Vector): Vector {
  let farthest = 0;
  let best = -1;
  for (let i = 0; i < vertices.length; i += 3) {
    const [dx, dy, dz] = [vertices[i] - x, vertices[i + 1] - y, vertices[i + 2] - z];
    const square = dx * dx + dy * dy + dz * dz;
    if (square > best) {
      best = square;
      farthest = i;
    }
  }
  return [vertices[farthest], vertices[farthest + 1], vertices[farthest + 2]];
}

function towards(from: Vector, to: Vector): Vector {
  const [x, y, z] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const length = Math.sqrt(x * x + y * y + z * z);
  return length > 1e-9 ? [x / length, y / length, z / length] : [0, 0, 1];
}

/** Two unit vectors at right angles to the axis; of the vertical x and y. */
function acrossOf([x, y, z]: Vector): [Vector, Vector] {
  // Duff et al., Building an Orthonormal Basis, Revisited (2017).
  const sign = z < 0 ? -1 : 1;
  const a = -1 / (sign + z);
  const b = x * y * a;
  return [
    [1 + sign * x * x * a, sign * b, -sign * x],
    [b, sign + y * y * a, -y],
  ];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

import type { GemCrystal } from "vocalith";

/** Texels before the first plane of a row: the bounding sphere, then the plane count and the individual. */
export const CRYSTAL_HEADER_TEXELS = 2;

/** Crystals as rows of a float texture, in the units the shader traces in. */
export interface PackedCrystals {
  /**
   * RGBA texels, row by row. A row is one crystal: the centre and radius of a sphere around it; its number of planes and the
   * place of its individual; then one texel a plane, unit outward normal and distance from the origin. All in units of `radius` about `center`.
   */
  readonly texels: Float32Array;
  /** Texels in a row: the header and the planes of the crystal that has most. */
  readonly width: number;
  /** Rows: crystals. */
  readonly height: number;
  /** Middle of the stone's bounding box, mm: the origin of the traced space. */
  readonly center: readonly [number, number, number];
  /** Half the height of the stone, in units of `radius`. */
  readonly halfHeight: number;
  /** Greatest distance of a vertex from `center`, mm: one unit of the traced space. */
  readonly radius: number;
}

/**
 * Lays the half-spaces of a gem's crystals out as a texture. The space is shifted and scaled to a unit sphere, so that single
 * precision and the shader's tolerances mean the same for a 4 mm stone and a 400 mm one.
 *
 * @param crystals The crystals, distances in mm.
 * @param positions x, y, z of points whose bounding sphere holds the stone, mm (its mesh's vertices).
 * @param individuals First crystal of each individual and the one after its last; none where all belong together.
 */
export function packCrystals(
  crystals: readonly Pick<GemCrystal, "halfSpaces">[],
  positions: Float32Array,
  individuals: readonly (readonly [from: number, to: number])[] = [],
): PackedCrystals {
  if (crystals.length === 0 || positions.length < 3)
    throw new RangeError("a gem needs at least one crystal and a surface");
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let index = 0; index < positions.length; index++) {
    const value = positions[index] as number;
    const axis = index % 3;
    low[axis] = Math.min(low[axis] as number, value);
    high[axis] = Math.max(high[axis] as number, value);
  }
  const center = [0, 1, 2].map((axis) => ((low[axis] as number) + (high[axis] as number)) / 2) as [
    number,
    number,
    number,
  ];
  let radius = 0;
  for (let index = 0; index < positions.length; index += 3) {
    const x = (positions[index] as number) - center[0];
    const y = (positions[index + 1] as number) - center[1];
    const z = (positions[index + 2] as number) - center[2];
    radius = Math.max(radius, Math.sqrt(x * x + y * y + z * z));
  }

  const width = CRYSTAL_HEADER_TEXELS + Math.max(...crystals.map((crystal) => crystal.halfSpaces.length / 4));
  const texels = new Float32Array(width * crystals.length * 4);
  crystals.forEach((crystal, row) => {
    const planes = scalePlanes(crystal.halfSpaces, center, radius);
    const at = row * width * 4;
    texels.set(boundingSphere(planes), at);
    texels[at + 4] = planes.length / 4;
    texels[at + 5] = Math.max(
      0,
      individuals.findIndex(([from, to]) => row >= from && row < to),
    );
    texels.set(planes, at + CRYSTAL_HEADER_TEXELS * 4);
  });
  return {
    texels,
    width,
    height: crystals.length,
    center,
    halfHeight: ((high[2] as number) - (low[2] as number)) / 2 / radius,
    radius,
  };
}

function scalePlanes(
  halfSpaces: Float64Array,
  center: readonly [number, number, number],
  radius: number,
): Float64Array {
  const planes = new Float64Array(halfSpaces.length);
  for (let index = 0; index < halfSpaces.length; index += 4) {
    const x = halfSpaces[index] as number;
    const y = halfSpaces[index + 1] as number;
    const z = halfSpaces[index + 2] as number;
    const distance = (halfSpaces[index + 3] as number) - (x * center[0] + y * center[1] + z * center[2]);
    planes.set([x, y, z, distance / radius], index);
  }
  return planes;
}

/**
 * A sphere that holds a convex crystal, only ever used to skip it: each corner is where three planes meet and no other cuts it
 * off. Cubic in the planes, so crystals of more than sixty take a moment; a gem's have fewer.
 */
function boundingSphere(planes: Float64Array): [number, number, number, number] {
  const corners = meetingPoints(planes);
  if (corners.length === 0) throw new RangeError("a crystal's half-spaces enclose nothing");
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const corner of corners) {
    corner.forEach((value, axis) => {
      low[axis] = Math.min(low[axis] as number, value);
      high[axis] = Math.max(high[axis] as number, value);
    });
  }
  const center = [0, 1, 2].map((axis) => ((low[axis] as number) + (high[axis] as number)) / 2) as [
    number,
    number,
    number,
  ];
  const reach = corners.map((corner) =>
    Math.sqrt(corner.reduce((sum, value, axis) => sum + (value - (center[axis] as number)) ** 2, 0)),
  );
  return [...center, Math.max(...reach) + 1e-5];
}

function meetingPoints(planes: Float64Array): [number, number, number][] {
  const points: [number, number, number][] = [];
  const count = planes.length / 4;
  const plane = (index: number): readonly [number, number, number, number] =>
    planes.subarray(index * 4, index * 4 + 4) as unknown as readonly [number, number, number, number];
  for (let first = 0; first < count; first++) {
    const [ax, ay, az, aw] = plane(first);
    for (let second = first + 1; second < count; second++) {
      const [bx, by, bz, bw] = plane(second);
      const abx = ay * bz - az * by;
      const aby = az * bx - ax * bz;
      const abz = ax * by - ay * bx;
      for (let third = second + 1; third < count; third++) {
        const [cx, cy, cz, cw] = plane(third);
        const determinant = abx * cx + aby * cy + abz * cz;
        if (Math.abs(determinant) < 1e-9) continue;
        const x = (aw * (by * cz - bz * cy) + bw * (cy * az - cz * ay) + cw * abx) / determinant;
        const y = (aw * (bz * cx - bx * cz) + bw * (cz * ax - cx * az) + cw * aby) / determinant;
        const z = (aw * (bx * cy - by * cx) + bw * (cx * ay - cy * ax) + cw * abz) / determinant;
        if (holds(planes, x, y, z)) points.push([x, y, z]);
      }
    }
  }
  return points;
}

function holds(planes: Float64Array, x: number, y: number, z: number): boolean {
  for (let index = 0; index < planes.length; index += 4) {
    const side = (planes[index] as number) * x + (planes[index + 1] as number) * y + (planes[index + 2] as number) * z;
    if (side > (planes[index + 3] as number) + 1e-7) return false;
  }
  return true;
}

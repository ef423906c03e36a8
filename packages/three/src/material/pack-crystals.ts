import { intersectHalfSpaces } from "@vocalith/geometry";
import type { GemBodyCrystal } from "../gem-body.js";
import { crystalShape } from "./crystal-shape.js";

/** Texels before the first plane of a row. */
export const CRYSTAL_HEADER_TEXELS = 4;

/** Crystals as rows of a float texture, in the units the shader traces in. */
export interface PackedCrystals {
  /**
   * RGBA texels, row by row. A row is one crystal: the centre and radius of a sphere around it; its number of planes, the place of its
   * individual, how far it has grown at the start, 0 to 1, and half its thickness; its root; its tip; then one texel a plane, unit outward normal and
   * distance from the origin. All in units of `radius` about `center`.
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

/** What is known of a gem's crystals beside their planes. */
export interface PackCrystalsOptions {
  /** First crystal of each individual and the one after its last; none where all belong together. */
  readonly individuals?: readonly (readonly [from: number, to: number])[];
  /** How far each crystal stands out of its root when growth begins, 0 to 1; 0 where absent. */
  readonly startGrowth?: readonly number[];
}

/**
 * Lays the half-spaces of a gem's crystals out as a texture. The space is shifted and scaled to a unit sphere, so that single
 * precision and the shader's tolerances mean the same for a 4 mm stone and a 400 mm one.
 *
 * @param crystals The crystals, distances in mm.
 * @param positions x, y, z of points whose bounding sphere holds the stone, mm (its mesh's vertices).
 * @throws HalfSpaceError when the half-spaces of a crystal without corners enclose nothing, RangeError without crystals or positions.
 */
export function packCrystals(
  crystals: readonly GemBodyCrystal[],
  positions: Float32Array,
  { individuals = [], startGrowth = [] }: PackCrystalsOptions = {},
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
  let heartMiddle: readonly [number, number, number] | undefined;
  crystals.forEach((crystal, row) => {
    const individual = individuals.findIndex(([from, to]) => row >= from && row < to);
    const planes = scalePlanes(crystal.halfSpaces, center, radius);
    // Each individual's first crystal is its heart.
    if (row === 0 || individuals[individual]?.[0] === row) heartMiddle = undefined;
    const { sphere, root, tip, halfThickness, middle } = crystalShape(
      planes,
      crystal.corners ? scalePoints(crystal.corners, center, radius) : intersectHalfSpaces(planes).vertices,
      heartMiddle,
    );
    heartMiddle ??= middle;
    const at = row * width * 4;
    // The sphere is only ever used to skip a crystal: it may be a little large.
    texels.set([sphere[0], sphere[1], sphere[2], sphere[3] + 1e-5], at);
    texels.set([planes.length / 4, Math.max(0, individual), startGrowth[row] ?? 0, halfThickness], at + 4);
    texels.set(root, at + 8);
    texels.set(tip, at + 12);
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

function scalePoints(points: Float64Array, center: readonly [number, number, number], radius: number): Float64Array {
  return points.map((value, index) => (value - (center[index % 3] as number)) / radius);
}

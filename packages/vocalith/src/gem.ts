import type { VoiceFeatures } from "@vocalith/dsp";
import { writeSTL } from "@vocalith/formats";
import { type Mesh, measureSolid, type SolidMeasure } from "@vocalith/geometry";

/**
 * A voice as a stone. Everything but `features` is a pure function of `code` and the size asked for: the same code cuts the
 * same bytes on every machine. Coordinates are millimetres, z upwards, the stone standing on z = 0.
 */
export interface Gem {
  /** The GemCode in its text form, such as `vl0.…`: enough to cut this stone again without the recording. */
  readonly code: string;
  /** What was measured in the voice; absent when the gem was cut from a code alone. */
  readonly features?: VoiceFeatures;
  /** The convex crystals whose union is the solid: first the heart, then one for each syllable that broke out of it, in order. */
  readonly crystals: readonly GemCrystal[];
  /** The body colour of the stone. */
  readonly color: GemColor;
  /** The printable solid: one closed component. Facets name the crystal (`solid`) and the half-space they lie on. */
  readonly mesh: Mesh;
  /** Measures of the solid: size and volume in mm, facets, triangles, soundness. */
  measure(): SolidMeasure;
  /** The solid as binary STL in millimetres. */
  toSTL(): Uint8Array<ArrayBuffer>;
}

/** One convex crystal of a gem. */
export interface GemCrystal {
  /** Four numbers a half-space, in gem coordinates: unit outward normal, then distance from the origin in mm. None is redundant. */
  readonly halfSpaces: Float64Array;
  /** The syllables that made it, counted from 0: one, or for the heart all that did not break out. */
  readonly syllables: readonly number[];
}

/** The body colour of a stone, chosen in OKLCH (Ottosson 2020). */
export interface GemColor {
  /** Lightness, 0 to 1. */
  readonly lightness: number;
  /** Chroma, 0 to about 0.3. */
  readonly chroma: number;
  /** Hue angle in degrees, 0 to 360. */
  readonly hueDegrees: number;
  /** How far the hue runs from one end of the stone to the other, in degrees; 0 for a stone of one colour. */
  readonly hueSpreadDegrees: number;
  /** The same colour as linear-light sRGB, each 0 to 1, inside the gamut. */
  readonly linearSrgb: readonly [number, number, number];
}

/** A gem of its parts: the data and what can be done with it. */
export function assembleGem(parts: Omit<Gem, "measure" | "toSTL">): Gem {
  return {
    ...parts,
    measure: () => measureSolid(parts.mesh),
    toSTL: () => writeSTL(parts.mesh),
  };
}

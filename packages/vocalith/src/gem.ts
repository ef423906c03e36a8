import type { VoiceFeatures } from "@vocalith/dsp";
import type { Mesh, SolidMeasure } from "@vocalith/geometry";
import type { CutName } from "./cuts/cut-name.js";
import type { GemMachining } from "./fabricate/gem-machining.js";
import type { GemParticles } from "./particles/gem-particles.js";
import type { Provenance } from "./provenance/provenance.js";

/**
 * A voice as a stone, or two voices as a twin. Everything but `features`, `provenance` and, where there are features, `particles` is a pure
 * function of `code`, `cut`, `sizeMm` and what was asked of machining: the same code cuts the same bytes on every machine. Coordinates are millimetres, z
 * upwards, the stone standing on z = 0. No samples of the recording are kept.
 */
export interface Gem {
  /** The GemCode in its text form, such as `vl0.…`, or that of a twin: enough to cut this stone again without the recording. */
  readonly code: string;
  /** How it is cut: with `code` and `sizeMm` all that its shape follows from. */
  readonly cut: CutName;
  /** The length of its longest side that was asked for, in mm. */
  readonly sizeMm: number;
  /** What was measured in the voice; absent when the gem was cut from a code alone or grown from an outline, and of a twin, whose individuals have their own. */
  readonly features?: VoiceFeatures;
  /**
   * The convex crystals whose union is the solid: first the heart, then one for each syllable that broke out of it, in order; of a twin those of
   * the first speaker and then those of the second.
   */
  readonly crystals: readonly GemCrystal[];
  /** The body colour of the stone; of a twin the first speaker's. */
  readonly color: GemColor;
  /** The stones that it is made of: itself, or the two of a twin, who spoke first in front. */
  readonly individuals: readonly GemIndividual[];
  /** The printable solid: one closed component. Facets name the crystal (`solid`) and the half-space they lie on; those that machining made have the solid `FABRICATED`, -1. */
  readonly mesh: Mesh;
  /** Who, when, where and by whose leave, and the check sums of what was heard; absent when the gem was cut from a code alone. */
  readonly provenance?: Provenance;
  /** What was done to the stone after it was cut; absent where nothing was. */
  readonly machining?: GemMachining;
  /** Measures of the solid: size and volume in mm, facets, triangles, soundness. */
  measure(): SolidMeasure;
  /** The solid as binary STL in millimetres; its header names unit and code. The same bytes as `writeGemFiles(gem, ["stl"])`. */
  toSTL(): Uint8Array<ArrayBuffer>;
  /**
   * The stone as a cloud of so many particles, 0 to 5,000,000, placed by what the voice holds in time and frequency: see {@link GemParticles}.
   *
   * @throws ParticleCountError for another count.
   */
  particles(count: number): GemParticles;
}

/**
 * A gem as soon as it can be looked at: its crystals, its colours and the closed union of its crystals, but not yet the printable solid. Its `mesh` may have
 * edges and facets too small to print and has not been judged; to the eye it is the same.
 */
export type GemSketch = Pick<Gem, "code" | "cut" | "sizeMm" | "crystals" | "color" | "individuals" | "mesh">;

/** One voice's part in a stone. */
export interface GemIndividual {
  /** The GemCode of this voice in its text form. */
  readonly code: string;
  /** Its body colour. */
  readonly color: GemColor;
  /** Its crystals: their first place in `gem.crystals`, and the place after the last. */
  readonly crystals: readonly [from: number, to: number];
  /** What was measured in this voice; absent when the gem was cut from a code alone or grown from an outline. */
  readonly features?: VoiceFeatures;
  /** Length of its recording in seconds; absent when the gem was cut from a code alone. */
  readonly durationSeconds?: number;
  /** When its syllables sounded and what became of them, in order; absent when the gem was cut from a code alone. */
  readonly syllables?: readonly GemSyllable[];
}

/** A syllable of a voice, as the law counts them, and where it is in the stone. */
export interface GemSyllable {
  /** When it begins in the recording of its voice. */
  readonly startSeconds: number;
  /** When it ends there. */
  readonly endSeconds: number;
  /** The place in `gem.crystals` of the crystal that it made, or of the heart where it did not break out. */
  readonly crystal: number;
}

/** One convex crystal of a gem. */
export interface GemCrystal {
  /** Four numbers a half-space, in gem coordinates: unit outward normal, then distance from the origin in mm. None is redundant in a stone as it was cut; a flat adds one. */
  readonly halfSpaces: Float64Array;
  /** x, y, z of its corners, in gem coordinates, mm: of all of it, also of what lies within other crystals. */
  readonly corners: Float64Array;
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

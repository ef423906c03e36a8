/**
 * A voice as a short list of small integers: all that is needed to cut its stone. Draft version `vl0`; a stone cut from a
 * draft code may change until the law is frozen as `vl1`.
 */
export interface GemCode {
  readonly version: "vl0";
  /** What lasts in the voice. It fixes the angles between faces and the palette. */
  readonly species: SpeciesCode;
  /** What was said this once. It fixes the distances of the faces and the number, size and tilt of the crystals. */
  readonly specimen: SpecimenCode;
}

/** The crystal systems in the order of the code's `system` field, from the oblique to the most symmetric. */
export const CRYSTAL_SYSTEMS = ["monoclinic", "hexagonal", "trigonal", "tetragonal", "orthorhombic", "cubic"] as const;

/** The mineral: fields of the code that two recordings of one speaker should share. */
export interface SpeciesCode {
  /** Place in {@link CRYSTAL_SYSTEMS}. */
  readonly system: number;
  /** The four forms that cut the corners of the crystals, each at its own angle. */
  readonly forms: readonly FormCode[];
  /** Height of the resonance, 0 (deepest) to 63 (highest): the axial ratio and, with the shade, the colour. */
  readonly resonance: number;
  /** What is left of that height, in quarters of a step, 0 to 3: for the colour alone, which one step moves visibly where the palette is steep. */
  readonly shade: number;
  /** Clearness of the voice, 0 (breathy, noisy) to 15 (pure): the chroma. */
  readonly purity: number;
}

/** Where the faces of one form lie between the faces that shape the crystal: two angles, read from the timbre of the voice. */
export interface FormCode {
  /** Step of the way round the axis, 0 to 15. */
  readonly turn: number;
  /** Step of the way from the sides to the point, 0 (upright) to 15. */
  readonly slope: number;
}

/** The growth: fields of the code that belong to one utterance. */
export interface SpecimenCode {
  /** Odds of arousal on a logarithmic scale, 0 (1 to 64 or less: calm, one whole stone) to 255 (64 to 1 or more: beside itself, a spray). */
  readonly excitement: number;
  /** One to {@link MAXIMUM_SYLLABLES} beats of the voice in order of time. */
  readonly syllables: readonly SyllableCode[];
}

/** One beat of the voice, or several neighbours of a long recording taken together. */
export interface SyllableCode {
  /** Where its middle, drawn to where it is loudest, lies between the onset of the voice (0) and its end (255). */
  readonly time: number;
  /** Pitch against the speaker's own median in 32nds of an octave, 0 (an octave below) over 32 (on it) to 63. */
  readonly pitch: number;
  /** Loudness of the voice in it against the loudest, 0 (24 dB below or more, or no voice) to 63. */
  readonly force: number;
  /** Duration in equal ratios, 0 (60 ms or less) to 31 (a second or more). */
  readonly length: number;
  /** Spectral centroid against the speaker's own median, 0 (two octaves below) over 8 (on it) to 15. */
  readonly brightness: number;
  /** Irregularity, 0 (a clean tone) to 7. */
  readonly roughness: number;
}

/** Most syllables a code holds; longer recordings take neighbours together. */
export const MAXIMUM_SYLLABLES = 32;

/** How many forms a species has beside those that shape its crystals. */
export const FORM_COUNT = 4;

/** Largest value of each field; the smallest is 0. */
export const FIELD_MAXIMA = {
  species: { system: 5, resonance: 63, shade: 3, purity: 15 },
  form: { turn: 15, slope: 15 },
  specimen: { excitement: 255 },
  syllable: { time: 255, pitch: 63, force: 63, length: 31, brightness: 15, roughness: 7 },
} as const satisfies {
  species: Record<Exclude<keyof SpeciesCode, "forms">, number>;
  form: Record<keyof FormCode, number>;
  specimen: Record<Exclude<keyof SpecimenCode, "syllables">, number>;
  syllable: Record<keyof SyllableCode, number>;
};

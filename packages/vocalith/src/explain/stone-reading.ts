import type { CRYSTAL_SYSTEMS } from "../code/gem-code.js";

/**
 * What there is to say of one stone, in no language: facts, each read from the gem. A fact that the gem does not hold is absent, and so
 * is its sentence.
 */
export interface StoneReading {
  /** Whose range of pitch the voice lies in. */
  readonly singer: "person" | "bird" | "whale";
  readonly color: ColorReading;
  readonly clearness: Clearness;
  readonly mineral: MineralReading;
  readonly whole: WholeReading;
  /** Of grown stones: whole ones, and sprays that are wider than high. */
  readonly height?: HeightReading;
  /** Of grown stones that are nearly whole, whose end and whose melody say the same. */
  readonly tip?: TipReading;
  /** Of grown stones of which no more than two crystals broke out. */
  readonly sides?: SidesReading;
  /** Where crystals broke out. */
  readonly longest?: LongestReading;
  readonly smallFaces: SmallFacesReading;
  readonly question: QuestionReading;
}

/** A beat of the voice: a syllable, a note, or neighbours of a long recording taken together. */
export interface BeatReading {
  /** Its place, counted from 1. */
  readonly place: number;
  /** When it is loudest, in seconds from the start of the recording; absent where the recording is not known. */
  readonly seconds?: number;
}

export type ColorName = "blueBlack" | "violet" | "plum" | "ruby" | "fire" | "gold" | "green" | "turquoise" | "rainbow";

export interface ColorReading {
  readonly name: ColorName;
  /** Where the voice resonates, 0 (deepest) to 100 (highest). */
  readonly heightPercent: number;
  /** What it was read from: a tube from the vocal folds to the lips and a low note, a song's middle note, or nothing but the code. */
  readonly cause:
    | { readonly from: "voice"; readonly tubeCm?: number; readonly lowNoteHz?: number }
    | { readonly from: "song"; readonly noteHz: number }
    | { readonly from: "code" };
}

export type Clearness = "clear" | "between" | "veiled" | "whispered";

export interface MineralReading {
  readonly system: (typeof CRYSTAL_SYSTEMS)[number];
  /** Between the normals of the first small form and of the side nearest to it; absent where the voice gave no such angle or the stone is not grown. */
  readonly angleDegrees?: number;
  /** Whether the crystal grew, as minerals do, or was cut like a jeweller's stone. */
  readonly isGrown: boolean;
  readonly facets: number;
}

export interface WholeReading {
  /** 0 (calm) to 100 (beside itself). */
  readonly excitementPercent: number;
  readonly beats: number;
  /** Crystals beside the heart. */
  readonly brokenOut: number;
}

export interface HeightReading {
  /** A spray is `spread`, by its excitement; all else has its height from the pace. */
  readonly kind: "tall" | "even" | "squat" | "spread";
  /** Height over the larger side of the base. */
  readonly ratio: number;
  readonly beats: number;
  /** Mean length of a beat. */
  readonly beatSeconds: number;
}

export interface TipReading {
  readonly kind: "blunt" | "pointed";
  /** By how much the melody sinks from beginning to end, all in all; negative where it climbs. Absent where there is no melody. */
  readonly fallSemitones?: number;
}

export interface SidesReading {
  /** Where the melody stands highest over its slow course; absent where it is level. */
  readonly highest?: BeatReading;
}

export interface LongestReading {
  readonly beat: BeatReading;
  /** Whether no beat of the voice was stronger. */
  readonly isStrongest: boolean;
  /** From end to end, the part hidden in the heart included. */
  readonly lengthMm: number;
}

export interface SmallFacesReading {
  /** Where they cut deepest: the brightest beat; absent where brightness hardly changes. */
  readonly brightest?: BeatReading;
  /** Whether the voice is so uneven that single sides sink in. */
  readonly isRough: boolean;
}

/** What the visitor may listen for, by what is most notable in this stone. */
export type QuestionReading = {
  readonly about:
    | "twin"
    | "single"
    | "whisper"
    | "song"
    | "longest"
    | "fall"
    | "rise"
    | "highest"
    | "brightest"
    | "level";
  readonly beat?: BeatReading;
  readonly beats: number;
  /** Whether the recording is known; a code alone has none at hand. */
  readonly hasVoice: boolean;
};

import type { CutOptions, Gem, GemColor, GemCrystal, GemFormat, GemIndividual, GemProgress } from "vocalith";

/** A gem as plain data, as it comes from its worker: all that is seen of it. What else can be asked of it is asked by `id`. */
export interface Stone {
  /** By this the worker knows it; 0 of a stone that is only looked at and not kept, as one that grows. A sketch has the number that its stone will have. */
  readonly id: number;
  readonly code: string;
  /** Its short name, as engraved, such as `7KQ2-M4XA`. */
  readonly catalogueNumber: string;
  readonly cut: Gem["cut"];
  /** Length of its longest side, in mm. */
  readonly sizeMm: number;
  readonly crystals: readonly GemCrystal[];
  readonly color: GemColor;
  readonly individuals: readonly StoneIndividual[];
  readonly mesh: Gem["mesh"];
  /** Lengths of the box that holds it along x, y, z, in mm. */
  readonly sidesMm: readonly [number, number, number];
  /** Length of the recording, of a twin of the first; absent where the stone came from a code. */
  readonly durationSeconds?: number;
}

/** One voice's part in a stone. */
export interface StoneIndividual extends Omit<GemIndividual, "features"> {
  /** Length of its recording; absent where the stone came from a code. */
  readonly durationSeconds?: number;
}

/** How a stone is to be cut. */
export interface StoneOptions extends Pick<CutOptions, "cut" | "sizeMm"> {
  /** Gives the work up; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How a stone is to be made of what was heard. */
export interface OutlineOptions extends StoneOptions {
  /** Told of it as soon as it can be looked at. */
  readonly onSketch?: (stone: Stone) => void;
}

/** How a stone is to be made of a sound. */
export interface SoundOptions extends StoneOptions {
  readonly onProgress?: (progress: GemProgress) => void;
}

/** What the files of a stone are called. */
export interface FileOptions {
  /** What all files are called, without ending; default `vocalith-` and the catalogue number. */
  readonly name?: string;
  /**
   * The title within them; default `name`. The command line's is the name of its recording without ending, of a twin both with `and` between them: with the
   * same name and title the bytes are the same.
   */
  readonly title?: string;
  readonly signal?: AbortSignal;
}

/** A file, ready to be saved. */
export interface StoneFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Its media type. */
  readonly type: string;
  readonly format: GemFormat;
}

import type { VoiceFeatures, VoiceOutline } from "@vocalith/dsp";
import type { Inspection, MaterialName } from "@vocalith/geometry";
import type { CutOptions, Explanation, GemFormat, GemParticles, GemProgress, RecordingProvenance } from "vocalith";
import type { FileOptions, Stone, StoneFile } from "./stone.js";

/** How a stone is cut. */
type Cutting = Pick<CutOptions, "cut" | "sizeMm">;

/** What the worker that keeps gems can be asked for. `id` is the name that a new stone gets. */
export type StoneTasks = {
  readonly warm: { ask: undefined; answer: undefined };
  /** Cuts a stone for nobody, so that the way to the next is not forgotten. */
  readonly rehearse: { ask: undefined; answer: undefined };
  /** Fetches what hears sound files. */
  readonly hear: { ask: undefined; answer: undefined };
  readonly fromSound: {
    ask: { id: number; sound: Blob | Uint8Array; cutting: Cutting };
    answer: Stone;
    progress: GemProgress;
  };
  readonly fromOutline: {
    ask: { id: number; outline: VoiceOutline; cutting: Cutting };
    answer: Stone;
    /** The same, as soon as it can be looked at. */
    progress: Stone;
  };
  /** Tells of a stone from an outline what else was measured. */
  readonly complete: { ask: { id: number; features: VoiceFeatures }; answer: undefined };
  /** States of a stone from an outline which recording they were heard in. */
  readonly trace: { ask: { id: number; recording: RecordingProvenance }; answer: undefined };
  readonly fromCode: { ask: { id: number; code: string; cutting: Cutting }; answer: Stone };
  readonly twin: { ask: { id: number; first: number; second: number; cutting: Cutting }; answer: Stone };
  readonly recut: { ask: { id: number; of: number; cutting: Cutting }; answer: Stone };
  readonly explain: { ask: { id: number; language: string }; answer: Explanation };
  readonly inspect: { ask: { id: number; material: MaterialName }; answer: Inspection };
  readonly files: {
    ask: { id: number; formats: readonly GemFormat[]; names: Pick<FileOptions, "name" | "title"> };
    answer: readonly StoneFile[];
  };
  readonly particles: { ask: { id: number; count: number }; answer: GemParticles };
  readonly distance: { ask: { first: number; second: number }; answer: number };
  readonly release: { ask: { id: number }; answer: undefined };
};

import type { VoiceFeatures, VoiceOutline } from "@vocalith/dsp";
import type { CutOptions } from "vocalith";
import type { Stone } from "../stones/stone.js";

/** What the worker that listens can be asked for. */
export type ListeningTasks = {
  readonly warm: { ask: undefined; answer: undefined };
  /** Listens to a port until its sound ends, after `mostSamples` at the latest; who tells `soFar` a number of samples gets a copy of those that came after them. */
  readonly listen: {
    ask: { sound: MessagePort; soFar: MessagePort; sampleRateHz: number; mostSamples: number };
    answer: VoiceOutline;
  };
  /** Measures the rest of what was listened to last, which no stone waits for. */
  readonly features: { ask: undefined; answer: VoiceFeatures };
  /** Gives away what was listened to last. */
  readonly recording: { ask: undefined; answer: HeardRecording };
};

/** A recording that was heard. */
export interface HeardRecording {
  /** Its WAV file, which the page makes a `VoiceRecording` of. */
  readonly file: Uint8Array<ArrayBuffer>;
  readonly clippedShare: number;
}

/** What the worker that grows stones can be asked for. */
export type GrowingTasks = {
  readonly warm: { ask: undefined; answer: undefined };
  /** Cuts stones of the sound so far, again and again, until it is given up. */
  readonly grow: {
    ask: { soFar: MessagePort; sampleRateHz: number; cutting: Pick<CutOptions, "cut" | "sizeMm"> };
    answer: undefined;
    progress: Stone;
  };
};

/** What the worklet that captures is told. */
export type CaptureOrder =
  /** From now on the sound goes into `sound`, blocks of `Float32Array` and at last {@link END_OF_SOUND}; by itself after so many samples. */
  | { readonly order: "begin"; readonly sound: MessagePort; readonly mostSamples: number }
  | { readonly order: "pause" | "resume" | "end" | "close" };

/** What it tells the page, about twenty times a second. */
export interface CaptureReport {
  /** Greatest magnitude of the last samples. */
  readonly peak: number;
  /** Their root mean square. */
  readonly rms: number;
  /** Whether one of them was at full scale. */
  readonly clipped: boolean;
  /** Which recording it tells of: how many were begun so far. */
  readonly recording: number;
  /** Length of what was recorded so far, in seconds. */
  readonly recordedSeconds: number;
  /** Whether the recording is as long as it may be and has ended. */
  readonly isFull: boolean;
}

/** The last that comes into a port of sound. */
export const END_OF_SOUND = "end";

/** The name by which the worklet's processor is registered. */
export const CAPTURE_PROCESSOR = "voice-capture";

/** Magnitude from which a sample counts as clipped; resampling takes a little off the edges. */
export const CLIPPED = 0.99;

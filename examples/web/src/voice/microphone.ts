import type { CaptureReport } from "./capture-messages.js";

/** How loud it is, and how far the recording that was begun last has come. */
export type MicrophoneReport = Omit<CaptureReport, "recording">;

/** A microphone as the browser names it; without leave to listen it has no label. */
export interface MicrophoneName {
  readonly deviceId: string;
  readonly label: string;
}

/** A microphone that is open. */
export interface Microphone extends MicrophoneName {
  readonly sampleRateHz: number;
  /** Told the level about twenty times a second. */
  onReport: (report: MicrophoneReport) => void;
  /** Told when no more sound can come: it was unplugged, or leave was taken back. */
  onEnd: () => void;
  /** Told when the system holds the sound up for a while, as for a call. */
  onInterruption: () => void;
  /** Sends the sound into a port from now on, for so many samples at most. */
  begin(sound: MessagePort, mostSamples: number): void;
  pause(): void;
  resume(): void;
  end(): void;
  /** Frees the device and all that listens to it. */
  close(): void;
}

/** The way to microphones: the browser's, or a test's own. */
export interface Microphones {
  list(): Promise<readonly MicrophoneName[]>;
  /**
   * Asks for leave and opens one. To be called within a click.
   *
   * @param deviceId - Of `list`; default the one that the visitor or the system prefers.
   * @throws FailureError `denied`, `no-microphone`, `in-use`, `no-output`, `insecure`, `unsupported`.
   */
  open(deviceId?: string): Promise<Microphone>;
  /** Calls the listener when microphones come or go, until the function that it gives is called. */
  watch(listener: () => void): () => void;
}

import type { Failure } from "../stones/failure.js";
import type { Stone } from "../stones/stone.js";
import type { VoiceRecording } from "./voice-recording.js";

/**
 * What a recorder is doing: `idle`: no microphone is open; `asking`: one is being opened; `ready`: it listens, for the level alone; `recording`;
 * `paused`; `settling`: the recording has ended and its stone is on its way; `failed`: no microphone could be opened, or it was lost.
 */
export type RecorderState = "idle" | "asking" | "ready" | "recording" | "paused" | "settling" | "failed";

/** How loud it is, in dB re full scale: 0 the loudest that can be held, -120 silence. */
export interface Level {
  readonly peakDb: number;
  readonly rmsDb: number;
  /** Whether a sample was at full scale. */
  readonly clipped: boolean;
  /** Length of what was recorded so far, in seconds. */
  readonly recordedSeconds: number;
}

/** A recording and its stone. */
export interface SettledVoice {
  readonly recording: VoiceRecording;
  readonly stone: Stone;
}

/** How loud it is: about twenty times a second while a microphone is open. */
export class LevelEvent extends Event implements Level {
  readonly peakDb: number;
  readonly rmsDb: number;
  readonly clipped: boolean;
  readonly recordedSeconds: number;

  constructor(level: Level) {
    super("level");
    this.peakDb = level.peakDb;
    this.rmsDb = level.rmsDb;
    this.clipped = level.clipped;
    this.recordedSeconds = level.recordedSeconds;
  }
}

/**
 * The stone of the sound so far, while a voice is recorded, and when it has ended a sketch of the stone that it settles into: to look at, until `settled` gives
 * the stone of that number to keep.
 */
export class GrowthEvent extends Event {
  constructor(readonly stone: Stone) {
    super("growth");
  }
}

/** The recorder does something else now. */
export class StateEvent extends Event {
  constructor(
    readonly state: RecorderState,
    readonly former: RecorderState,
  ) {
    super("state");
  }
}

/** Something did not succeed; what `open` or `stop` rejects with is told here, too. */
export class FailureEvent extends Event {
  constructor(readonly failure: Failure) {
    super("failure");
  }
}

/** A recording has its stone, whether it was stopped or ended by itself. */
export class SettledEvent extends Event implements SettledVoice {
  readonly recording: VoiceRecording;
  readonly stone: Stone;

  constructor({ recording, stone }: SettledVoice) {
    super("settled");
    this.recording = recording;
    this.stone = stone;
  }
}

/** The events of a recorder by their names. */
export interface RecorderEvents {
  readonly level: LevelEvent;
  readonly growth: GrowthEvent;
  readonly state: StateEvent;
  readonly failure: FailureEvent;
  readonly settled: SettledEvent;
  /** Microphones came or went: ask `microphones` again. */
  readonly microphones: Event;
}

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Failure } from "../stones/failure.js";
import type { Stone } from "../stones/stone.js";
import type { StoneCutter } from "../stones/stone-cutter.js";
import type { MicrophoneName } from "../voice/microphone.js";
import type { Level, SettledVoice } from "../voice/recorder-events.js";
import { VOICE_RECORDER_DEFAULTS, VoiceRecorder } from "../voice/voice-recorder.js";

/** A remark on the level outlasts what caused it by so many ms, to be read. */
const REMARK_MS = 2500;
/** Quieter than this for as long as the quiet lasts is worth a remark, in dB below full scale. */
const QUIET_DB = -46;
const QUIET_MS = 4000;

/** What is wrong with the level, for the visitor to mend at once. */
export type LevelRemark = "clipping" | "quiet" | undefined;

/** What the room does about what the recorder comes to. */
export interface ListeningActions {
  /** The stone of the whole can be looked at; it settles when it is cut. */
  onSketch(stone: Stone): void;
  onSettled(voice: SettledVoice): void;
  onFailure(failure: Failure): void;
  /** The recorder paused by itself, as for a call. */
  onHeldUp(): void;
  /** It came to its end by itself. */
  onFull(): void;
}

/** One microphone at work, as signals for the page. Opened with the first click and closed when the voice is a stone, so that the browser's sign goes out. */
export class ListeningSession {
  readonly mostSeconds = VOICE_RECORDER_DEFAULTS.longestSeconds;
  readonly #recorder: VoiceRecorder;
  readonly #level = signal<Level | undefined>(undefined);
  readonly #levelRemark = signal<LevelRemark>(undefined);
  readonly #elapsedSeconds = signal(0);
  readonly #growing = signal<Stone | undefined>(undefined);
  readonly #microphones = signal<readonly MicrophoneName[]>([]);
  readonly #microphone = signal("");
  #clippedAt = Number.NEGATIVE_INFINITY;
  #loudAt = Number.NEGATIVE_INFINITY;

  constructor(cutter: StoneCutter, actions: ListeningActions) {
    const recorder = new VoiceRecorder(cutter);
    this.#recorder = recorder;
    recorder.on("level", (level) => this.#hear(level));
    recorder.on("growth", ({ stone }) => {
      this.#growing.value = stone;
      if (recorder.state === "settling") actions.onSketch(stone);
    });
    recorder.on("microphones", () => void this.#listMicrophones());
    recorder.on("settled", (voice) => actions.onSettled(voice));
    recorder.on("failure", ({ failure }) => actions.onFailure(failure));
    recorder.on("state", ({ state }) => {
      if (state === "paused") actions.onHeldUp();
      if (state === "settling") actions.onFull();
    });
  }

  /** How loud it is, twenty times a second while a microphone is open. */
  get level(): ReadonlySignal<Level | undefined> {
    return this.#level;
  }

  get levelRemark(): ReadonlySignal<LevelRemark> {
    return this.#levelRemark;
  }

  /** Length of what is recorded. */
  get elapsedSeconds(): ReadonlySignal<number> {
    return this.#elapsedSeconds;
  }

  /** The stone of what was said so far. */
  get growing(): ReadonlySignal<Stone | undefined> {
    return this.#growing;
  }

  get microphones(): ReadonlySignal<readonly MicrophoneName[]> {
    return this.#microphones;
  }

  /** The `deviceId` of the one that is open. */
  get microphone(): ReadonlySignal<string> {
    return this.#microphone;
  }

  /** Opens a microphone; within a click. Failures are told as events too. */
  async open(deviceId?: string): Promise<void> {
    this.#forget();
    await this.#recorder.open(deviceId);
    this.#microphone.value = this.#recorder.microphone?.deviceId ?? "";
  }

  /** Begins to record what is to be cut so. */
  start(sizeMm: number): void {
    this.#forget();
    this.#recorder.cutting = { cut: "crystal", sizeMm };
    this.#recorder.start();
  }

  pause(): void {
    this.#recorder.pause();
  }

  resume(): void {
    this.#recorder.resume();
  }

  /** Ends the recording; its stone comes as `onSettled`. */
  stop(): void {
    // What goes wrong is told as an event.
    this.#recorder.stop().catch(() => {});
  }

  retake(): void {
    this.#recorder.retake();
    this.#forget();
  }

  /** Lets go of microphone and workers. */
  close(): void {
    this.#recorder.close();
    this.#forget();
  }

  #hear(level: Level): void {
    const now = performance.now();
    if (level.clipped) this.#clippedAt = now;
    if (level.peakDb > QUIET_DB || this.#level.peek() === undefined) this.#loudAt = now;
    batch(() => {
      this.#level.value = level;
      this.#elapsedSeconds.value = level.recordedSeconds;
      this.#levelRemark.value =
        now - this.#clippedAt < REMARK_MS ? "clipping" : now - this.#loudAt > QUIET_MS ? "quiet" : undefined;
    });
  }

  async #listMicrophones(): Promise<void> {
    this.#microphones.value = await this.#recorder.microphones().catch(() => []);
    this.#microphone.value = this.#recorder.microphone?.deviceId ?? "";
  }

  #forget(): void {
    this.#clippedAt = Number.NEGATIVE_INFINITY;
    this.#loudAt = performance.now();
    batch(() => {
      this.#level.value = undefined;
      this.#levelRemark.value = undefined;
      this.#elapsedSeconds.value = 0;
      this.#growing.value = undefined;
    });
  }
}

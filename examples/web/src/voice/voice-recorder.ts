import { type Failure, FailureError } from "../stones/failure.js";
import { failureOf } from "../stones/failure-of.js";
import { pageWorker } from "../stones/page-worker.js";
import type { StoneOptions } from "../stones/stone.js";
import type { StoneCutter } from "../stones/stone-cutter.js";
import { REHEARSED_EVERY_SECONDS } from "../stones/warm-up.js";
import { type WorkerLike, WorkerLine } from "../stones/worker-line.js";
import { browserMicrophones } from "./browser-microphones.js";
import type { GrowingTasks, ListeningTasks } from "./listening-tasks.js";
import type { Microphone, MicrophoneName, MicrophoneReport, Microphones } from "./microphone.js";
import {
  FailureEvent,
  GrowthEvent,
  LevelEvent,
  type RecorderEvents,
  type RecorderState,
  SettledEvent,
  type SettledVoice,
  StateEvent,
} from "./recorder-events.js";
import { Take } from "./take.js";

/** How the stones of recordings are cut. */
export type RecorderCutting = Pick<StoneOptions, "cut" | "sizeMm">;

/** How voices are recorded. */
export interface VoiceRecorderOptions {
  /** A recording ends by itself when it is so long, in seconds, 1 to 180; default 180. */
  readonly longestSeconds?: number;
  /** Whether a stone grows while somebody speaks; default true. */
  readonly grows?: boolean;
  /** How stones are cut at first; default as the library does. */
  readonly cutting?: RecorderCutting;
  /** Default those of the browser. */
  readonly microphones?: Microphones;
  /** Makes the worker that listens. */
  readonly createListener?: () => WorkerLike;
  /** Makes the worker that grows stones. */
  readonly createGrower?: () => WorkerLike;
}

/** What `VoiceRecorder` does when not told otherwise. */
export const VOICE_RECORDER_DEFAULTS = { longestSeconds: 180, grows: true } as const;

const SILENCE_DB = -120;

/**
 * Records voices and has their stones cut. The sound goes from the microphone straight to a worker that listens as it comes; the page sees
 * levels alone. Nothing leaves the page.
 *
 * Promises reject with a `FailureError`, or with an `AbortError` where `retake` or `close` gave the recording up. Events: see {@link RecorderEvents}.
 */
export class VoiceRecorder extends EventTarget {
  /** How the next stone will be cut; may be changed until the recording has ended. */
  cutting: RecorderCutting;
  readonly #cutter: StoneCutter;
  readonly #longestSeconds: number;
  readonly #grows: boolean;
  readonly #microphones: Microphones;
  readonly #listening: WorkerLine<ListeningTasks>;
  readonly #growing: WorkerLine<GrowingTasks>;
  #state: RecorderState = "idle";
  #microphone: Microphone | undefined;
  #opening: Promise<void> | undefined;
  #openings = 0;
  #take: Take | undefined;
  /** The take before, until another is begun. */
  #last: Take | undefined;
  #isLost = false;
  /** When the cutter is to rehearse next, in seconds of the recording. */
  #rehearsalSeconds = 0;
  #unwatch: (() => void) | undefined;

  constructor(cutter: StoneCutter, options: VoiceRecorderOptions = {}) {
    super();
    this.#cutter = cutter;
    this.cutting = options.cutting ?? {};
    this.#longestSeconds = options.longestSeconds ?? VOICE_RECORDER_DEFAULTS.longestSeconds;
    if (!(this.#longestSeconds >= 1 && this.#longestSeconds <= 180)) {
      throw new RangeError(`longestSeconds = ${this.#longestSeconds}; accepted: 1 to 180`);
    }
    this.#grows = options.grows ?? VOICE_RECORDER_DEFAULTS.grows;
    this.#microphones = options.microphones ?? browserMicrophones;
    this.#listening = new WorkerLine(options.createListener ?? (() => pageWorker("listening")));
    this.#growing = new WorkerLine(options.createGrower ?? (() => pageWorker("growing")));
  }

  get state(): RecorderState {
    return this.#state;
  }

  /** The microphone that is open. */
  get microphone(): MicrophoneName | undefined {
    return this.#microphone;
  }

  /** Adds a listener to one of the recorder's events; the function that it gives removes it. */
  on<Type extends keyof RecorderEvents>(type: Type, listener: (event: RecorderEvents[Type]) => void): () => void {
    this.addEventListener(type, listener as (event: Event) => void);
    return () => this.removeEventListener(type, listener as (event: Event) => void);
  }

  /** The microphones there are. Browsers name them once one of them was opened; before that the list may be empty. */
  microphones(): Promise<readonly MicrophoneName[]> {
    return this.#microphones.list();
  }

  /**
   * Opens a microphone, or another instead of the one that is open, and makes the workers ready. To be called within a click, for iOS.
   *
   * @param deviceId - Of `microphones`; default the visitor's or the system's choice.
   */
  open(deviceId?: string): Promise<void> {
    if (this.#take !== undefined) return Promise.reject(new FailureError(BUSY));
    if (this.#opening !== undefined) return this.#opening;
    if (this.#microphone !== undefined && (deviceId ?? this.#microphone.deviceId) === this.#microphone.deviceId) {
      return Promise.resolve();
    }
    this.#freeMicrophone();
    this.#become("asking");
    this.#opening = this.#open(deviceId).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** Begins to record with the microphone that is open. */
  start(): void {
    const microphone = this.#microphone;
    this.#last = undefined;
    this.#rehearsalSeconds = REHEARSED_EVERY_SECONDS;
    if (microphone === undefined || this.#state !== "ready") throw new FailureError(this.#take ? BUSY : NOT_OPEN);
    const take = new Take({
      microphone,
      listening: this.#listening,
      growing: this.#grows ? this.#growing : undefined,
      cutter: this.#cutter,
      longestSeconds: this.#longestSeconds,
      cutting: () => this.cutting,
      onGrowth: (stone) => {
        if (take === this.#take) this.dispatchEvent(new GrowthEvent(stone));
      },
    });
    this.#take = take;
    this.#become("recording");
    void this.#follow(take);
  }

  /** Holds the recording up; what is said until `resume` is not in it. */
  pause(): void {
    if (this.#state !== "recording") return;
    this.#microphone?.pause();
    this.#become("paused");
  }

  /** Goes on recording. */
  resume(): void {
    if (this.#state !== "paused") return;
    this.#microphone?.resume();
    this.#become("recording");
  }

  /** Ends the recording and gives its stone; again for as long as no other is begun. */
  stop(): Promise<SettledVoice> {
    const take = this.#take ?? this.#last;
    if (take === undefined) return Promise.reject(new FailureError(NOT_OPEN));
    if (this.#state === "recording" || this.#state === "paused") {
      this.#become("settling");
      take.end();
    }
    return take.settled;
  }

  /** Lets go of the recording, so that another can be made; the microphone stays open. */
  retake(): void {
    const take = this.#take;
    this.#take = undefined;
    this.#last = undefined;
    take?.giveUp();
    if (take !== undefined && this.#microphone !== undefined) this.#become("ready");
  }

  /** Frees microphone, sound and workers. What was recorded stays, and what is still measured of it is told. `open` begins anew. */
  close(): void {
    this.retake();
    this.#openings++;
    this.#freeMicrophone();
    this.#listening.endAfter("features");
    this.#growing.end();
    this.#become("idle");
  }

  async #open(deviceId: string | undefined): Promise<void> {
    const opening = ++this.#openings;
    try {
      // First of all, while the click lasts.
      const opened = this.#microphones.open(deviceId);
      this.#warm();
      const microphone = await opened;
      if (opening !== this.#openings) {
        microphone.close();
        throw new DOMException("The recorder was closed.", "AbortError");
      }
      this.#use(microphone);
    } catch (error) {
      if (opening !== this.#openings) throw error;
      const failure = failureOf(error);
      this.#become("failed");
      this.dispatchEvent(new FailureEvent(failure));
      throw new FailureError(failure);
    }
  }

  /** Makes the workers ready that are not: those of a new recorder, and whoever took the place of one that was ended. */
  #warm(): void {
    // What fails here fails again where it matters, and is told there.
    const ways = [this.#listening.ask("warm", undefined), this.#cutter.warm()];
    if (this.#grows) ways.push(this.#growing.ask("warm", undefined));
    for (const way of ways) way.catch(() => {});
  }

  #use(microphone: Microphone): void {
    this.#microphone = microphone;
    microphone.onReport = (report) => this.#report(report);
    microphone.onEnd = () => this.#lose();
    microphone.onInterruption = () => this.pause();
    this.#unwatch ??= this.#microphones.watch(() => this.dispatchEvent(new Event("microphones")));
    this.#become("ready");
    // Only now do they have names.
    this.dispatchEvent(new Event("microphones"));
  }

  #report({ clipped, isFull, peak, recordedSeconds, rms }: MicrophoneReport): void {
    this.dispatchEvent(new LevelEvent({ peakDb: decibels(peak), rmsDb: decibels(rms), clipped, recordedSeconds }));
    if (recordedSeconds >= this.#rehearsalSeconds && !isFull && this.#state === "recording") {
      this.#rehearsalSeconds = recordedSeconds + REHEARSED_EVERY_SECONDS;
      // What fails here fails again where it matters.
      this.#cutter.rehearse().catch(() => {});
    }
    if (!isFull || this.#state !== "recording") return;
    this.#become("settling");
    this.#take?.stopGrowing();
  }

  async #follow(take: Take): Promise<void> {
    let event: Event;
    try {
      event = new SettledEvent(await take.settled);
    } catch (error) {
      event = new FailureEvent(failureOf(error));
      // It may have failed while it was still being made.
      if (take === this.#take) take.giveUp();
    }
    if (take !== this.#take) return;
    this.#take = undefined;
    this.#last = take;
    this.#warm();
    if (this.#isLost) this.#freeMicrophone();
    this.#become(this.#microphone === undefined ? "failed" : "ready");
    this.dispatchEvent(event);
  }

  /** The microphone is gone; what it gave so far still becomes a stone. */
  #lose(): void {
    if (this.#take === undefined) {
      this.#freeMicrophone();
      this.#become("failed");
    } else {
      this.#isLost = true;
      void this.stop().catch(() => {});
    }
    this.dispatchEvent(new FailureEvent(DISCONNECTED));
  }

  #freeMicrophone(): void {
    const microphone = this.#microphone;
    this.#microphone = undefined;
    this.#isLost = false;
    this.#unwatch?.();
    this.#unwatch = undefined;
    if (microphone === undefined) return;
    microphone.onReport = microphone.onEnd = microphone.onInterruption = () => {};
    microphone.close();
  }

  #become(state: RecorderState): void {
    const former = this.#state;
    if (state === former) return;
    this.#state = state;
    this.dispatchEvent(new StateEvent(state, former));
  }
}

const BUSY: Failure = {
  kind: "option",
  found: "a recording that is being made",
  accepted: "none",
  advice: "Stop it first.",
};

const NOT_OPEN: Failure = {
  kind: "option",
  found: "no microphone that is ready",
  accepted: "one that is open",
  advice: "Open one first.",
};

const DISCONNECTED: Failure = {
  kind: "disconnected",
  found: "a microphone that is gone",
  accepted: "one that stays",
  advice: "Plug it in again, or choose another one.",
};

function decibels(amplitude: number): number {
  return amplitude > 0 ? Math.max(SILENCE_DB, 20 * Math.log10(amplitude)) : SILENCE_DB;
}

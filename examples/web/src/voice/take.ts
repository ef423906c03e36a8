import type { Stone } from "../stones/stone.js";
import type { StoneCutter } from "../stones/stone-cutter.js";
import type { WorkerLine } from "../stones/worker-line.js";
import type { GrowingTasks, ListeningTasks } from "./listening-tasks.js";
import type { Microphone } from "./microphone.js";
import type { SettledVoice } from "./recorder-events.js";
import type { RecorderCutting } from "./voice-recorder.js";
import { VoiceRecording } from "./voice-recording.js";

/** What a take is made with. */
export interface TakeOptions {
  readonly microphone: Microphone;
  readonly listening: WorkerLine<ListeningTasks>;
  /** Undefined where the stone shall not grow meanwhile. */
  readonly growing: WorkerLine<GrowingTasks> | undefined;
  readonly cutter: StoneCutter;
  readonly longestSeconds: number;
  /** Asked when the recording has ended: the visitor may have changed their mind. */
  readonly cutting: () => RecorderCutting;
  /** Told of the stone of the sound so far, and at last of the whole: that one comes as `settled` too, when it can be made. */
  readonly onGrowth: (stone: Stone) => void;
}

/** One recording: the ways of its sound, and what becomes of it. */
export class Take {
  /** Rejects with a `FailureError`, or with the reason for which the take was given up. */
  readonly settled: Promise<SettledVoice>;
  readonly #options: TakeOptions;
  readonly #given = new AbortController();
  readonly #growth = new AbortController();

  constructor(options: TakeOptions) {
    this.#options = options;
    const sound = new MessageChannel();
    const soFar = new MessageChannel();
    this.settled = this.#settle(sound.port2, soFar.port2);
    // Whoever does not ask is not told.
    this.settled.catch(() => {});
    options.microphone.begin(sound.port1, this.#mostSamples);
    if (options.growing === undefined) soFar.port1.close();
    else void this.#grow(options.growing, soFar.port1);
  }

  /** Ends the recording; `settled` follows. */
  end(): void {
    this.stopGrowing();
    this.#options.microphone.end();
  }

  /** Lets go of the recording. */
  giveUp(): void {
    this.#given.abort();
    this.end();
  }

  /** Nothing may stand in the way of the last stone. */
  stopGrowing(): void {
    this.#growth.abort();
  }

  get #mostSamples(): number {
    const { longestSeconds, microphone } = this.#options;
    return Math.round(longestSeconds * microphone.sampleRateHz);
  }

  async #settle(sound: MessagePort, soFar: MessagePort): Promise<SettledVoice> {
    const { cutter, cutting, listening, microphone, onGrowth } = this.#options;
    const { signal } = this.#given;
    const { sampleRateHz } = microphone;
    const ask = { sound, soFar, sampleRateHz, mostSamples: this.#mostSamples };
    const outline = await listening.ask("listen", ask, { signal, transfer: [sound, soFar] });
    const [stone, heard] = await Promise.all([
      cutter.fromOutline(outline, { ...cutting(), onSketch: onGrowth, signal }),
      listening.ask("recording", undefined, { signal }),
    ]);
    cutter.complete(stone.id, listening.ask("features", undefined));
    const recording = new VoiceRecording(heard.file, sampleRateHz, heard.clippedShare);
    cutter.keepRecording(stone.id, recording);
    return { recording, stone };
  }

  async #grow(growing: WorkerLine<GrowingTasks>, soFar: MessagePort): Promise<void> {
    const { cutting, microphone, onGrowth } = this.#options;
    const { signal } = this.#growth;
    try {
      const ask = { soFar, sampleRateHz: microphone.sampleRateHz, cutting: cutting() };
      await growing.ask("grow", ask, {
        signal,
        transfer: [soFar],
        onProgress: onGrowth,
      });
    } catch {
      // Growing is a promise of the page, not of the stone: what stops it here shows in the recording itself.
    }
  }
}

import { VoiceAnalyzer, type VoiceFeatures } from "@vocalith/dsp";
import { Given, type TaskHandlers } from "../stones/answer-tasks.js";
import { buffersOf } from "../stones/buffers-of.js";
import { FailureError } from "../stones/failure.js";
import { once } from "../stones/once.js";
import { REHEARSED_EVERY_SECONDS } from "../stones/warm-up.js";
import { CLIPPED, END_OF_SOUND } from "./capture-messages.js";
import type { HeardRecording, ListeningTasks } from "./listening-tasks.js";
import { WAV_HEADER_BYTES, wavFile } from "./voice-recording.js";
import { rehearseListening, warmListening } from "./warm-listening.js";

/** What is done in the worker that listens: each block is taken in as it comes, so that little is left to do at the end. */
export function voiceListener(): TaskHandlers<ListeningTasks> {
  let kept: Take | undefined;
  return {
    warm: once((_, { othersWait }) => warmListening(othersWait)),
    listen: async ({ sampleRateHz, soFar, sound }, { signal }) => {
      kept = undefined;
      const take = new Take(sampleRateHz);
      soFar.onmessage = () => {
        const samples = take.samples();
        soFar.postMessage(samples, [samples.buffer]);
      };
      try {
        await take.listen(sound, signal);
      } finally {
        sound.close();
        soFar.close();
      }
      const features = take.finish();
      // The stone does not wait for the file: that is written while it is cut.
      if (!signal.aborted) kept = take;
      return new Given(features, buffersOf(features));
    },
    recording: () => {
      if (kept === undefined) {
        throw new FailureError({
          kind: "gone",
          found: "no recording",
          accepted: "one that was heard",
          advice: "Record again.",
        });
      }
      const take = kept;
      kept = undefined;
      const recording = take.recording();
      return new Given(recording, [recording.file.buffer]);
    },
  };
}

/** One recording while it is made. */
class Take {
  readonly #sampleRateHz: number;
  readonly #analyzer: VoiceAnalyzer;
  #blocks: Float32Array[] = [];
  #length = 0;
  #clipped = 0;
  /** Samples to come before the end is rehearsed again. */
  #untilRehearsal: number;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#analyzer = new VoiceAnalyzer({ sampleRateHz, ahead: true });
    this.#untilRehearsal = REHEARSED_EVERY_SECONDS * sampleRateHz;
  }

  /** Takes blocks until the sound ends. */
  listen(sound: MessagePort, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      sound.onmessage = ({ data }) => {
        if (data === END_OF_SOUND) return resolve();
        try {
          this.#take(data as Float32Array);
        } catch (error) {
          reject(error);
        }
      };
    });
  }

  /** A copy of the sound so far. */
  samples(): Float32Array<ArrayBuffer> {
    return this.#joinInto(new Float32Array(this.#length));
  }

  /** The sound as a file; the blocks are let go of. */
  recording(): HeardRecording {
    const file = wavFile(this.#length, this.#sampleRateHz);
    this.#joinInto(new Float32Array(file.buffer, WAV_HEADER_BYTES));
    this.#blocks = [];
    return { file, clippedShare: this.#length === 0 ? 0 : this.#clipped / this.#length };
  }

  finish(): VoiceFeatures {
    return this.#analyzer.finish();
  }

  #take(block: Float32Array): void {
    this.#blocks.push(block);
    this.#length += block.length;
    for (const sample of block) if (Math.abs(sample) >= CLIPPED) this.#clipped++;
    this.#analyzer.push(block);
    this.#untilRehearsal -= block.length;
    if (this.#untilRehearsal > 0) return;
    rehearseListening();
    this.#untilRehearsal = REHEARSED_EVERY_SECONDS * this.#sampleRateHz;
  }

  #joinInto<Samples extends Float32Array>(samples: Samples): Samples {
    let at = 0;
    for (const block of this.#blocks) {
      samples.set(block, at);
      at += block.length;
    }
    return samples;
  }
}

import { VoiceAnalyzer, type VoiceFeatures, type VoiceOutline } from "@vocalith/dsp";
import { Given, type TaskHandlers } from "../stones/answer-tasks.js";
import { buffersOf } from "../stones/buffers-of.js";
import { FailureError } from "../stones/failure.js";
import { once } from "../stones/once.js";
import { REHEARSED_EVERY_SECONDS } from "../stones/warm-up.js";
import { CLIPPED, END_OF_SOUND } from "./capture-messages.js";
import type { HeardRecording, ListeningTasks } from "./listening-tasks.js";
import { WAV_HEADER_BYTES, wavFile, writeWavHeader } from "./voice-recording.js";
import { rehearsedListening, warmListening } from "./warm-listening.js";

/** The page that shows a stone takes its time to come, and its picture to be drawn; both come before what else is to be said of the voice. */
const PAGE_COMES_MS = 250;

/** What is done in the worker that listens: each block is taken in as it comes, so that little is left to do at the end. */
export function voiceListener(): TaskHandlers<ListeningTasks> {
  let kept: Take | undefined;
  const lastTake = (): Take => {
    if (kept !== undefined) return kept;
    throw new FailureError({
      kind: "gone",
      found: "no recording",
      accepted: "one that was heard",
      advice: "Record again.",
    });
  };
  return {
    warm: once((_, { othersWait }) => warmListening(othersWait)),
    listen: async ({ mostSamples, sampleRateHz, soFar, sound }, { signal }) => {
      kept = undefined;
      const take = new Take(sampleRateHz, mostSamples);
      soFar.onmessage = ({ data }) => {
        const samples = take.samplesAfter(data as number);
        soFar.postMessage(samples, [samples.buffer]);
      };
      try {
        await take.listen(sound, signal);
      } finally {
        sound.close();
        soFar.close();
      }
      const outline = take.outline();
      // The stone does not wait for the file, which is written while it is cut, nor for the rest of the features, which would slow the cut.
      if (!signal.aborted) kept = take;
      return outline;
    },
    recording: () => {
      const recording = lastTake().recording();
      return new Given(recording, [recording.file.buffer]);
    },
    features: async () => {
      const take = lastTake();
      kept = undefined;
      await new Promise((resolve) => setTimeout(resolve, PAGE_COMES_MS));
      const features = take.features();
      return new Given(features, buffersOf(features));
    },
  };
}

/** A recording that fills so much of its room is given away with the rest: to copy three minutes takes 50 ms, in which the stone is cut half as fast. */
const LONG_SHARE = 0.25;

/** One recording while it is made. */
class Take {
  readonly #sampleRateHz: number;
  readonly #analyzer: VoiceAnalyzer;
  /** With room for the longest recording; memory that nothing was written to costs nothing. */
  readonly #file: Uint8Array<ArrayBuffer>;
  readonly #samples: Float32Array<ArrayBuffer>;
  #length = 0;
  #clipped = 0;
  /** Samples to come before the end is rehearsed again. */
  #untilRehearsal: number;
  #rehearsal: Iterator<void> | undefined;

  constructor(sampleRateHz: number, mostSamples: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#file = wavFile(mostSamples, sampleRateHz);
    this.#samples = new Float32Array(this.#file.buffer, WAV_HEADER_BYTES);
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

  /** A copy of the sound so far but for its first samples. */
  samplesAfter(first: number): Float32Array<ArrayBuffer> {
    return this.#samples.slice(first, this.#length);
  }

  /** The sound as a file; once. */
  recording(): HeardRecording {
    const bytes = WAV_HEADER_BYTES + 4 * this.#length;
    const isLong = this.#length >= LONG_SHARE * this.#samples.length;
    const file = isLong ? this.#file.subarray(0, bytes) : this.#file.slice(0, bytes);
    writeWavHeader(file, this.#sampleRateHz);
    return { file, clippedShare: this.#length === 0 ? 0 : this.#clipped / this.#length };
  }

  /** What was heard, in short; nothing is taken after that. */
  outline(): VoiceOutline {
    return this.#analyzer.outline();
  }

  /** All of what was heard; once. */
  features(): VoiceFeatures {
    return this.#analyzer.finish();
  }

  #take(block: Float32Array): void {
    this.#samples.set(block, this.#length);
    this.#length += block.length;
    for (const sample of block) if (Math.abs(sample) >= CLIPPED) this.#clipped++;
    this.#analyzer.push(block);
    this.#rehearse(block.length);
  }
  /** A little at each block, for the end may come after any. */
  #rehearse(heard: number): void {
    this.#untilRehearsal -= heard;
    if (this.#untilRehearsal <= 0) {
      this.#untilRehearsal = REHEARSED_EVERY_SECONDS * this.#sampleRateHz;
      this.#rehearsal = rehearsedListening();
    }
    if (this.#rehearsal?.next().done) this.#rehearsal = undefined;
  }
}

import { VoiceAnalysisError, VoiceAnalyzer } from "@vocalith/dsp";
import { type CutOptions, growGem } from "vocalith";
import type { TaskHandlers } from "../stones/answer-tasks.js";
import { lettersRead } from "../stones/letters-read.js";
import { once } from "../stones/once.js";
import type { Stone } from "../stones/stone.js";
import { stoneOf } from "../stones/stone-of.js";
import type { GrowingTasks } from "./listening-tasks.js";
import { warmGrowing } from "./warm-growing.js";

/** The shortest time between two growths, in ms, and how many times longer than its own work it waits: a fifth of its core at most. */
const PACE_MS = 500;
const REST = 5;
/** Blocks of a second's sound; to hear one takes some 3 ms, more where there is something to look back on. */
const BLOCKS_A_SECOND = 2;

/**
 * What is done in the worker that grows stones: it hears all of the sound so far again at its own pace, and says nothing while there is no voice in it. It is
 * ended by its signal, for which it looks up from its work all the time.
 */
export function stoneGrower(): TaskHandlers<GrowingTasks> {
  return {
    warm: once((_, { othersWait }) => warmGrowing(othersWait)),
    grow: async ({ cutting, sampleRateHz, soFar }, { report, signal }) => {
      try {
        const sound: Float32Array[] = [];
        let heard = 0;
        let code = "";
        let wait = PACE_MS;
        for (;;) {
          await pause(wait, signal);
          const piece = await soundAfter(heard, soFar, signal);
          const began = performance.now();
          if (piece.length > 0) {
            sound.push(piece);
            heard += piece.length;
            const stone = await grown(sound, sampleRateHz, { ...cutting, signal });
            if (stone !== undefined && stone.code !== code) report(stone);
            code = stone?.code ?? code;
          }
          const took = performance.now() - began;
          wait = Math.max(PACE_MS, REST * took) - took;
        }
      } finally {
        soFar.close();
      }
    },
  };
}

/** The stone of a sound; undefined where there is no voice in it yet. */
async function grown(
  sound: readonly Float32Array[],
  sampleRateHz: number,
  cutting: CutOptions & { readonly signal: AbortSignal },
): Promise<Stone | undefined> {
  const { signal } = cutting;
  // With much measured ahead its last step, which nothing can interrupt, is the shortest.
  const analyzer = new VoiceAnalyzer({ sampleRateHz, ahead: true });
  const block = Math.ceil(sampleRateHz / BLOCKS_A_SECOND);
  for (const piece of sound) {
    for (let from = 0; from < piece.length; from += block) {
      analyzer.push(piece.subarray(from, from + block));
      await lettersRead();
      signal.throwIfAborted();
    }
  }
  try {
    const features = analyzer.finish();
    await lettersRead();
    return stoneOf(await growGem(features, cutting), 0);
  } catch (error) {
    if (error instanceof VoiceAnalysisError) return undefined;
    throw error;
  }
}

function soundAfter(heard: number, soFar: MessagePort, signal: AbortSignal): Promise<Float32Array> {
  return unlessAborted(signal, (resolve) => {
    soFar.onmessage = ({ data }) => resolve(data as Float32Array);
    soFar.postMessage(heard);
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return unlessAborted(signal, (resolve) => {
    setTimeout(resolve, ms);
  });
}

function unlessAborted<Value>(signal: AbortSignal, begin: (resolve: (value: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    begin((value) => {
      signal.removeEventListener("abort", abort);
      resolve(value);
    });
  });
}

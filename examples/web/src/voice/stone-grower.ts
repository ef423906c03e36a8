import { fromSamples } from "@vocalith/audio";
import { analyzeVoice, VoiceAnalysisError } from "@vocalith/dsp";
import { type CutOptions, growGem } from "vocalith";
import type { TaskHandlers } from "../stones/answer-tasks.js";
import { once } from "../stones/once.js";
import type { Stone } from "../stones/stone.js";
import { stoneOf } from "../stones/stone-of.js";
import type { GrowingTasks } from "./listening-tasks.js";
import { warmGrowing } from "./warm-growing.js";

/** The shortest time between two growths, in ms, and how many times longer than its own work it waits: a fifth of its core at most. */
const PACE_MS = 500;
const REST = 5;

/** What is done in the worker that grows stones: it hears all of the sound so far again at its own pace, and says nothing while there is no voice in it. */
export function stoneGrower(): TaskHandlers<GrowingTasks> {
  return {
    warm: once((_, { othersWait }) => warmGrowing(othersWait)),
    grow: async ({ cutting, sampleRateHz, soFar }, { report, signal }) => {
      try {
        let heard = 0;
        let code = "";
        let wait = PACE_MS;
        for (;;) {
          await pause(wait, signal);
          const samples = await soundSoFar(soFar, signal);
          const began = performance.now();
          if (samples.length > heard) {
            heard = samples.length;
            report({ isWorking: true });
            const stone = await grown(samples, sampleRateHz, { ...cutting, signal });
            report({ isWorking: false });
            if (stone !== undefined && stone.code !== code) report({ stone });
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
async function grown(samples: Float32Array, sampleRateHz: number, cutting: CutOptions): Promise<Stone | undefined> {
  try {
    return stoneOf(await growGem(analyzeVoice(fromSamples([samples], sampleRateHz)), cutting), 0);
  } catch (error) {
    if (error instanceof VoiceAnalysisError || (error instanceof Error && error.name === "EmptyAudioError"))
      return undefined;
    throw error;
  }
}

function soundSoFar(port: MessagePort, signal: AbortSignal): Promise<Float32Array> {
  return unlessAborted(signal, (resolve) => {
    port.onmessage = ({ data }) => resolve(data as Float32Array);
    port.postMessage(null);
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return unlessAborted(signal, (resolve) => {
    setTimeout(resolve, ms);
  });
}

function unlessAborted<Value>(signal: AbortSignal, begin: (resolve: (value: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    begin((value) => {
      signal.removeEventListener("abort", abort);
      resolve(value);
    });
  });
}

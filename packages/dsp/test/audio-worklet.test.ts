import { runInNewContext } from "node:vm";
import { build } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { VoiceAnalyzer, type VoiceFeatures } from "../src/index.js";
import { synthesizeVoice } from "./synthesize-voice.js";

/** What an AudioWorkletGlobalScope has beside the language that a careless library might lean on is left out: timers, text coders, performance. */
const RENDER_QUANTUM = 128;

describe("the bundle in an audio worklet", () => {
  let code = "";
  beforeAll(async () => {
    const built = await build({
      configFile: false,
      logLevel: "silent",
      resolve: { conditions: ["ws-source"] },
      build: {
        write: false,
        lib: {
          entry: new URL("../src/index.ts", import.meta.url).pathname,
          formats: ["iife"],
          name: "dsp",
        },
      },
    });
    const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
    code = outputs.map((output) => (output.type === "chunk" ? output.code : "")).join("\n");
  }, 60_000);

  it("needs nothing but the language", () => {
    const voice = synthesizeVoice({
      durationSeconds: 0.8,
      sampleRateHz: 48_000,
      highestHz: 8000,
      frequencyHz: (t) => 150 + 20 * t,
    });
    // A context has the globals of the language and no others: no window, no process, no timers.
    const result: { found: VoiceFeatures; globals: string[] } = runInNewContext(
      `${code};
      const analyzer = new dsp.VoiceAnalyzer({ sampleRateHz: 48000 });
      for (let at = 0; at < voice.length; at += ${RENDER_QUANTUM}) {
        analyzer.push([Float32Array.from(voice.slice(at, at + ${RENDER_QUANTUM}))]);
        if (at % 12800 === 0) analyzer.snapshot(1);
      }
      ({ found: analyzer.finish(), globals: Object.getOwnPropertyNames(globalThis) });`,
      { voice: Array.from(voice) },
    );
    for (const name of ["setTimeout", "TextDecoder", "process", "performance", "fetch", "AbortController"]) {
      expect(result.globals).not.toContain(name);
    }
    const analyzer = new VoiceAnalyzer({ sampleRateHz: 48_000 });
    analyzer.push(voice);
    // Numbers cross as text: the arrays of another context are not of our classes. Not shown where they differ: they are many.
    expect(JSON.stringify(result.found) === JSON.stringify(analyzer.finish())).toBe(true);
  });
});

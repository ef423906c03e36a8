import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AudioDecodeError, decode } from "@vocalith/audio";
import { NoVoiceFoundError, RecordingTooShortError, SilentRecordingError } from "@vocalith/dsp";
import { describe, expect, it } from "vitest";
import { createGem, cutGem, type GemProgress, type VoiceInput, VoiceInputError } from "../src/index.js";

const RATE_HZ = 16_000;
const bytes = readFileSync(join(import.meta.dirname, "../../../fixtures/voices/calm-high.wav"));

/** Numbers of even spread that are the same in every run (linear congruences, Numerical Recipes). */
function noise(length: number, level: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return level * (state / 2 ** 31 - 1);
  });
}

describe("createGem", () => {
  it("gives one gem for one voice, whatever it comes as", async () => {
    const recording = await decode(bytes);
    const [samples] = recording.channels;
    const inputs: Record<string, VoiceInput> = {
      bytes,
      subarray: new Uint8Array([0, ...bytes, 0]).subarray(1, bytes.length + 1),
      arrayBuffer: new Uint8Array(bytes).buffer,
      blob: new Blob([new Uint8Array(bytes)]),
      recording,
      samples: { samples, sampleRateHz: RATE_HZ },
      channels: { samples: [samples], sampleRateHz: RATE_HZ },
      audioBuffer: { numberOfChannels: 1, sampleRate: RATE_HZ, getChannelData: () => samples },
    };
    const { code } = await createGem(bytes);
    for (const [kind, input] of Object.entries(inputs)) expect((await createGem(input)).code, kind).toBe(code);
  });

  it("carries the features that made it, and its code cuts the same bytes", async () => {
    const gem = await createGem(bytes, { sizeMm: 22 });
    expect(gem.features?.summary.speaker.register).toBe("human");
    expect((await cutGem(gem.code, { sizeMm: 22 })).toSTL()).toEqual(gem.toSTL());
  });

  it("reports its steps in order and never goes back", async () => {
    const seen: GemProgress[] = [];
    await createGem(bytes, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ step }) => step)).toEqual(["decode", "analyze", "cut", "done"]);
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it("stops with the signal's reason, before and during the work", async () => {
    const reason = new Error("the visitor left");
    await expect(createGem(bytes, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    for (const step of ["decode", "analyze", "cut"] as const) {
      const controller = new AbortController();
      const onProgress = (progress: GemProgress) => {
        if (progress.step === step) controller.abort(reason);
      };
      await expect(createGem(bytes, { signal: controller.signal, onProgress }), step).rejects.toBe(reason);
    }
  });

  it("does not change what it is given", async () => {
    const copy = new Uint8Array(bytes);
    await createGem(copy);
    expect(copy).toEqual(new Uint8Array(bytes));
  });

  it("says of sound without a voice what is missing", async () => {
    const seconds = (length: number, level: number) => ({
      samples: noise(length * RATE_HZ, level),
      sampleRateHz: RATE_HZ,
    });
    await expect(createGem(seconds(2, 0))).rejects.toThrow(SilentRecordingError);
    await expect(createGem(seconds(2, 0.1))).rejects.toThrow(NoVoiceFoundError);
    await expect(createGem(seconds(0.29, 0.1))).rejects.toThrow(RecordingTooShortError);
  });

  it("refuses what is no sound with a typed error", async () => {
    await expect(createGem(new Uint8Array(100))).rejects.toThrow(AudioDecodeError);
    await expect(createGem({ samples: new Float32Array(9), sampleRateHz: 0 })).rejects.toThrow(AudioDecodeError);
    for (const input of [undefined, null, 7, "voice.wav", {}, []]) {
      await expect(createGem(input as unknown as VoiceInput)).rejects.toThrow(VoiceInputError);
    }
  });
});

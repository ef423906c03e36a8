import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { cleanCepstra } from "../src/timbre/clean-cepstra.js";
import { LevelMeter } from "../src/timbre/level-meter.js";
import { melFilterBank } from "../src/timbre/mel-filter-bank.js";
import { meydaFeature } from "./meyda-feature.js";
import { recordingOf } from "./recording-of.js";
import { synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

describe("timbre", () => {
  it("says where the power of a tone and of noise lies", () => {
    const rate = 16_000;
    const tone = Float32Array.from({ length: rate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 1000 * i) / rate));
    const { timbre } = analyzeVoice(recordingOf(tone), { register: "human" });
    expect(timbre.centroidHz[50]).toBeCloseTo(1000, 0);
    expect(timbre.spreadHz[50]).toBeLessThan(30);
    expect(timbre.rolloffHz[50] / 1000).toBeCloseTo(1, 1);
    expect(timbre.flatness[50]).toBeLessThan(1e-3);
    const hiss = Float32Array.from(tone, (value, i) => (i < rate / 2 ? value : 0));
    const noise = whiteNoise(rate, 0.1, 3);
    const noisy = analyzeVoice(recordingOf(hiss.map((value, i) => (i < rate / 2 ? value : noise[i]))), {
      register: "human",
    });
    // Flat from 80 to 7600 Hz: its mean and deviation are those of an even distribution.
    const late = (track: Float32Array) => track.subarray(60, 95).reduce((sum, value) => sum + value, 0) / 35;
    expect(late(noisy.timbre.centroidHz) / 3840).toBeCloseTo(1, 1);
    expect(late(noisy.timbre.spreadHz) / (7520 / Math.sqrt(12))).toBeCloseTo(1, 1);
    expect(late(noisy.timbre.rolloffHz) / (80 + 0.85 * 7520)).toBeCloseTo(1, 1);
    // The geometric mean of an exponential distribution is e^-0.577 of its mean.
    expect(late(noisy.timbre.flatness)).toBeCloseTo(Math.exp(-0.5772), 1);
  });

  it("gives no timbre to digital silence, and -120 dB", () => {
    const sound = synthesizeVoice({ durationSeconds: 0.5, frequencyHz: () => 150 });
    const padded = new Float32Array(16_000);
    padded.set(sound);
    const { timbre, levelDb } = analyzeVoice(recordingOf(padded));
    expect(timbre.centroidHz[90]).toBeNaN();
    expect(timbre.melCepstrum[12 * 90]).toBeNaN();
    expect(levelDb[90]).toBe(-120);
  });

  it("has levels that agree with meyda's root mean square", () => {
    const sound = whiteNoise(4096, 0.2, 8);
    const levelOf = (samples: Float32Array) => {
      const meter = new LevelMeter(samples.length, 1, 2);
      meter.push(samples);
      return meter.finish(1)[0];
    };
    const level = levelOf(sound.subarray(0, 1024));
    const rms = meydaFeature<number>("rms", sound.subarray(0, 512));
    // A frame around time 0 that spans two seconds holds the first second.
    const half = levelOf(sound.subarray(0, 512));
    expect(half).toBeCloseTo(20 * Math.log10(rms), 5);
    expect(level).toBeCloseTo(-14, 0);
  });
});

describe("mel cepstrum", () => {
  it("is the orthonormal cosine transform of levels in dB", () => {
    const power = Float32Array.from({ length: 26 }, (_, m) => 10 ** (Math.cos((Math.PI * 3 * (m + 0.5)) / 26) / 10));
    const cepstrum = cleanCepstra(power, new Float64Array(26));
    // A cosine of 1 dB at the third coefficient's own frequency: sqrt(26 / 2) there and nothing elsewhere.
    for (let c = 0; c < 12; c++) expect(cepstrum[c]).toBeCloseTo(c === 2 ? Math.sqrt(13) : 0, 5);
    const louder = cleanCepstra(
      power.map((p) => 7 * p),
      new Float64Array(26),
    );
    louder.forEach((value, c) => {
      expect(value).toBeCloseTo(cepstrum[c], 5);
    });
  });

  it("has filters that do not move with the transform's length", () => {
    for (const [binHz, bins] of [
      [31.25, 257],
      [7.8125, 1025],
      [10.7666, 745],
    ] as const) {
      const bank = melFilterBank(26, [80, 7600], binHz, bins);
      for (let m = 0; m < 26; m++) {
        const weights = bank.weights.subarray(bank.offset[m], bank.offset[m + 1]);
        expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
        // A triangle's centre of gravity is the mean of its corners.
        const gravity = weights.reduce((sum, w, k) => sum + w * (bank.firstBin[m] + k) * binHz, 0);
        const mel = (f: number) => 2595 * Math.log10(1 + f / 700);
        const step = (mel(7600) - mel(80)) / 27;
        const corner = (i: number) => 700 * (10 ** ((mel(80) + i * step) / 2595) - 1);
        const truth = (corner(m) + corner(m + 1) + corner(m + 2)) / 3;
        expect(Math.abs(gravity - truth)).toBeLessThan(0.02 * truth + 0.2 * binHz);
      }
    }
  });
});

import { describe, expect, it } from "vitest";
import { synthesizeVoice, type VoiceScore } from "../src/index.js";

const steady: VoiceScore = {
  durationSeconds: 1,
  sampleRateHz: 16_000,
  seed: 1,
  levelDb: -20,
  frequencyHz: 125,
  voicing: 1,
  pulseShape: 1,
  formants: [
    { frequencyHz: 500, bandwidthHz: 80 },
    { frequencyHz: 1500, bandwidthHz: 100 },
    { frequencyHz: 2500, bandwidthHz: 150 },
  ],
};

/** Power at a frequency over a stretch of samples, under a Hann window. */
function powerAt(samples: Float32Array, rateHz: number, frequencyHz: number): number {
  let real = 0;
  let imaginary = 0;
  samples.forEach((value, i) => {
    const angle = (2 * Math.PI * frequencyHz * i) / rateHz;
    const windowed = value * (1 - Math.cos((2 * Math.PI * i) / samples.length));
    real += windowed * Math.cos(angle);
    imaginary += windowed * Math.sin(angle);
  });
  return (real * real + imaginary * imaginary) / (samples.length * samples.length);
}

const decibels = (power: number): number => 10 * Math.log10(power);
const intervals = (times: Float64Array): number[] => [...times.slice(1)].map((time, i) => time - (times[i] ?? 0));

describe("synthesizeVoice", () => {
  it("has harmonics of the pitch meant and nothing between them", () => {
    const { samples } = synthesizeVoice(steady);
    const middle = samples.subarray(4000, 12_000);
    for (const harmonic of [1, 2, 4, 12, 30]) {
      const on = decibels(powerAt(middle, 16_000, 125 * harmonic));
      const off = decibels(powerAt(middle, 16_000, 125 * (harmonic + 0.5)));
      expect(on - off).toBeGreaterThan(60);
    }
  });

  it("stays free of aliases at an odd pitch", () => {
    // Aliases of a 997.3 Hz voice would lie between its harmonics.
    const { samples } = synthesizeVoice({ ...steady, frequencyHz: 997.3, pulseShape: 0.4 });
    const middle = samples.subarray(4000, 12_000);
    const fundamental = decibels(powerAt(middle, 16_000, 997.3));
    for (const between of [300, 500, 700, 1300, 1700, 2300, 4500, 6600, 7500]) {
      expect(decibels(powerAt(middle, 16_000, between)) - fundamental).toBeLessThan(-60);
    }
  });

  it("follows its resonances", () => {
    const { samples } = synthesizeVoice(steady);
    const level = (harmonic: number) => decibels(powerAt(samples.subarray(4000, 12_000), 16_000, 125 * harmonic));
    // 500, 1500 and 2500 Hz are the 4th, 12th and 20th harmonics.
    for (const harmonic of [4, 12, 20]) {
      expect(level(harmonic)).toBeGreaterThan(level(harmonic - 2));
      expect(level(harmonic)).toBeGreaterThan(level(harmonic + 2));
    }
  });

  it("closes the glottis between samples, period after period", () => {
    const { truth } = synthesizeVoice({ ...steady, frequencyHz: 123.4 });
    for (const period of intervals(truth.closureSeconds)) expect(Math.abs(period * 123.4 - 1)).toBeLessThan(1e-9);
    expect(truth.jitter).toBeLessThan(1e-9);
  });

  it("tells the closures of a glide apart by the pitch it tells", () => {
    const { truth } = synthesizeVoice({
      ...steady,
      frequencyHz: [
        [0, 100],
        [1, 300],
      ],
    });
    const { closureSeconds } = truth;
    intervals(closureSeconds).forEach((period, i) => {
      const middle = ((closureSeconds[i] ?? 0) + (closureSeconds[i + 1] ?? 0)) / 2;
      expect(Math.abs(1200 * Math.log2(1 / period / (100 + 200 * middle)))).toBeLessThan(5);
    });
  });

  it("sounds where it says it closes: the strongest fall of a wide-open tract", () => {
    const { samples, truth } = synthesizeVoice({ ...steady, sampleRateHz: 48_000, formants: [], pulseShape: 0.5 });
    for (const closure of truth.closureSeconds.slice(5, 50)) {
      const near = Math.round(closure * 48_000);
      let lowest = near;
      for (let i = near - 100; i < near + 100; i++) if ((samples[i] ?? 0) < (samples[lowest] ?? 0)) lowest = i;
      expect(Math.abs(lowest / 48_000 - closure)).toBeLessThan(1.1 / 48_000);
    }
  });

  it("has about the jitter and shimmer asked for, and tells what it has", () => {
    const { truth } = synthesizeVoice({ ...steady, durationSeconds: 8, jitter: 0.01, shimmer: 0.05 });
    expect(Math.abs(truth.jitter / 0.01 - 1)).toBeLessThan(0.1);
    expect(Math.abs(truth.shimmer / 0.05 - 1)).toBeLessThan(0.1);
    const periods = intervals(truth.closureSeconds);
    const steps = intervals(Float64Array.from(periods)).map(Math.abs);
    const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(mean(steps) / mean(periods)).toBeCloseTo(truth.jitter, 3);
  });

  it("tells voiced from unvoiced, and vibrato", () => {
    const { truth } = synthesizeVoice({
      ...steady,
      voicing: [
        [0.3, 0],
        [0.301, 1],
        [0.7, 1],
        [0.701, 0],
      ],
      vibrato: { rateHz: 5, depthCents: 100 },
    });
    truth.timeSeconds.forEach((time, i) => {
      const frequencyHz = truth.frequencyHz[i] ?? 0;
      if (time < 0.29 || time > 0.72) expect(frequencyHz).toBeNaN();
      else if (time > 0.31 && time < 0.69) {
        expect(1200 * Math.log2(frequencyHz / 125)).toBeCloseTo(100 * Math.sin(2 * Math.PI * 5 * time), 6);
      }
    });
    expect(truth.timeSeconds).toHaveLength(101);
  });

  it("whispers without a pitch", () => {
    const { samples, truth } = synthesizeVoice({ ...steady, voicing: 0, aspiration: 1 });
    expect(truth.frequencyHz.every(Number.isNaN)).toBe(true);
    expect(truth.closureSeconds).toHaveLength(0);
    expect(truth.jitter).toBeNaN();
    expect(samples.some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });

  it("gives the same bytes again, and others for another seed", () => {
    const noisy = { ...steady, durationSeconds: 0.2, jitter: 0.01, aspiration: 0.1, backgroundDb: -60 };
    expect(synthesizeVoice(noisy).samples).toEqual(synthesizeVoice(noisy).samples);
    expect(synthesizeVoice({ ...noisy, seed: 9 }).samples).not.toEqual(synthesizeVoice(noisy).samples);
  });
});

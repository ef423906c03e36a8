import { describe, expect, it } from "vitest";
import { decimate } from "../src/index.js";

const tone = (frequencyHz: number, rateHz: number, length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * frequencyHz * i) / rateHz));

/** Largest difference or value away from both ends. */
const largest = (values: Float64Array): number =>
  values.slice(100, -100).reduce((max, x) => Math.max(max, Math.abs(x)), 0);

describe("decimate", () => {
  it("keeps what lies below 0.4 of the new rate, at its time", () => {
    for (const frequencyHz of [100, 1000, 4000, 6400]) {
      const out = decimate(tone(frequencyHz, 64_000, 8000), 4);
      const wanted = tone(frequencyHz, 16_000, 2000);
      expect(largest(out.map((value, i) => value - (wanted[i] ?? 0)))).toBeLessThan(1e-3);
    }
  });

  it("keeps what lies above the new Nyquist frequency 70 dB down", () => {
    for (const frequencyHz of [8600, 12_000, 20_000, 31_000]) {
      expect(largest(decimate(tone(frequencyHz, 64_000, 8000), 4))).toBeLessThan(10 ** (-70 / 20));
    }
  });

  it("copies for a factor of 1", () => {
    const samples = Float64Array.of(1, 2, 3);
    expect(decimate(samples, 1)).toEqual(samples);
    expect(decimate(samples, 1)).not.toBe(samples);
  });
});

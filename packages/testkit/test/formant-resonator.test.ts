import { describe, expect, it } from "vitest";
import { FormantResonator } from "../src/index.js";

/** Gain at a frequency, from the impulse response. */
function gainAt(frequencyHz: number, resonator: FormantResonator): number {
  let real = 0;
  let imaginary = 0;
  for (let i = 0; i < 40_000; i++) {
    const value = resonator.process(i === 0 ? 1 : 0);
    const angle = (2 * Math.PI * frequencyHz * i) / resonator.sampleRateHz;
    real += value * Math.cos(angle);
    imaginary += value * Math.sin(angle);
  }
  return Math.sqrt(real * real + imaginary * imaginary);
}

describe("FormantResonator", () => {
  const gain = (frequencyHz: number): number => {
    const resonator = new FormantResonator(64_000);
    resonator.tune(700, 80);
    return gainAt(frequencyHz, resonator);
  };

  it("leaves 0 Hz as it is", () => {
    expect(gain(0)).toBeCloseTo(1, 6);
  });

  it("peaks at its frequency and is 3 dB down half a bandwidth aside", () => {
    const peak = gain(700);
    expect(peak).toBeGreaterThan(gain(690));
    expect(peak).toBeGreaterThan(gain(710));
    // Q of 700 / 80.
    expect(Math.abs(peak / (700 / 80) - 1)).toBeLessThan(0.01);
    for (const aside of [660, 740]) expect(Math.abs(gain(aside) / peak - Math.SQRT1_2)).toBeLessThan(0.03);
  });
});

import { describe, expect, it } from "vitest";
import { seededRandom } from "../src/index.js";

describe("seededRandom", () => {
  it("gives the same stream for the same seed and another for another", () => {
    const stream = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 20 }, random.uniform);
    };
    expect(stream(5)).toEqual(stream(5));
    expect(stream(5)).not.toEqual(stream(6));
    expect(stream(5).every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it("is nearly normal: mean 0, deviation 1, kurtosis of the sum of twelve, no memory", () => {
    const { normal } = seededRandom(1);
    const values = Array.from({ length: 40_000 }, normal);
    const mean = (f: (value: number, i: number) => number) =>
      values.reduce((sum, value, i) => sum + f(value, i), 0) / values.length;
    expect(Math.abs(mean((x) => x))).toBeLessThan(0.02);
    expect(Math.abs(mean((x) => x * x) - 1)).toBeLessThan(0.02);
    // Irwin-Hall of twelve: 3 - 1.2 / 12.
    expect(Math.abs(mean((x) => x * x * x * x) - 2.9)).toBeLessThan(0.1);
    expect(Math.abs(mean((x, i) => x * (values[i - 1] ?? 0)))).toBeLessThan(0.02);
  });
});

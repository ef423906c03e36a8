import { describe, expect, it } from "vitest";
import { levelSamples } from "../src/index.js";

const levelDb = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
const saw = Float64Array.from({ length: 48_000 }, (_, i) => (i % 100) - 49.5);

describe("levelSamples", () => {
  it("brings any scale to the level", () => {
    expect(levelDb(levelSamples(saw, -20))).toBeCloseTo(-20, 3);
    expect(
      levelDb(
        levelSamples(
          saw.map((x) => x * 1e-6),
          -40,
        ),
      ),
    ).toBeCloseTo(-40, 3);
  });

  it("stays below full scale", () => {
    const loud = levelSamples(saw, 3);
    expect(Math.max(...loud)).toBeCloseTo(0.98, 5);
  });

  it("adds a room of the level told, also to silence", () => {
    const background = { levelDb: -50, seed: 4, sampleRateHz: 16_000 };
    expect(Math.abs(levelDb(levelSamples(new Float64Array(48_000), -20, background)) + 50)).toBeLessThan(0.5);
    expect(levelSamples(new Float64Array(10), -20)).toEqual(new Float32Array(10));
  });
});

import { describe, expect, it } from "vitest";
import { fromSamples, toMono } from "../src/index.js";

const wave = (step: number, level = 1): number[] => Array.from({ length: 2_000 }, (_, i) => level * Math.sin(step * i));

describe("toMono", () => {
  it("is the mean of the channels", () => {
    const mono = toMono(
      fromSamples(
        [
          [0.25, 0.5, 0],
          [0.75, 0, -0.5],
        ],
        48_000,
      ),
    );
    expect(Array.from(mono)).toEqual([0.5, 0.25, -0.25]);
  });

  it("is a copy of a single channel", () => {
    const recording = fromSamples([wave(0.1)], 48_000);
    expect(toMono(recording)).toEqual(recording.channels[0]);
    expect(toMono(recording)).not.toBe(recording.channels[0]);
  });

  it("keeps the mean of unrelated channels, and of one live channel among silent ones", () => {
    const unrelated = toMono(fromSamples([wave(0.1), wave(0.37)], 48_000));
    expect(unrelated[100]).toBeCloseTo((Math.sin(10) + Math.sin(37)) / 2, 6);
    const single = toMono(fromSamples([wave(0), wave(0.1), wave(0), wave(0)], 48_000));
    expect(single[100]).toBeCloseTo(Math.sin(10) / 4, 6);
  });

  it("takes the louder channel where one is in antiphase", () => {
    const mono = toMono(fromSamples([wave(0.1, -0.5), wave(0.1, 0.52)], 48_000));
    expect(mono[100]).toBeCloseTo(0.52 * Math.sin(10), 6);
  });

  it("is silent for silence", () => {
    expect(toMono(fromSamples([wave(0), wave(0)], 48_000)).every((value) => value === 0)).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { EmptyAudioError, fromSamples, InvalidSamplesError } from "../src/index.js";

describe("fromSamples", () => {
  it("keeps samples, rate and length", () => {
    const recording = fromSamples([Float32Array.of(0, 0.5, -1), [1, 0, -0.25]], 3);
    expect(recording.channels.map((samples) => Array.from(samples))).toEqual([
      [0, 0.5, -1],
      [1, 0, -0.25],
    ]);
    expect(recording).toMatchObject({
      sampleRateHz: 3,
      durationSeconds: 1,
      source: { container: "samples", codec: "float32" },
      metadata: {},
      warnings: [],
    });
  });

  it("does not hold on to the caller's array", () => {
    const samples = Float32Array.of(0.1, 0.2);
    const recording = fromSamples([samples], 48_000);
    samples.fill(9);
    expect(recording.channels[0]?.[0]).toBe(Math.fround(0.1));
  });

  it.each([0, -48_000, Number.NaN, Number.POSITIVE_INFINITY])("refuses a rate of %d", (rate) => {
    expect(() => fromSamples([[0]], rate)).toThrow(InvalidSamplesError);
  });

  it.each<[string, number[][], RegExp]>([
    ["no channels", [], /no channels/],
    ["unequal lengths", [[0, 0], [0]], /2, 1 samples/],
    ["NaN", [[0], [Number.NaN]], /NaN at sample 0 of channel 1/],
    ["a number beyond 32 bits", [[0, 1e39]], /Infinity at sample 1/],
  ])("refuses %s", (_, channels, message) => {
    expect(() => fromSamples(channels, 48_000)).toThrow(InvalidSamplesError);
    expect(() => fromSamples(channels, 48_000)).toThrow(message);
  });

  it("refuses channels without samples", () => {
    expect(() => fromSamples([[]], 48_000)).toThrow(EmptyAudioError);
  });
});

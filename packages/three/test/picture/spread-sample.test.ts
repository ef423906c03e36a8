import { describe, expect, it } from "vitest";
import {
  ALL_LAMPS,
  CENTRAL_SAMPLE,
  lampOfSample,
  type SampleSpread,
  spreadSample,
} from "../../src/picture/spread-sample.js";

const DIMENSIONS = Object.keys(CENTRAL_SAMPLE) as (keyof SampleSpread)[];

describe("lampOfSample", () => {
  it("gives each lamp as many samples of a picture as the others", () => {
    const turns = Array.from({ length: 30 }, (_, index) => lampOfSample(index)).filter((lamp) => lamp !== ALL_LAMPS);
    expect([0, 1, 2].map((lamp) => turns.filter((turn) => turn === lamp).length)).toEqual([9, 9, 9]);
    expect(lampOfSample(0)).toBe(ALL_LAMPS);
  });
});

describe("spreadSample", () => {
  it("begins in the middle and stays within half a step", () => {
    expect(spreadSample(0)).toEqual(CENTRAL_SAMPLE);
    for (let index = 0; index < 2000; index++) {
      for (const value of Object.values(spreadSample(index))) expect(Math.abs(value)).toBeLessThanOrEqual(0.5);
    }
  });

  it("covers every dimension evenly at any number of samples", () => {
    for (const count of [16, 64, 100]) {
      const samples = Array.from({ length: count }, (_, index) => spreadSample(index));
      for (const dimension of DIMENSIONS) {
        const values = samples.map((sample) => sample[dimension]);
        const quarters = [0, 0, 0, 0];
        for (const value of values) quarters[Math.min(3, Math.floor((value + 0.5) * 4))]++;
        for (const quarter of quarters)
          expect(Math.abs(quarter - count / 4), dimension).toBeLessThanOrEqual(count / 10 + 1);
        expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / count)).toBeLessThan(0.01 + 1.2 / count);
      }
    }
  });

  it("does not move two dimensions together", () => {
    const samples = Array.from({ length: 256 }, (_, index) => spreadSample(index));
    for (const first of DIMENSIONS) {
      for (const second of DIMENSIONS) {
        if (first === second) continue;
        const together = samples.reduce((sum, sample) => sum + sample[first] * sample[second], 0) / 256;
        // A twelfth is the variance of one alone.
        expect(Math.abs(together), `${first} ${second}`).toBeLessThan(0.2 / 12);
      }
    }
  });
});

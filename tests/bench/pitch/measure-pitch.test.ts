import { describe, expect, it } from "vitest";
import type { KnownPitch, PitchGuess } from "./known-pitch.js";
import {
  coreErrorPercent,
  countErrors,
  fineErrorCents,
  frameErrorPercent,
  grossErrorPercent,
  sumErrors,
} from "./measure-pitch.js";

const _ = Number.NaN;
const grid = (length: number, offset = 0) => Float64Array.from({ length }, (_value, i) => i / 100 + offset);
const truth = (...frequencyHz: number[]): KnownPitch => ({
  samples: new Float32Array(0),
  sampleRateHz: 16_000,
  timeSeconds: grid(frequencyHz.length),
  frequencyHz: Float64Array.from(frequencyHz),
});
const guess = (...frequencyHz: number[]): PitchGuess => ({
  timeSeconds: grid(frequencyHz.length),
  frequencyHz: Float64Array.from(frequencyHz),
});

describe("the measures of pitch", () => {
  it("find nothing wrong in the truth", () => {
    const errors = countErrors(truth(_, 100, 110, _), guess(_, 100, 110, _));
    expect(frameErrorPercent(errors)).toBe(0);
    expect(grossErrorPercent(errors)).toBe(0);
    expect(fineErrorCents(errors)).toBe(0);
    expect(errors.bothVoiced).toBe(2);
  });

  it("count voicing errors and pitch over 20 % off among all frames", () => {
    // Missed, invented, an octave down, 19 % up (fine), 21 % up, and five frames that are right.
    const errors = countErrors(
      truth(100, _, 100, 100, 100, 100, 100, _, _, 100),
      guess(_, 100, 50, 119, 121, 100, 100, _, _, 100),
    );
    expect(errors.frames).toBe(10);
    expect(frameErrorPercent(errors)).toBe(40);
    expect(errors.bothVoiced).toBe(6);
    expect(grossErrorPercent(errors)).toBeCloseTo((100 * 2) / 6, 12);
    expect(errors.octaveDown).toBe(1);
    expect(errors.otherGross).toBe(1);
  });

  it("count a pitch of exactly 20 % off as fine", () => {
    expect(frameErrorPercent(countErrors(truth(100, 100), guess(120, 80)))).toBe(0);
  });

  it("tell halves and doubles from other gross errors", () => {
    const errors = countErrors(truth(200, 200, 200, 200), guess(100, 400, 66, 300));
    expect([errors.octaveDown, errors.octaveUp, errors.otherGross]).toEqual([2, 1, 1]);
  });

  it("give the standard deviation of what is not gross in cents, a constant error left out", () => {
    const up = (cents: number) => 100 * 2 ** (cents / 1200);
    const errors = countErrors(truth(100, 100, 100), guess(up(13), up(7), 250));
    expect(fineErrorCents(errors)).toBeCloseTo(3, 9);
  });

  it("say where voicing errors lie", () => {
    const errors = countErrors(
      truth(_, _, _, _, _, 100, 100, 100, 100, 100, 100, 100, 100, _, _, _, _, _),
      guess(100, _, _, _, 100, _, 100, 100, _, 100, 100, 100, _, 100, _, _, 100, _),
    );
    expect(errors).toMatchObject({
      falseElsewhere: 2,
      falseBeforeOnset: 1,
      missedAtOnset: 1,
      missedInside: 1,
      missedAtOffset: 1,
      falseAfterOffset: 1,
    });
  });

  it("leave out the frame on either side of every boundary for the core", () => {
    const errors = countErrors(truth(_, _, _, 100, 100, 100, _, _), guess(_, _, 100, _, _, 100, _, _));
    // Frames 2, 3, 5 and 6 lie next to a boundary; of 1 and 4, 0 and 7 one is wrong (the ends have a neighbour on one side alone).
    expect(errors.coreFrames).toBe(2);
    expect(errors.coreErrors).toBe(1);
    expect(coreErrorPercent(errors)).toBe(50);
  });

  it("let the nearest guess speak, and none further than 5.5 ms", () => {
    const shifted = { timeSeconds: grid(3, 0.004), frequencyHz: Float64Array.of(100, 110, 120) };
    expect(frameErrorPercent(countErrors(truth(100, 110, 120), shifted))).toBe(0);
    const late = { timeSeconds: grid(2, 0.0158), frequencyHz: Float64Array.of(110, 120) };
    const errors = countErrors(truth(100, 110, 110, 120), late);
    // Guesses at 15.8 and 25.8 ms speak for 20 and 30 ms.
    expect(errors.bothVoiced).toBe(2);
    expect(frameErrorPercent(errors)).toBe(50);
  });

  it("call everything unvoiced where there is no guess", () => {
    const errors = countErrors(truth(_, 100, 100, _), guess());
    expect(frameErrorPercent(errors)).toBe(50);
    expect(grossErrorPercent(errors)).toBeNaN();
  });

  it("add up over sounds frame by frame", () => {
    const sum = sumErrors([countErrors(truth(100, 100, 100), guess(_, 100, 100)), countErrors(truth(100), guess(50))]);
    expect(sum.frames).toBe(4);
    expect(frameErrorPercent(sum)).toBe(50);
    expect(grossErrorPercent(sum)).toBeCloseTo(100 / 3, 12);
  });
});

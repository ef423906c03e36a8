import { describe, expect, it } from "vitest";
import { soundingSyllable } from "../../src/viewer/sounding-syllable.js";

const SYLLABLES = [
  { startSeconds: 0.2, endSeconds: 0.5, crystal: 0 },
  { startSeconds: 0.45, endSeconds: 0.9, crystal: 1 },
  { startSeconds: 1.5, endSeconds: 1.8, crystal: 2 },
];

describe("soundingSyllable", () => {
  it.each([
    [0, undefined],
    [0.2, 0],
    [0.44, 0],
    [0.46, 1],
    [0.9, undefined],
    [1.2, undefined],
    [1.79, 2],
    [1.8, undefined],
    [Number.NaN, undefined],
  ])("at %d s is of crystal %s", (seconds, crystal) => {
    expect(soundingSyllable(SYLLABLES, seconds)?.crystal).toBe(crystal);
  });

  it("is a long one's where a short one inside it has ended", () => {
    const nested = [
      { startSeconds: 0, endSeconds: 2, crystal: 4 },
      { startSeconds: 0.5, endSeconds: 0.7, crystal: 5 },
    ];
    expect(soundingSyllable(nested, 0.6)?.crystal).toBe(5);
    expect(soundingSyllable(nested, 1)?.crystal).toBe(4);
  });

  it("is nobody's without syllables", () => {
    expect(soundingSyllable([], 1)).toBeUndefined();
  });
});

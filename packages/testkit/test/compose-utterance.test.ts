import { describe, expect, it } from "vitest";
import { composeUtterance, type Manner, type Speaker, synthesizeVoice } from "../src/index.js";

const speaker: Speaker = {
  tractScale: 1,
  pitchHz: 110,
  pulseShape: 0.9,
  breath: 0.03,
  formantFactors: [1, 1, 1, 1],
  jitter: 0.004,
  shimmer: 0.03,
};
const manner: Manner = {
  syllablesPerSecond: 4,
  pitchShiftSemitones: 0,
  accentSemitones: 3,
  declinationSemitones: 3,
  effort: 0,
  pauseSeconds: 0.3,
  levelDb: -20,
};
const text = "'ma-ri lO 'na-mu, se 'ta-ki.";
const median = (values: Float64Array): number =>
  values
    .filter((x) => !Number.isNaN(x))
    .sort()
    .at(values.length >> 2) ?? 0;

describe("composeUtterance", () => {
  it("lays one syllable after another at about the pace asked for", () => {
    const { syllables = [] } = composeUtterance(speaker, manner, text);
    expect(syllables).toHaveLength(8);
    syllables.forEach((syllable, i) => {
      expect(syllable.nucleusSeconds).toBeGreaterThan(syllable.startSeconds);
      expect(syllable.endSeconds).toBeGreaterThan(syllable.nucleusSeconds);
      expect(syllable.startSeconds).toBeGreaterThanOrEqual((syllables[i - 1]?.endSeconds ?? 0) - 1e-9);
    });
    const pause = (syllables[5]?.startSeconds ?? 0) - (syllables[4]?.endSeconds ?? 0);
    expect(pause).toBeCloseTo(0.3, 9);
    const sounding = (syllables.at(-1)?.endSeconds ?? 0) - (syllables[0]?.startSeconds ?? 0) - pause;
    expect(Math.abs(8 / sounding - 4)).toBeLessThan(0.6);
  });

  it("voices vowels, not s, t, k nor the pause", () => {
    const { truth } = synthesizeVoice(composeUtterance(speaker, manner, text));
    const at = (seconds: number) => truth.frequencyHz[Math.round(seconds * 100)];
    for (const { nucleusSeconds } of truth.syllables) expect(at(nucleusSeconds)).not.toBeNaN();
    expect(at((truth.syllables[4]?.endSeconds ?? 0) + 0.15)).toBeNaN();
    expect(at((truth.syllables[5]?.startSeconds ?? 0) + 0.04)).toBeNaN();
    expect(at(0)).toBeNaN();
  });

  it("keeps to the speaker's pitch and moves it with the manner", () => {
    const pitch = (how: Manner) => median(synthesizeVoice(composeUtterance(speaker, how, text)).truth.frequencyHz);
    expect(Math.abs(12 * Math.log2(pitch(manner) / 110))).toBeLessThan(1.5);
    const raised = pitch({ ...manner, pitchShiftSemitones: 7 });
    expect(12 * Math.log2(raised / pitch(manner))).toBeCloseTo(7, 0);
  });

  it("whispers when told to", () => {
    const { truth } = synthesizeVoice(composeUtterance(speaker, { ...manner, isWhispered: true }, text));
    expect(truth.frequencyHz.every(Number.isNaN)).toBe(true);
  });

  it("names a letter that is no sound, and a syllable without a vowel", () => {
    expect(() => composeUtterance(speaker, manner, "ma-q#.")).toThrow(/no sound q in q#/);
    expect(() => composeUtterance(speaker, manner, "ma-st.")).toThrow(/st has no vowel/);
  });
});

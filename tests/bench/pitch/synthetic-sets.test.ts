import { synthesizeCalls, synthesizeVoice } from "@vocalith/testkit";
import { describe, expect, it } from "vitest";
import { pitchSets } from "./pitch-sets.js";
import { randomCallScore } from "./random-call-score.js";
import { HASTY, randomVoiceScore, VOICE_KINDS } from "./random-voice-score.js";

describe("the synthetic voices", () => {
  it.each(Object.entries(VOICE_KINDS))("of a %s keep their range, jitter and pauses", (_name, kind) => {
    const { samples, truth } = synthesizeVoice(randomVoiceScore(kind, 3));
    const voiced = truth.frequencyHz.filter((f) => f > 0);
    expect(samples.length).toBe(64_000);
    const share = voiced.length / truth.frequencyHz.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.97);
    expect(Math.min(...voiced)).toBeGreaterThan(kind.pitchHz[0] * 0.999);
    expect(Math.max(...voiced)).toBeLessThan(kind.pitchHz[1] * 1.001);
    expect(truth.jitter).toBeLessThan(kind.jitter[1] * 2);
    expect(truth.shimmer).toBeGreaterThan(0.5 * kind.shimmer[0]);
  });

  it("pause more often when hasty", () => {
    const share = (kind: Parameters<typeof randomVoiceScore>[0]) => {
      const { frequencyHz } = synthesizeVoice(randomVoiceScore(kind, 5)).truth;
      return frequencyHz.filter((f) => f > 0).length / frequencyHz.length;
    };
    expect(share({ ...VOICE_KINDS.man, ...HASTY })).toBeLessThan(share(VOICE_KINDS.man));
  });

  it("follow from kind and seed", () => {
    expect(randomVoiceScore(VOICE_KINDS.man, 1)).toEqual(randomVoiceScore(VOICE_KINDS.man, 1));
    expect(randomVoiceScore(VOICE_KINDS.man, 1)).not.toEqual(randomVoiceScore(VOICE_KINDS.man, 2));
    expect(randomCallScore(1)).toEqual(randomCallScore(1));
  });

  it("of birds whistle between 1 and 8 kHz", () => {
    const voiced = [1, 2, 3].flatMap((seed) => [
      ...synthesizeCalls(randomCallScore(seed)).truth.frequencyHz.filter((f) => f > 0),
    ]);
    expect(Math.min(...voiced)).toBeGreaterThan(1000 * 2 ** (-250 / 1200));
    expect(Math.max(...voiced)).toBeLessThan(8000 * 2 ** (250 / 1200));
  });

  it("have names of their own, and laryngograph speech only where there is any", () => {
    const names = pitchSets("somewhere").map((set) => set.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith("fda"))).toHaveLength(3);
    expect(pitchSets(undefined)).toHaveLength(names.length - 3);
  });
});

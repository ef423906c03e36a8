import { describe, expect, it } from "vitest";
import { analyzeVoice, VoiceAnalyzer } from "../../src/index.js";
import { recordingOf } from "../recording-of.js";
import { sungVowel, type VowelOptions, whiteNoise, withNoise } from "./sung-vowel.js";

/** Quality as a caller hears it, of a vowel in white noise. */
function heard(options: VowelOptions, ratioDb = Number.POSITIVE_INFINITY) {
  const sung = sungVowel({ durationSeconds: 2, ...options });
  const samples = withNoise(sung.samples, whiteNoise(sung.samples.length, 5), ratioDb);
  return {
    samples,
    truth: sung.truth,
    features: analyzeVoice(recordingOf(samples, sung.sampleRateHz), { register: "human" }),
  };
}

describe("voice quality of a recording", () => {
  it.each(
    [16_000, 22_050, 44_100, 48_000].flatMap((sampleRateHz) =>
      [110, 210, 330].map((hz) => [sampleRateHz, hz] as const),
    ),
  )("counts the noise of the whole band, %i Hz, voice of %i Hz", (sampleRateHz, frequencyHz) => {
    for (const ratioDb of [0, 10, 20, 30, 40]) {
      const { features } = heard({ frequencyHz, tractScale: 0.8 + frequencyHz / 400, sampleRateHz }, ratioDb);
      expect(Math.abs(features.quality.summary.harmonicsToNoiseDb - ratioDb)).toBeLessThan(0.5);
    }
  });

  it.each([110, 210, 330])("tells jitter and shimmer within a tenth, %i Hz", (frequencyHz) => {
    for (const [jitter, shimmer] of [
      [0.005, 0.03],
      [0.01, 0.05],
      [0.02, 0.1],
    ]) {
      const { features, truth } = heard({ frequencyHz, tractScale: 0.8 + frequencyHz / 400, jitter, shimmer });
      expect(Math.abs(features.quality.summary.jitterLocal / truth.jitter - 1)).toBeLessThan(0.1);
      expect(Math.abs(features.quality.summary.shimmerLocal / truth.shimmer - 1)).toBeLessThan(0.1);
    }
  });

  it("is the same however the sound is cut", () => {
    const { features, samples } = heard({ frequencyHz: 210, jitter: 0.01, shimmer: 0.05 }, 30);
    const analyzer = new VoiceAnalyzer({ sampleRateHz: 48_000, register: "human" });
    for (let from = 0; from < samples.length; from += 7777) analyzer.push(samples.subarray(from, from + 7777));
    expect(analyzer.finish().quality).toEqual(features.quality);
  });

  it("has one frame for each of the pitch's, whatever the hop", () => {
    const { samples, features } = heard({ frequencyHz: 150, jitter: 0.01, shimmer: 0.05 }, 30);
    for (const hopSeconds of [0.002, 0.05]) {
      const { pitch, quality } = analyzeVoice(recordingOf(samples, 48_000), { register: "human", hopSeconds });
      expect(quality.harmonicsToNoiseDb).toHaveLength(pitch.timeSeconds.length);
      expect(quality.cepstralPeakProminenceDb).toHaveLength(pitch.timeSeconds.length);
      const { summary } = features.quality;
      expect(Math.abs(quality.summary.harmonicsToNoiseDb - summary.harmonicsToNoiseDb)).toBeLessThan(1);
      expect(Math.abs(quality.summary.jitterLocal / summary.jitterLocal - 1)).toBeLessThan(0.05);
    }
  });

  it("is not known of a whisper or an animal", () => {
    const whistle = Float32Array.from({ length: 96_000 }, (_, n) => {
      const t = n / 48_000;
      return t % 0.4 < 0.25 ? 0.3 * Math.sin(2 * Math.PI * (3000 * t + 40 * Math.sin(20 * t))) : 0;
    });
    const { quality, summary } = analyzeVoice(recordingOf(whistle, 48_000), { register: "bird" });
    expect(quality.cycles.closureSeconds).toHaveLength(0);
    for (const value of Object.values(quality.summary)) expect(value).toBeNaN();
    expect(quality.harmonicsToNoiseDb.every(Number.isNaN)).toBe(true);
    expect(summary.speaker.harmonicsToNoiseDb).toBeGreaterThan(5);
  });
});

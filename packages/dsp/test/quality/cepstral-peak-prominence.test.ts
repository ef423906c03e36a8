import { describe, expect, it } from "vitest";
import { measureVoiceQuality } from "../../src/quality/measure-voice-quality.js";
import { sungVowel, truePitch, whiteNoise, withNoise } from "./sung-vowel.js";

function prominenceDb(samples: Float32Array, pitch: ReturnType<typeof truePitch>): number {
  return measureVoiceQuality(samples, 16_000, pitch).summary.cepstralPeakProminenceDb;
}

describe("cepstral peak prominence", () => {
  it.each([110, 210, 330])("falls as breath rises, %i Hz", (frequencyHz) => {
    const prominences = [0, 0.05, 0.2, 0.6].map((aspiration) => {
      const sung = sungVowel({ frequencyHz, aspiration, jitter: 0.004, shimmer: 0.02, sampleRateHz: 16_000 });
      return prominenceDb(sung.samples, truePitch(sung));
    });
    for (let i = 1; i < prominences.length; i++) expect(prominences[i]).toBeLessThan(prominences[i - 1] - 0.3);
    expect(prominences[0]).toBeGreaterThan(11);
    expect(prominences[0]).toBeLessThan(26);
  });

  it("falls as jitter rises", () => {
    const [even, rough] = [0.002, 0.03].map((jitter) => {
      const sung = sungVowel({ frequencyHz: 150, jitter, sampleRateHz: 16_000 });
      return prominenceDb(sung.samples, truePitch(sung));
    });
    expect(rough).toBeLessThan(even - 3);
  });

  it("is near nothing for noise", () => {
    const sung = sungVowel({ frequencyHz: 150, sampleRateHz: 16_000 });
    const noise = withNoise(sung.samples, whiteNoise(sung.samples.length, 4), -60);
    expect(prominenceDb(noise, truePitch(sung))).toBeLessThan(6);
  });
});

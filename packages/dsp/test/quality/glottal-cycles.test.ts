import { describe, expect, it } from "vitest";
import { glottalCycles } from "../../src/quality/glottal-cycles.js";
import { glottalSetting } from "../../src/quality/glottal-setting.js";
import { measureVoiceQuality } from "../../src/quality/measure-voice-quality.js";
import { voicedStretches } from "../../src/quality/voiced-stretches.js";
import { sungVowel, truePitch, whiteNoise, withNoise } from "./sung-vowel.js";

const VOICES = [
  { frequencyHz: 110, tractScale: 1 },
  { frequencyHz: 210, tractScale: 1.17 },
  { frequencyHz: 330, tractScale: 1.35 },
];
const PERTURBATIONS = [
  { jitter: 0.003, shimmer: 0.02 },
  { jitter: 0.01, shimmer: 0.05 },
  { jitter: 0.03, shimmer: 0.1 },
];

describe("glottal cycles", () => {
  it.each(VOICES)("stand within 10 us of a constant from the true closures, $frequencyHz Hz", (voice) => {
    const sung = sungVowel({ ...voice, jitter: 0.01, shimmer: 0.05, sampleRateHz: 16_000 });
    const { timeSeconds, frequencyHz } = truePitch(sung);
    const stretches = voicedStretches(frequencyHz, [30, 1100]);
    const pitch = { timeSeconds, frequencyHz, hopSeconds: 0.01 };
    const sound = { sampleRateHz: 16_000, samples: sung.samples, pitch };
    const setting = glottalSetting(stretches.map((stretch) => ({ sound, stretch })));
    const cycles = glottalCycles(sound, setting, stretches);
    const closures = [...sung.truth.closureSeconds];
    const errors = [...cycles.closureSeconds].map((time) => {
      const nearest = closures.reduce((a, b) => (Math.abs(b - time) < Math.abs(a - time) ? b : a));
      return time - nearest;
    });
    const mean = errors.reduce((a, b) => a + b) / errors.length;
    const deviation = Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / errors.length);
    expect(Math.abs(mean)).toBeLessThan(0.5e-3);
    expect(deviation).toBeLessThan(10e-6);
    // One mark a cycle over the 1.4 s that are voiced.
    expect(Math.abs(errors.length - 1.4 * voice.frequencyHz)).toBeLessThan(0.02 * 1.4 * voice.frequencyHz + 2);
  });

  it.each(
    VOICES.flatMap((voice) =>
      PERTURBATIONS.flatMap((p) => (["a", "i"] as const).map((vowel) => ({ ...voice, ...p, vowel }))),
    ),
  )("tell jitter $jitter and shimmer $shimmer of $vowel at $frequencyHz Hz within a tenth", (voice) => {
    const sung = sungVowel({ ...voice, seed: voice.frequencyHz, durationSeconds: 2.5 });
    const { summary } = measureVoiceQuality(sung.samples, sung.sampleRateHz, truePitch(sung));
    expect(Math.abs(summary.jitterLocal / sung.truth.jitter - 1)).toBeLessThan(0.1);
    expect(Math.abs(summary.shimmerLocal / sung.truth.shimmer - 1)).toBeLessThan(0.1);
    // Independent steps: mean |x - mean of 3| over mean |step| is sqrt(1/3), of 5 sqrt(2/5).
    expect(Math.abs(summary.jitterRap / summary.jitterLocal - Math.sqrt(1 / 3))).toBeLessThan(0.04);
    expect(Math.abs(summary.jitterPpq5 / summary.jitterLocal - Math.sqrt(2 / 5))).toBeLessThan(0.04);
    expect(Math.abs(summary.shimmerApq3 / summary.shimmerLocal - Math.sqrt(1 / 3))).toBeLessThan(0.06);
    expect(Math.abs(summary.shimmerApq5 / summary.shimmerLocal - Math.sqrt(2 / 5))).toBeLessThan(0.06);
  });

  it.each(VOICES)("hold in white noise 30 dB below, $frequencyHz Hz", (voice) => {
    const sung = sungVowel({ ...voice, jitter: 0.01, shimmer: 0.05, durationSeconds: 2.5 });
    const noisy = withNoise(sung.samples, whiteNoise(sung.samples.length, 8), 30);
    const { summary } = measureVoiceQuality(noisy, sung.sampleRateHz, truePitch(sung));
    expect(Math.abs(summary.jitterLocal / sung.truth.jitter - 1)).toBeLessThan(0.1);
    expect(Math.abs(summary.shimmerLocal / sung.truth.shimmer - 1)).toBeLessThan(0.15);
  });

  it.each(VOICES)("find next to nothing in an even voice, $frequencyHz Hz", (voice) => {
    const sung = sungVowel(voice);
    const { summary } = measureVoiceQuality(sung.samples, sung.sampleRateHz, truePitch(sung));
    expect(summary.jitterLocal).toBeLessThan(0.0005);
    expect(summary.shimmerLocal).toBeLessThan(0.006);
  });

  it("do not take a steady glide or vibrato for jitter", () => {
    for (const style of [
      { frequencyHz: [[0, 150] as const, [1.5, 250] as const] },
      { frequencyHz: 200, vibratoCents: 50 },
    ]) {
      const sung = sungVowel(style);
      const { summary } = measureVoiceQuality(sung.samples, sung.sampleRateHz, truePitch(sung));
      // The period itself changes by up to 1 % from one to the next.
      expect(summary.jitterPpq5).toBeLessThan(0.001);
    }
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PitchTrack } from "../../src/index.js";
import { measureVoiceQuality } from "../../src/quality/measure-voice-quality.js";
import { roughnessOfSpan } from "../../src/quality/roughness-of-span.js";
import { sungVowel, truePitch, whiteNoise, withNoise } from "./sung-vowel.js";

const sung = sungVowel({ frequencyHz: 180, jitter: 0.01, shimmer: 0.05, sampleRateHz: 16_000 });
const voice = withNoise(sung.samples, whiteNoise(sung.samples.length, 6), 35);
const pitch = truePitch(sung);
const plain = measureVoiceQuality(voice, 16_000, pitch).summary;
const names = Object.keys(plain) as (keyof typeof plain)[];

describe("measureVoiceQuality", () => {
  it("does not change with gain or the sign of the sound", () => {
    fc.assert(
      fc.property(fc.double({ min: -80, max: 20, noNaN: true }), fc.boolean(), (gainDb, isTurned) => {
        const gain = (isTurned ? -1 : 1) * 10 ** (gainDb / 20);
        const { summary } = measureVoiceQuality(
          voice.map((x) => x * gain),
          16_000,
          pitch,
        );
        for (const name of names) expect(Math.abs(summary[name] - plain[name])).toBeLessThan(1e-3 * plain[name] + 1e-4);
      }),
      { seed: 5, numRuns: 6 },
    );
  });

  it("hardly changes with time shifts of whole and part frames", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), (shift) => {
        const later = new Float32Array(voice.length + 4160);
        later.set(voice, shift);
        const frames = Math.floor(shift / 160);
        const rest = (shift - frames * 160) / 16_000;
        const shifted: PitchTrack = {
          timeSeconds: pitch.timeSeconds.map((t) => t + frames * 0.01 + rest),
          frequencyHz: pitch.frequencyHz,
          voicedProbability: pitch.voicedProbability,
        };
        const { summary } = measureVoiceQuality(later, 16_000, shifted);
        for (const name of names)
          expect(Math.abs(summary[name] - plain[name])).toBeLessThan(0.02 * plain[name] + 0.002);
      }),
      { seed: 6, numRuns: 6 },
    );
  });

  it("ignores DC and rumble below the voice", () => {
    const rumbling = voice.map((x, n) => x + 0.1 + 0.05 * Math.sin((2 * Math.PI * 20 * n) / 16_000));
    const { summary } = measureVoiceQuality(rumbling, 16_000, pitch);
    expect(Math.abs(summary.harmonicsToNoiseDb - plain.harmonicsToNoiseDb)).toBeLessThan(0.7);
    expect(Math.abs(summary.jitterLocal / plain.jitterLocal - 1)).toBeLessThan(0.05);
    expect(Math.abs(summary.shimmerLocal / plain.shimmerLocal - 1)).toBeLessThan(0.05);
  });

  it("says the same of the voice at any sample rate", () => {
    for (const sampleRateHz of [11_025, 22_050, 44_100, 48_000, 96_000]) {
      const other = sungVowel({ frequencyHz: 180, jitter: 0.01, shimmer: 0.05, sampleRateHz, seed: 2 });
      const { summary } = measureVoiceQuality(other.samples, sampleRateHz, truePitch(other));
      expect(Math.abs(summary.jitterLocal / other.truth.jitter - 1)).toBeLessThan(0.1);
      expect(Math.abs(summary.shimmerLocal / other.truth.shimmer - 1)).toBeLessThan(0.12);
      expect(summary.breathiness).toBeLessThan(0.05);
      expect(summary.creak).toBe(0);
    }
  });

  it("keeps finite on clipped sound", () => {
    const clipped = voice.map((x) => Math.max(-0.1, Math.min(0.1, 8 * x)));
    const { summary } = measureVoiceQuality(clipped, 16_000, pitch);
    for (const name of names) expect(Number.isFinite(summary[name])).toBe(true);
  });

  it("hears breath but not jitter as breathiness", () => {
    const breathiness = (options: { aspiration?: number; jitter?: number }) => {
      const other = sungVowel({ frequencyHz: 150, sampleRateHz: 16_000, shimmer: 0.02, ...options });
      return measureVoiceQuality(other.samples, 16_000, truePitch(other)).summary.breathiness;
    };
    expect(breathiness({ jitter: 0.02 })).toBeLessThan(0.05);
    const rising = [0.02, 0.05, 0.1, 0.3].map((aspiration) => breathiness({ aspiration, jitter: 0.005 }));
    for (let i = 1; i < rising.length; i++) expect(rising[i]).toBeGreaterThan(rising[i - 1] + 0.05);
    expect(rising.at(-1)).toBeGreaterThan(0.7);
  });

  it("tells creak from a low and a rough voice", () => {
    const creak = (options: { frequencyHz: number; jitter: number; pulseShape?: number }) => {
      const other = sungVowel({ sampleRateHz: 16_000, shimmer: 0.05, durationSeconds: 2, ...options });
      return measureVoiceQuality(other.samples, 16_000, truePitch(other)).summary.creak;
    };
    expect(creak({ frequencyHz: 48, jitter: 0.05, pulseShape: 0.5 })).toBeGreaterThan(0.9);
    expect(creak({ frequencyHz: 75, jitter: 0.18, pulseShape: 0.5 })).toBeGreaterThan(0.4);
    expect(creak({ frequencyHz: 82, jitter: 0.006 })).toBe(0);
    expect(creak({ frequencyHz: 110, jitter: 0.03 })).toBeLessThan(0.05);
    expect(creak({ frequencyHz: 220, jitter: 0.05 })).toBe(0);
  });

  it("says when a voice creaks", () => {
    const sung = sungVowel({
      sampleRateHz: 16_000,
      durationSeconds: 2,
      shimmer: 0.03,
      frequencyHz: [
        [0, 120],
        [0.95, 110],
        [1.05, 46],
        [2, 44],
      ],
    });
    const { creaks, cycles } = measureVoiceQuality(sung.samples, 16_000, truePitch(sung));
    expect(creaks).toHaveLength(1);
    expect(Math.abs((creaks[0]?.startSeconds ?? 0) - 1.02)).toBeLessThan(0.06);
    expect(Math.abs((creaks[0]?.endSeconds ?? 0) - 1.95)).toBeLessThan(0.05);
    expect(cycles.closureSeconds.length).toBeGreaterThan(120);
  });

  it("gives NaN for a whisper, for silence and for too little voice", () => {
    const none: PitchTrack = { ...pitch, frequencyHz: new Float64Array(pitch.frequencyHz.length).fill(Number.NaN) };
    const whispered = measureVoiceQuality(voice, 16_000, none);
    for (const name of names) expect(whispered.summary[name]).toBeNaN();
    expect(whispered.cycles.closureSeconds).toHaveLength(0);
    const silent = measureVoiceQuality(new Float32Array(voice.length), 16_000, pitch).summary;
    for (const name of names) expect(silent[name]).toBeNaN();
    const one: PitchTrack = { ...pitch, frequencyHz: none.frequencyHz.map((_, i) => (i === 40 ? 180 : Number.NaN)) };
    expect(measureVoiceQuality(voice, 16_000, one).summary.jitterPpq5).toBeNaN();
    const empty = {
      timeSeconds: new Float64Array(1),
      frequencyHz: Float64Array.of(Number.NaN),
      voicedProbability: new Float64Array(1),
    };
    expect(measureVoiceQuality(new Float32Array(0), 16_000, empty).summary.jitterLocal).toBeNaN();
  });
});

describe("roughnessOfSpan", () => {
  it("rises with noise and is 1 without voice", () => {
    const quality = measureVoiceQuality(voice, 16_000, pitch);
    const noisy = measureVoiceQuality(withNoise(voice, whiteNoise(voice.length, 7), 5), 16_000, pitch);
    const smooth = roughnessOfSpan(quality.harmonicsToNoiseDb, pitch.timeSeconds, {
      startSeconds: 0.3,
      endSeconds: 0.6,
    });
    expect(smooth).toBeGreaterThanOrEqual(0);
    expect(
      roughnessOfSpan(noisy.harmonicsToNoiseDb, pitch.timeSeconds, { startSeconds: 0.3, endSeconds: 0.6 }),
    ).toBeGreaterThan(smooth + 0.2);
    expect(roughnessOfSpan(quality.harmonicsToNoiseDb, pitch.timeSeconds, { startSeconds: 0, endSeconds: 0.01 })).toBe(
      1,
    );
  });
});

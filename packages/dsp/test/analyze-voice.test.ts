import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyzeVoice,
  InvalidOptionError,
  InvalidRecordingError,
  NoVoiceFoundError,
  RecordingTooShortError,
  SilentRecordingError,
  VoiceAnalysisError,
  type VoiceFeatures,
} from "../src/index.js";
import { joined, recordingOf } from "./recording-of.js";
import { randomNumbers, synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

/** Three syllables of a gliding voice. */
function phrase(sampleRateHz = 16_000): Float32Array {
  return synthesizeVoice({
    durationSeconds: 1,
    sampleRateHz,
    highestHz: Math.min(7200, 0.45 * sampleRateHz),
    frequencyHz: (t) => (t > 0.1 && t < 0.9 ? 130 + 40 * Math.sin(4 * t) : 0),
    amplitude: (t) => 0.15 + Math.abs(Math.sin(Math.PI * 3.5 * t)),
  });
}

/** Every number of the features that gain must not change. */
function gainFree(features: VoiceFeatures): number[] {
  const { speaker, utterance } = features.summary;
  return [
    ...features.pitch.frequencyHz,
    ...features.pitch.voicedProbability,
    ...features.timbre.melCepstrum,
    ...features.timbre.centroidHz,
    ...features.syllables.flatMap((s) => [s.startSeconds, s.endSeconds, s.pitchSlopeSemitones, s.levelDb, s.roughness]),
    ...speaker.formantHz,
    ...speaker.melCepstrumMean,
    speaker.spectralTiltDbPerOctave,
    utterance.levelRangeDb,
    utterance.arousal,
  ];
}

describe("analyzeVoice", () => {
  it("gives tracks of one length and finite numbers where they are promised", () => {
    const features = analyzeVoice(recordingOf(phrase()));
    const frames = 101;
    expect(features.pitch.timeSeconds).toHaveLength(frames);
    expect(features.pitch.timeSeconds[100]).toBeCloseTo(1);
    for (const track of [features.pitch.frequencyHz, features.pitch.voicedProbability, features.levelDb]) {
      expect(track).toHaveLength(frames);
    }
    for (const track of [features.timbre.centroidHz, features.timbre.spreadHz, features.timbre.rolloffHz]) {
      expect(track).toHaveLength(frames);
    }
    expect(features.timbre.melCepstrum).toHaveLength(12 * frames);
    for (const p of features.pitch.voicedProbability) expect(p >= 0 && p <= 1).toBe(true);
    for (const f of features.timbre.flatness) expect(Number.isNaN(f) || (f >= 0 && f <= 1)).toBe(true);
    const { speaker, utterance } = features.summary;
    for (const value of Object.values(utterance)) expect(Number.isFinite(value)).toBe(true);
    for (const value of [...speaker.formantHz, ...speaker.melCepstrumMean, speaker.vocalTractLengthMm]) {
      expect(Number.isFinite(value)).toBe(true);
    }
  });

  it("does not hear gain", () => {
    const sound = phrase();
    const reference = gainFree(analyzeVoice(recordingOf(sound)));
    fc.assert(
      fc.property(fc.double({ min: -40, max: 12, noNaN: true }), (decibels) => {
        const gain = 10 ** (decibels / 20);
        const louder = gainFree(analyzeVoice(recordingOf(sound.map((sample) => gain * sample))));
        louder.forEach((value, i) => {
          if (Number.isNaN(reference[i])) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(reference[i] ?? 0, 2);
        });
      }),
      { seed: 1, numRuns: 6 },
    );
  });

  it("hears the same at another sample rate", () => {
    const reference = analyzeVoice(recordingOf(phrase(16_000)));
    for (const rate of [8000, 11_025, 22_050, 44_100, 48_000, 96_000]) {
      const other = analyzeVoice(recordingOf(phrase(rate), rate));
      const a = reference.summary;
      const b = other.summary;
      expect(b.speaker.register).toBe("human");
      expect(Math.abs(Math.log2(b.speaker.pitchMedianHz / a.speaker.pitchMedianHz))).toBeLessThan(0.002);
      expect(Math.abs(Math.log2(b.speaker.vocalTractLengthMm / a.speaker.vocalTractLengthMm))).toBeLessThan(0.06);
      expect(other.syllables.length).toBe(reference.syllables.length);
      expect(Math.abs(b.utterance.arousal - a.utterance.arousal)).toBeLessThan(0.05);
    }
  });

  it("moves with the sound in time", () => {
    const rate = 16_000;
    const sound = phrase(rate);
    const reference = analyzeVoice(recordingOf(sound, rate));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (hops) => {
        const later = analyzeVoice(recordingOf(joined(new Float32Array(hops * 160), sound), rate));
        for (let i = 12; i < 90; i++) {
          const before = reference.pitch.frequencyHz[i] ?? Number.NaN;
          const after = later.pitch.frequencyHz[i + hops] ?? Number.NaN;
          if (Number.isNaN(before)) expect(after).toBeNaN();
          else expect(after / before).toBeCloseTo(1, 3);
        }
        expect(later.syllables.map((s) => Math.round(100 * s.nucleusSeconds) - hops)).toEqual(
          reference.syllables.map((s) => Math.round(100 * s.nucleusSeconds)),
        );
        const drift = later.summary.speaker.vocalTractLengthMm / reference.summary.speaker.vocalTractLengthMm;
        expect(drift).toBeCloseTo(1, 2);
      }),
      { seed: 2, numRuns: 5 },
    );
  });

  it("keeps a voice whose channels run against each other, and takes their mean otherwise", () => {
    const sound = phrase();
    const reversed = analyzeVoice(recordingOf([sound, sound.map((sample) => -sample)]));
    const single = analyzeVoice(recordingOf(sound));
    expect(gainFree(reversed)).toEqual(gainFree(single));
  });

  it("survives an offset, clipping and one sample of denormal noise", () => {
    const sound = phrase();
    const reference = analyzeVoice(recordingOf(sound)).summary.speaker.pitchMedianHz;
    for (const worse of [
      sound.map((sample) => sample + 0.4),
      sound.map((sample) => Math.max(-0.08, Math.min(0.08, sample))),
      sound.map((sample) => sample + 1e-40),
    ]) {
      expect(analyzeVoice(recordingOf(worse)).summary.speaker.pitchMedianHz / reference).toBeCloseTo(1, 2);
    }
  });

  it("takes whispered syllables for a voice without pitch", () => {
    const random = whiteNoise(24_000, 0.1, 4);
    const whisper = random.map((sample, i) => sample * Math.max(0.01, Math.sin((Math.PI * i) / 4000) ** 2));
    const { summary, syllables, pitch } = analyzeVoice(recordingOf(whisper));
    expect(summary.speaker.pitchMedianHz).toBeNaN();
    expect(summary.speaker.pitchBaseHz).toBeNaN();
    expect([...pitch.frequencyHz].every(Number.isNaN)).toBe(true);
    expect(syllables.length).toBe(6);
    expect(summary.utterance.arousal).toBeLessThan(0.5);
    expect(syllables.every((syllable) => syllable.roughness === 1)).toBe(true);
  });

  it("says what is wrong with a recording", () => {
    const voice = phrase();
    expect(() => analyzeVoice(recordingOf([]))).toThrow(InvalidRecordingError);
    expect(() => analyzeVoice(recordingOf(new Float32Array(0)))).toThrow(InvalidRecordingError);
    expect(() => analyzeVoice(recordingOf([voice, voice.slice(1)]))).toThrow(InvalidRecordingError);
    expect(() => analyzeVoice(recordingOf(voice, 0))).toThrow(InvalidRecordingError);
    expect(() => analyzeVoice(recordingOf(voice, Number.NaN))).toThrow(InvalidRecordingError);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const broken = voice.slice();
      broken[5] = bad;
      expect(() => analyzeVoice(recordingOf(broken))).toThrow(InvalidRecordingError);
    }
    expect(() => analyzeVoice(recordingOf(voice.slice(0, 4000)))).toThrow(RecordingTooShortError);
    expect(() => analyzeVoice(recordingOf(new Float32Array(16_000)))).toThrow(SilentRecordingError);
    expect(() => analyzeVoice(recordingOf(new Float32Array(16_000).fill(0.5)))).toThrow(SilentRecordingError);
    expect(() => analyzeVoice(recordingOf(voice.map((sample) => sample * 1e-38)))).toThrow(SilentRecordingError);
  });

  it("does not take steady noise, clicks or rain for a voice", () => {
    for (const seed of [1, 2, 3, 4]) {
      expect(() => analyzeVoice(recordingOf(whiteNoise(32_000, 0.1, seed)))).toThrow(NoVoiceFoundError);
    }
    const click = new Float32Array(16_000);
    click[8000] = 1;
    expect(() => analyzeVoice(recordingOf(click))).toThrow(NoVoiceFoundError);
    const random = randomNumbers(3);
    const rain = new Float32Array(32_000).map(() => (random() < 0.05 ? random() - 0.5 : 0));
    expect(() => analyzeVoice(recordingOf(rain))).toThrow(NoVoiceFoundError);
  });

  it("carries what was found and what is accepted in its errors", () => {
    try {
      analyzeVoice(recordingOf(new Float32Array(1600)));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(VoiceAnalysisError);
      expect(error).toMatchObject({ found: "The recording lasts 0.100 s", accepted: "0.3 s or more" });
    }
    const voice = recordingOf(phrase());
    expect(() => analyzeVoice(voice, { hopSeconds: 0 })).toThrow(InvalidOptionError);
    expect(() => analyzeVoice(voice, { register: "frog" as "bird" })).toThrow(InvalidOptionError);
  });

  it("tells its progress and can be stopped", () => {
    const shares: number[] = [];
    analyzeVoice(recordingOf(phrase()), { onProgress: (share) => shares.push(share) });
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const controller = new AbortController();
    const stop = (share: number) => {
      if (share > 0) controller.abort(new Error("enough"));
    };
    expect(() => analyzeVoice(recordingOf(phrase()), { signal: controller.signal, onProgress: stop })).toThrow(
      "enough",
    );
  });

  it("answers or throws its own error for any samples", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: false }), { minLength: 0, maxLength: 40 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(8000, 22_050, 384_000),
        (pattern, repeats, rate) => {
          const samples = joined(...Array.from({ length: repeats }, () => Float32Array.from(pattern)));
          try {
            const { arousal } = analyzeVoice(recordingOf(samples, rate)).summary.utterance;
            expect(arousal >= 0 && arousal <= 1).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(VoiceAnalysisError);
          }
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });
});

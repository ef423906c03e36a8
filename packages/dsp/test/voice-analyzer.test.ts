import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AnalyzerFinishedError,
  analyzeVoice,
  InvalidOptionError,
  InvalidRecordingError,
  RecordingTooShortError,
  trackPitch,
  VoiceAnalyzer,
  type VoiceAnalyzerOptions,
} from "../src/index.js";
import { joined, recordingOf } from "./recording-of.js";
import { spokenPhrase } from "./spoken-phrase.js";
import { synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

function phrase(sampleRateHz: number, durationSeconds = 1): Float32Array {
  return synthesizeVoice({
    durationSeconds,
    sampleRateHz,
    highestHz: 0.4 * sampleRateHz,
    frequencyHz: (t) => (t % 1 > 0.1 && t % 1 < 0.9 ? 130 + 40 * Math.sin(4 * t) : 0),
    amplitude: (t) => 0.15 + Math.abs(Math.sin(Math.PI * 3.5 * t)),
  });
}

function analyzeInPieces(channels: readonly Float32Array[], options: VoiceAnalyzerOptions, lengths: readonly number[]) {
  const analyzer = new VoiceAnalyzer(options);
  const total = channels[0]?.length ?? 0;
  for (let at = 0, piece = 0; at < total; piece++) {
    const end = at + (lengths[piece % lengths.length] ?? total);
    analyzer.push(channels.map((channel) => channel.subarray(at, end)));
    at = end;
  }
  return analyzer.finish();
}

describe("VoiceAnalyzer", () => {
  it("gives the same numbers however the sound is cut", () => {
    const voice = phrase(16_000);
    const hiss = whiteNoise(voice.length, 0.01, 2);
    const right = voice.map((sample, i) => -0.7 * sample + (hiss[i] ?? 0));
    for (const channels of [[voice], [voice, right]]) {
      const options = { sampleRateHz: 16_000, channels: channels.length };
      const whole = analyzeVoice(recordingOf(channels));
      for (const lengths of [[1], [127], [16_000], [100_000]]) {
        expect(analyzeInPieces(channels, options, lengths)).toEqual(whole);
      }
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 9 }), (lengths) => {
          fc.pre(lengths.some((length) => length > 0));
          expect(analyzeInPieces(channels, options, lengths)).toEqual(whole);
        }),
        { seed: 11, numRuns: 8 },
      );
    }
  });

  it("gives the same numbers if it measures ahead, whatever the setting turns out to be", () => {
    // The longest stretches come late, and so does what all cycles are looked for with.
    const voice = synthesizeVoice({
      durationSeconds: 27,
      sampleRateHz: 16_000,
      highestHz: 6000,
      frequencyHz: (t) => (t % 1.7 > 0.1 && t % 1.7 < 0.4 + t / 30 ? 130 + 40 * Math.sin(4 * t) : 0),
      amplitude: (t) => 0.15 + Math.abs(Math.sin(Math.PI * 3.5 * t)),
      jitter: 0.01,
      shimmer: 0.03,
    });
    const hiss = whiteNoise(voice.length, 0.003, 5);
    // Up to 6 kHz for good, from some time on to the end of the band, and from the beginning.
    for (const hissFrom of [Number.POSITIVE_INFINITY, 16_000 * 12, 0]) {
      const sound = voice.map((sample, i) => sample + (i > hissFrom ? (hiss[i] ?? 0) : 0));
      const whole = analyzeVoice(recordingOf([sound]));
      expect(analyzeInPieces([sound], { sampleRateHz: 16_000, ahead: true }, [1600])).toEqual(whole);
      expect(analyzeInPieces([sound], { sampleRateHz: 16_000, ahead: true }, [100_000])).toEqual(whole);
    }
  });

  it("finds every register as one call does", () => {
    const whistle = synthesizeVoice({
      durationSeconds: 1.2,
      sampleRateHz: 44_100,
      formantHz: [],
      tiltDbPerOctave: 40,
      frequencyHz: (t) => (t % 0.4 < 0.3 ? 3000 + 1500 * Math.sin(9 * t) : 0),
    });
    const moan = synthesizeVoice({
      durationSeconds: 4,
      sampleRateHz: 8000,
      formantHz: [],
      tiltDbPerOctave: 12,
      frequencyHz: (t) => (t < 3.6 ? 24 + 6 * Math.sin(t) : 0),
    });
    for (const [samples, sampleRateHz, register] of [
      [whistle, 44_100, "bird"],
      [moan, 8000, "whale"],
    ] as const) {
      const whole = analyzeVoice(recordingOf(samples, sampleRateHz));
      expect(whole.summary.speaker.register).toBe(register);
      expect(analyzeInPieces([samples], { sampleRateHz }, [977])).toEqual(whole);
      // Asked for by name it is listened to as it comes in, with hardly another result.
      const named = analyzeInPieces([samples], { sampleRateHz, register }, [977]).summary.speaker;
      expect(named.pitchMedianHz / whole.summary.speaker.pitchMedianHz).toBeCloseTo(1, 3);
    }
  });

  it("tells what it hears while the voice goes on", () => {
    const analyzer = new VoiceAnalyzer({ sampleRateHz: 16_000 });
    expect(analyzer.snapshot().pitch.frequencyHz).toHaveLength(0);
    const voice = phrase(16_000, 3);
    analyzer.push(voice.subarray(0, 24_000));
    const early = analyzer.snapshot();
    expect(early.durationSeconds).toBeCloseTo(1.5, 6);
    // It begins with a tenth of a second of digital silence, which has no frames.
    expect(early.pitch.timeSeconds[0]).toBeCloseTo(0.1);
    const frame = early.pitch.timeSeconds.findIndex((seconds) => Math.abs(seconds - 0.5) < 1e-6);
    expect(early.pitch.frequencyHz[frame]).toBeCloseTo(130 + 40 * Math.sin(2), 0);
    expect(early.levelDb).toHaveLength(early.pitch.frequencyHz.length);
    expect(early.syllables.length).toBeGreaterThanOrEqual(3);
    analyzer.push(voice.subarray(24_000));
    const late = analyzer.snapshot(1);
    expect(late.pitch.timeSeconds[0]).toBeGreaterThan(1.9);
    expect(late.syllables.every((syllable) => syllable.startSeconds > 1.9)).toBe(true);
    // To look does not disturb.
    expect(analyzer.finish()).toEqual(analyzeVoice(recordingOf(voice)));
  });

  it("has the pitch that trackPitch finds alone", () => {
    const voice = phrase(16_000);
    const options = { register: "human", hopSeconds: 0.015 } as const;
    for (const channels of [[voice], [voice, voice.map((sample) => -0.5 * sample)]]) {
      const { pitch } = analyzeVoice(recordingOf(channels), options);
      expect(trackPitch(recordingOf(channels), options)).toEqual(pitch);
    }
    expect(trackPitch(recordingOf(new Float32Array(8000))).frequencyHz).toEqual(new Float64Array(51).fill(Number.NaN));
    expect(() => trackPitch(recordingOf(voice), { register: "frog" as "bird" })).toThrow(InvalidOptionError);
    expect(() => trackPitch(recordingOf(voice), { hopSeconds: 1 })).toThrow(InvalidOptionError);
    expect(() => trackPitch(recordingOf(voice.fill(Number.NaN, 99, 100)))).toThrow("Sample 99 is NaN");
  });

  it("hears the same voice later", () => {
    const voice = phrase(16_000);
    const { speaker } = analyzeVoice(recordingOf(voice)).summary;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (silence) => {
        const later = analyzeVoice(recordingOf(joined(new Float32Array(silence), voice)));
        expect(later.summary.speaker.pitchMedianHz / speaker.pitchMedianHz).toBeCloseTo(1, 2);
        expect(later.summary.speaker.vocalTractLengthMm / speaker.vocalTractLengthMm).toBeCloseTo(1, 1);
      }),
      { seed: 12, numRuns: 6 },
    );
  });

  it("hears exactly the same voice between silences of any length", () => {
    const voice = spokenPhrase(16_000).samples;
    const hopSamples = 160;
    for (const channels of [[voice], [voice, voice.map((sample) => -0.7 * sample)]]) {
      const alone = analyzeVoice(recordingOf(channels));
      const frames = alone.pitch.frequencyHz.length;
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 40_000 }), (before, after) => {
          const surrounded = channels.map((channel) =>
            joined(new Float32Array(before * hopSamples), channel, new Float32Array(after)),
          );
          const features = analyzeVoice(recordingOf(surrounded));
          expect(features.summary).toEqual(alone.summary);
          expect(features.quality.summary).toEqual(alone.quality.summary);
          expect(features.longTermSpectrum).toEqual(alone.longTermSpectrum);
          expect(features.pitch.frequencyHz.slice(before, before + frames)).toEqual(alone.pitch.frequencyHz);
          expect(features.timbre.melCepstrum.slice(12 * before, 12 * (before + frames))).toEqual(
            alone.timbre.melCepstrum,
          );
          expect(features.formants.frequencyHz.slice(4 * before, 4 * (before + frames))).toEqual(
            alone.formants.frequencyHz,
          );
          const lateSeconds = before * 0.01;
          expect(features.durationSeconds).toBeCloseTo(alone.durationSeconds + lateSeconds + after / 16_000, 9);
          expect(features.syllables).toHaveLength(alone.syllables.length);
          features.syllables.forEach((syllable, i) => {
            expect(syllable.startSeconds - lateSeconds).toBeCloseTo(alone.syllables[i]?.startSeconds ?? 0, 9);
            expect(syllable.endSeconds - lateSeconds).toBeCloseTo(alone.syllables[i]?.endSeconds ?? 0, 9);
          });
          // Two frames and more before the voice nothing of it is heard.
          expect(features.levelDb.subarray(0, Math.max(0, before - 2)).every((level) => level === -120)).toBe(true);
          expect(trackPitch(recordingOf(surrounded), { register: "human" })).toEqual(
            analyzeVoice(recordingOf(surrounded), { register: "human" }).pitch,
          );
        }),
        { seed: 13, numRuns: 6 },
      );
    }
  });

  it.each([8000, 11_025, 22_050, 44_100, 48_000])("hears a second of silence for nothing at %i Hz", (sampleRateHz) => {
    const voice = spokenPhrase(sampleRateHz).samples;
    const alone = analyzeVoice(recordingOf(voice, sampleRateHz)).summary;
    const silence = new Float32Array(sampleRateHz);
    expect(analyzeVoice(recordingOf(joined(silence, voice), sampleRateHz)).summary).toEqual(alone);
    expect(analyzeVoice(recordingOf(joined(voice, silence), sampleRateHz)).summary).toEqual(alone);
  });

  it("keeps silence that is no whole number of frames", () => {
    const voice = phrase(16_000);
    const { speaker } = analyzeVoice(recordingOf(voice, 16_000.7)).summary;
    const { durationSeconds, summary } = analyzeVoice(recordingOf(joined(new Float32Array(16_000), voice), 16_000.7));
    expect(durationSeconds).toBeCloseTo(32_000 / 16_000.7, 9);
    expect(summary.speaker.pitchMedianHz / speaker.pitchMedianHz).toBeCloseTo(1, 2);
  });

  it("hears a voice that breaks off to its end", () => {
    // A vowel from a tenth of a second to nine tenths, and nothing after it.
    const { frequencyHz } = analyzeVoice(recordingOf(phrase(16_000))).pitch;
    expect(frequencyHz.slice(11, 89).every((frequency) => frequency > 0)).toBe(true);
  });

  it("gives silence before the voice no memory and no time of its own", () => {
    const analyzer = new VoiceAnalyzer({ sampleRateHz: 16_000 });
    for (let second = 0; second < 3; second++) analyzer.push(new Float32Array(16_000));
    expect(analyzer.snapshot().durationSeconds).toBe(3);
    expect(analyzer.snapshot().pitch.frequencyHz).toHaveLength(0);
    const voice = phrase(16_000);
    analyzer.push(voice);
    const { pitch, syllables } = analyzer.snapshot();
    expect(pitch.timeSeconds[0]).toBeGreaterThan(2.85);
    expect(syllables[0]?.startSeconds).toBeGreaterThanOrEqual(3);
    const alone = analyzeVoice(recordingOf(voice));
    expect(analyzer.finish().summary).toEqual(alone.summary);
  });

  it("outlines what it measures in full afterwards, as without it", () => {
    const voice = joined(new Float32Array(16_000), phrase(16_000), new Float32Array(16_000));
    for (const ahead of [false, true]) {
      const analyzer = new VoiceAnalyzer({ sampleRateHz: 16_000, ahead });
      analyzer.push(voice);
      const shares: number[] = [];
      const outline = analyzer.outline((share) => shares.push(share));
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
      expect(() => analyzer.push(voice)).toThrow(AnalyzerFinishedError);
      expect(() => analyzer.outline()).toThrow(AnalyzerFinishedError);
      const features = analyzer.finish();
      const { durationSeconds, summary, syllables } = features;
      expect(outline).toEqual({ durationSeconds, summary, syllables });
      expect(features).toEqual(analyzeVoice(recordingOf(voice)));
      expect(() => analyzer.finish()).toThrow(AnalyzerFinishedError);
    }
  });

  it("hears through a microphone that is wired in reverse, at any level", () => {
    const voice = phrase(16_000);
    const reference = analyzeVoice(recordingOf(voice)).pitch.frequencyHz;
    for (const gain of [-1, -0.8, -1.3]) {
      const { pitch } = analyzeVoice(recordingOf([voice, voice.map((sample) => gain * sample)]));
      pitch.frequencyHz.forEach((frequency, i) => {
        if (Number.isNaN(reference[i])) expect(frequency).toBeNaN();
        else expect(frequency).toBeCloseTo(reference[i] ?? 0, 1);
      });
    }
  });

  it("refuses what it was not made for, and takes nothing of it", () => {
    const voice = phrase(16_000);
    const analyzer = new VoiceAnalyzer({ sampleRateHz: 16_000 });
    analyzer.push(voice.subarray(0, 5000));
    expect(() => analyzer.push([voice, voice])).toThrow(InvalidRecordingError);
    expect(() => analyzer.push(Float32Array.of(0, 0, Number.NaN))).toThrow("Sample 5002 is NaN");
    analyzer.push(voice.subarray(5000));
    expect(analyzer.finish()).toEqual(analyzeVoice(recordingOf(voice)));
    expect(() => analyzer.push(voice)).toThrow(AnalyzerFinishedError);
    expect(() => analyzer.snapshot()).toThrow(AnalyzerFinishedError);
    expect(() => analyzer.finish()).toThrow(AnalyzerFinishedError);
    expect(() => new VoiceAnalyzer({ sampleRateHz: 16_000, channels: 0 })).toThrow(InvalidOptionError);
    expect(() => new VoiceAnalyzer({ sampleRateHz: 0 })).toThrow(InvalidRecordingError);
    expect(() => new VoiceAnalyzer({ sampleRateHz: 16_000 }).finish()).toThrow(RecordingTooShortError);
  });
});

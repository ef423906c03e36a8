import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { decibelsBelow, joined, mixed, recordingOf } from "./recording-of.js";
import { synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

/** A voice that swells `rate` times a second. */
function babble(rate: number, seconds: number, frequencyHz: (t: number) => number = () => 150): Float32Array {
  return synthesizeVoice({
    durationSeconds: seconds,
    frequencyHz,
    amplitude: (t) => 0.05 + Math.sin(Math.PI * rate * t) ** 2,
  });
}

function syllablesOf(sound: Float32Array) {
  return analyzeVoice(recordingOf(sound));
}

describe("syllables", () => {
  it("are counted, with their nuclei where the voice is loudest", () => {
    for (const rate of [2, 4, 6]) {
      const { syllables, summary } = syllablesOf(babble(rate, 2));
      expect(syllables).toHaveLength(2 * rate);
      syllables.forEach((syllable, k) => {
        expect(Math.abs(syllable.nucleusSeconds - (k + 0.5) / rate)).toBeLessThan(0.03);
        expect(Math.abs(syllable.middleSeconds - (k + 0.5) / rate)).toBeLessThan(0.02);
        expect(syllable.startSeconds).toBeLessThan(syllable.nucleusSeconds);
        expect(syllable.endSeconds).toBeGreaterThan(syllable.nucleusSeconds);
        if (k > 0) expect(syllable.startSeconds).toBeGreaterThanOrEqual(syllables[k - 1]?.endSeconds ?? 0);
        expect(syllable.levelDb).toBeLessThanOrEqual(0);
      });
      expect(Math.abs(summary.utterance.syllablesPerSecond / rate - 1)).toBeLessThan(0.15);
    }
  });

  it("have the middle of their loudness where its powers balance", () => {
    // Struck every half second, the power falls with a constant of .1 s: down to 15 dB below, its mean time is .089 s after the stroke.
    const struck = synthesizeVoice({
      durationSeconds: 2,
      frequencyHz: () => 150,
      amplitude: (t) => Math.min(1, (t % 0.5) / 0.01) * Math.exp(-(t % 0.5) / 0.2),
    });
    const { syllables } = syllablesOf(struck);
    expect(syllables).toHaveLength(4);
    syllables.forEach(({ nucleusSeconds, middleSeconds }, k) => {
      expect(Math.abs(middleSeconds - (k / 2 + 0.089))).toBeLessThan(0.02);
      expect(middleSeconds - nucleusSeconds).toBeGreaterThan(0.03);
    });
  });

  it("are counted in noise at 20 dB", () => {
    const sound = babble(4, 2);
    expect(syllablesOf(mixed(sound, whiteNoise(sound.length, decibelsBelow(sound, 20), 5))).syllables).toHaveLength(8);
  });

  it("are parted by a glide of the tongue without a pause", () => {
    // "ya-ya-ya": the first two resonances swing, the source does not.
    const formantHz = (t: number) => {
      const open = 0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * t);
      return [300 + 450 * open, 2200 - 900 * open, 2900 - 300 * open, 3600, 4500];
    };
    for (const frequency of [110, 210]) {
      const frequencyHz = (t: number) => frequency * 2 ** (-t / 6);
      const voice = synthesizeVoice({ durationSeconds: 2, frequencyHz, formantHz, jitter: 0.005, shimmer: 0.03 });
      expect(syllablesOf(voice).syllables).toHaveLength(8);
    }
  });

  it("are not made by vibrato, and hardly by partials that cross formants", () => {
    for (const [frequency, most] of [
      [110, 1],
      [220, 1],
      [440, 2],
      [880, 2],
    ] as const) {
      const frequencyHz = (t: number) => frequency * (1 + 0.03 * Math.sin(2 * Math.PI * 5.5 * t));
      const vowel = synthesizeVoice({ durationSeconds: 2, frequencyHz, jitter: 0.003, shimmer: 0.02 });
      expect(syllablesOf(vowel).syllables.length).toBeLessThanOrEqual(most);
    }
    const glide = synthesizeVoice({ durationSeconds: 2, frequencyHz: (t) => 100 * 2 ** t, jitter: 0.003 });
    expect(syllablesOf(glide).syllables).toHaveLength(1);
  });

  it("leave a pause between two phrases", () => {
    const { pauses, syllables, summary } = syllablesOf(joined(babble(4, 1), new Float32Array(16_000), babble(4, 1)));
    expect(syllables).toHaveLength(8);
    expect(pauses).toHaveLength(1);
    expect(pauses[0]?.startSeconds).toBeCloseTo(1, 1);
    expect(pauses[0]?.endSeconds).toBeCloseTo(2, 1);
    expect(Math.abs(summary.utterance.articulatedSyllablesPerSecond / 4 - 1)).toBeLessThan(0.15);
    expect(Math.abs(summary.utterance.syllablesPerSecond / (8 / 3) - 1)).toBeLessThan(0.15);
    expect(summary.utterance.pauseFraction).toBeGreaterThan(0.3);
    expect(summary.utterance.pauseFraction).toBeLessThan(0.5);
  });

  it("leave the same pauses in noise, and none where the mouth shut for a tenth of a second", () => {
    const silence = (seconds: number) => new Float32Array(Math.round(16_000 * seconds));
    const phrases = joined(
      babble(4, 1),
      silence(0.1),
      babble(5, 1),
      silence(0.5),
      babble(4, 1),
      silence(1),
      babble(4, 1),
    );
    const noise = (decibels: number) => whiteNoise(phrases.length, decibelsBelow(phrases, decibels), 6);
    for (const sound of [phrases, mixed(phrases, noise(20)), mixed(phrases, noise(10))]) {
      const { pauses, syllables, summary } = syllablesOf(sound);
      expect(syllables).toHaveLength(17);
      expect(pauses).toHaveLength(2);
      for (const [k, start, end] of [
        [0, 2.1, 2.6],
        [1, 3.6, 4.6],
      ] as const) {
        expect(Math.abs((pauses[k]?.startSeconds ?? 0) - start)).toBeLessThan(0.08);
        expect(Math.abs((pauses[k]?.endSeconds ?? 0) - end)).toBeLessThan(0.08);
      }
      expect(Math.abs(summary.utterance.syllablesPerSecond / (17 / 5.6) - 1)).toBeLessThan(0.05);
      expect(Math.abs(summary.utterance.articulatedSyllablesPerSecond / (17 / 4.1) - 1)).toBeLessThan(0.08);
    }
  });

  it("carry the rise and fall of pitch", () => {
    const rising = syllablesOf(babble(1, 1, (t) => 120 * 2 ** (t / 2))).syllables[0];
    const falling = syllablesOf(babble(1, 1, (t) => 180 * 2 ** (-t / 2))).syllables[0];
    expect(rising?.pitchSlopeSemitones).toBeGreaterThan(2);
    expect(falling?.pitchSlopeSemitones).toBeLessThan(-2);
    expect(rising?.voicedFraction).toBeGreaterThan(0.9);
    expect(rising?.roughness).toBeLessThan(0.2);
  });

  it("are the beats of a bird's trill, as quick as they are", () => {
    for (const rate of [10, 20, 30]) {
      const trill = synthesizeVoice({
        durationSeconds: 1,
        sampleRateHz: 44_100,
        frequencyHz: (t) => ((t * rate) % 1 < 0.5 ? 4500 : 0),
        formantHz: [],
        tiltDbPerOctave: 25,
      });
      expect(analyzeVoice(recordingOf(trill, 44_100)).syllables).toHaveLength(rate);
    }
  });

  it("are notes in a bird's song", () => {
    const song = synthesizeVoice({
      durationSeconds: 1,
      sampleRateHz: 44_100,
      frequencyHz: (t) => ((t * 12) % 1 < 0.6 ? 3500 : 0),
      formantHz: [],
      tiltDbPerOctave: 25,
    });
    expect(analyzeVoice(recordingOf(song, 44_100)).syllables).toHaveLength(12);
  });
});

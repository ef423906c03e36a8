import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  analyzeVoice,
  InvalidOptionError,
  InvalidRecordingError,
  trackPitch,
  VoiceAnalysisError,
  VoiceAnalyzer,
  type VoiceFeatures,
} from "../src/index.js";
import { everyNumber } from "./every-number.js";
import { joined, recordingOf } from "./recording-of.js";
import { spokenPhrase } from "./spoken-phrase.js";
import { randomNumbers } from "./synthesize-voice.js";

const RATE_HZ = 16_000;
const voice = spokenPhrase(RATE_HZ).samples.subarray(0, RATE_HZ);
const many = (value: (i: number) => number, length = RATE_HZ) => Float32Array.from({ length }, (_, i) => value(i));
const greatest = 3.4028234663852886e38;
const random = randomNumbers(9);

/** Finite samples that no microphone gives. */
const FINITE: Readonly<Record<string, Float32Array>> = {
  denormals: many((i) => (i % 2 === 0 ? 1e-45 : -1e-40)),
  "the voice as denormals": voice.map((x) => x * 1e-38),
  "the voice at the greatest scale": voice.map((x) => x * 2e12),
  "the voice beyond it": voice.map((x) => x * 1e38),
  "the voice just above silence": voice.map((x) => x * 1e-4),
  "the voice just below it": voice.map((x) => x * 1e-6),
  "the voice far below it": voice.map((x) => x * 1e-9),
  "the greatest numbers in turn": many((i) => (i % 2 === 0 ? greatest : -greatest)),
  "the greatest number": many(() => greatest),
  "greatest numbers at the voice's signs": voice.map((x) => Math.sign(x) * greatest),
  "full scale in turn": many((i) => (i % 2 === 0 ? 1 : -1)),
  "a constant": many(() => 0.7),
  "a tiny constant": many(() => 1e-30),
  "negative zeros": many(() => -0),
  "one sample among zeros": many((i) => (i === 5000 ? 1 : 0)),
  "one greatest number in the voice": voice.map((x, i) => (i === 5000 ? greatest : x)),
  "a step": many((i) => (i < 8000 ? -1 : 1)),
  "a ramp to the greatest": many((i) => (greatest * i) / RATE_HZ),
  "a square wave": many((i) => (i % 100 < 50 ? 1 : -1)),
  "the voice on a huge offset": voice.map((x) => x + 1e6),
  "the clipped voice": voice.map((x) => Math.max(-1e-3, Math.min(1e-3, x))),
  "signs of the voice alone": voice.map(Math.sign),
  "the voice on one bit in two": voice.map((x, i) => (i % 2 === 0 ? x : 0)),
  "random bits": new Float32Array(
    Uint32Array.from({ length: RATE_HZ }, () => Math.floor(random() * 0xff000000)).buffer,
  ).map((x) => (Math.abs(x) < 1e12 ? x : 0)),
  "a tone at half the rate": many((i) => Math.cos(Math.PI * i) * 0.5),
  "voice, then long silence": joined(voice, new Float32Array(5 * RATE_HZ)),
  "silence, then a breath of voice": joined(new Float32Array(2 * RATE_HZ), voice.subarray(3000, 3900)),
};

/** What must hold of every result, whatever was heard. */
function expectSound(features: VoiceFeatures): void {
  for (const [path, numbers] of everyNumber(features)) {
    const isBounded = numbers.every((value) => Math.abs(value) !== Number.POSITIVE_INFINITY);
    expect(isBounded, `${path} is infinite`).toBe(true);
  }
  const { pitch, levelDb, timbre, syllables, summary } = features;
  const isWithin = (track: ArrayLike<number>, low: number, high: number) =>
    Array.from(track).every((value) => Number.isNaN(value) || (value >= low && value <= high));
  expect(isWithin(pitch.frequencyHz, 10, 11_000)).toBe(true);
  expect(Array.from(pitch.voicedProbability).every((p) => p >= 0 && p <= 1)).toBe(true);
  expect(Array.from(levelDb).every((level) => level >= -120)).toBe(true);
  expect(isWithin(timbre.flatness, 0, 1)).toBe(true);
  expect(isWithin(timbre.flux, 0, Math.SQRT2 + 1e-6)).toBe(true);
  let before = 0;
  for (const { startSeconds, nucleusSeconds, middleSeconds, endSeconds } of syllables) {
    expect(startSeconds).toBeGreaterThanOrEqual(before);
    expect(nucleusSeconds).toBeGreaterThanOrEqual(startSeconds);
    expect(endSeconds).toBeGreaterThanOrEqual(nucleusSeconds);
    expect(middleSeconds).toBeGreaterThanOrEqual(startSeconds);
    expect(endSeconds).toBeGreaterThanOrEqual(middleSeconds);
    before = endSeconds;
  }
  expect(summary.utterance.arousal).toBeGreaterThanOrEqual(0);
  expect(summary.utterance.arousal).toBeLessThanOrEqual(1);
}

/** A failure must be one of ours, and say what was found, what is accepted and what to do. */
function expectHelpful(error: unknown): void {
  if (!(error instanceof VoiceAnalysisError)) throw error;
  expect(error.found).toMatch(/^[A-Za-z].*\w$/);
  expect(error.accepted).not.toBe("");
  const told = `${error.found}; accepted is ${error.accepted}. `;
  expect(error.message.startsWith(told)).toBe(true);
  expect(error.message.slice(told.length)).toMatch(/^[A-Z].{5,}\.$/);
  expect(error.message).not.toMatch(/undefined|\[object/);
  expect(error.name).toBe(error.constructor.name);
}

function attempt(work: () => VoiceFeatures): VoiceFeatures | undefined {
  try {
    const features = work();
    expectSound(features);
    return features;
  } catch (error) {
    expectHelpful(error);
    return undefined;
  }
}

describe("hostile samples", () => {
  it.each(Object.entries(FINITE))("%s: answered or refused in words, alike however they come", (_name, samples) => {
    for (const register of ["auto", "human", "bird", "whale"] as const) {
      const whole = attempt(() => analyzeVoice(recordingOf(samples), { register }));
      const inPieces = attempt(() => {
        const analyzer = new VoiceAnalyzer({ sampleRateHz: RATE_HZ, register });
        for (let at = 0; at < samples.length; at += 3331) {
          analyzer.push(samples.subarray(at, at + 3331));
          const { pitch } = analyzer.snapshot(0.5);
          expect(pitch.voicedProbability.every((p) => p >= 0 && p <= 1)).toBe(true);
        }
        return analyzer.finish();
      });
      expect(inPieces).toEqual(whole);
    }
    try {
      const { frequencyHz, voicedProbability } = trackPitch(recordingOf(samples));
      expect(frequencyHz.every((hz) => Number.isNaN(hz) || (hz > 30 && hz < 1200))).toBe(true);
      expect(voicedProbability.every((p) => p >= 0 && p <= 1)).toBe(true);
    } catch (error) {
      expectHelpful(error);
    }
  });

  it("still hear the voice that is in them", () => {
    const pitchOf = (samples: Float32Array) => analyzeVoice(recordingOf(samples)).summary.speaker.pitchMedianHz;
    const expected = pitchOf(voice);
    for (const name of [
      "the voice at the greatest scale",
      "the voice just above silence",
      "the clipped voice",
      "signs of the voice alone",
    ] as const) {
      expect(Math.abs(pitchOf(FINITE[name] ?? voice) / expected - 1), name).toBeLessThan(0.03);
    }
  });

  it("that are not numbers are refused wherever they stand, and named", () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -greatest]) {
      for (const at of [0, 1, 4799, voice.length - 1]) {
        const broken = voice.slice();
        broken[at] = bad;
        for (const channels of [[broken], [voice, broken]]) {
          for (const hear of [analyzeVoice, trackPitch] as const) {
            expect(() => hear(recordingOf(channels))).toThrow(InvalidRecordingError);
            expect(() => hear(recordingOf(channels))).toThrow(`Sample ${at} is ${bad}`);
          }
        }
      }
    }
  });
});

describe("hostile forms", () => {
  it("of any length are answered or refused", () => {
    for (const length of [0, 1, 2, 63, 4799, 4800, 4801]) {
      attempt(() => analyzeVoice(recordingOf(voice.slice(0, length))));
      try {
        trackPitch(recordingOf(voice.slice(0, length)));
      } catch (error) {
        expectHelpful(error);
      }
    }
  });

  it("at the least and the greatest sample rate are heard, and refused beyond", () => {
    for (const rateHz of [4000, 4000.5, 5512.5, 7999, 192_000, 1_000_000]) {
      const samples = Float32Array.from(
        { length: Math.ceil(0.5 * rateHz) },
        (_, i) => 0.2 * ((((i * 150) / rateHz) % 1) - 0.5),
      );
      const features = attempt(() => analyzeVoice(recordingOf(samples, rateHz)));
      expect((features?.summary.speaker.pitchMedianHz ?? Number.NaN) / 150).toBeCloseTo(1, 2);
    }
    for (const rateHz of [0, -1, 1, 3999, 1_000_001, 1e300, 5e-324, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const hear of [
        () => analyzeVoice(recordingOf(voice, rateHz)),
        () => trackPitch(recordingOf(voice, rateHz)),
        () => new VoiceAnalyzer({ sampleRateHz: rateHz }),
      ]) {
        expect(hear).toThrow(InvalidRecordingError);
        try {
          hear();
        } catch (error) {
          expectHelpful(error);
          expect(String(error)).toContain(`${rateHz} Hz`);
        }
      }
    }
  });

  it("with many channels, silent, broken or unequal, are answered or refused", () => {
    const silent = new Float32Array(voice.length);
    const some = Array.from({ length: 32 }, (_, c) => (c === 17 ? voice : silent));
    const found = attempt(() => analyzeVoice(recordingOf(some)));
    expect(found?.summary.speaker.pitchMedianHz).toBeCloseTo(
      analyzeVoice(recordingOf(voice)).summary.speaker.pitchMedianHz,
      1,
    );
    const turned = Array.from({ length: 32 }, (_, c) => (c % 2 === 0 ? voice : voice.map((x) => -x)));
    expect(attempt(() => analyzeVoice(recordingOf(turned)))).toBeDefined();
    expect(() => analyzeVoice(recordingOf([...some, voice.subarray(1)]))).toThrow(InvalidRecordingError);
    for (const count of [0, 65, 1.5, Number.NaN]) {
      expect(() => new VoiceAnalyzer({ sampleRateHz: RATE_HZ, channels: count })).toThrow(InvalidOptionError);
    }
  });

  it("of options are refused in words", () => {
    const wrong = [
      { hopSeconds: 0 },
      { hopSeconds: -1 },
      { hopSeconds: Number.NaN },
      { hopSeconds: 1e-9 },
      { hopSeconds: 1e9 },
      { register: "frog" as "bird" },
      { register: "toString" as "bird" },
    ];
    for (const options of wrong) {
      for (const hear of [
        () => analyzeVoice(recordingOf(voice), options),
        () => trackPitch(recordingOf(voice), options),
        () => new VoiceAnalyzer({ sampleRateHz: RATE_HZ, ...options }),
      ]) {
        expect(hear).toThrow(InvalidOptionError);
        try {
          hear();
        } catch (error) {
          expectHelpful(error);
        }
      }
    }
    for (const hopSeconds of [0.001, 0.0137, 0.05]) {
      expect(attempt(() => analyzeVoice(recordingOf(voice), { hopSeconds }))).toBeDefined();
    }
  });

  it("of any finite bits, rates and cuts are answered or refused", () => {
    const sample = fc.oneof(
      { weight: 3, arbitrary: fc.float({ min: -1, max: 1, noNaN: true }) },
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, 1e-45, -1e-45, greatest, -greatest, 1, -1),
    );
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom(4000, 8000, 11_025, 48_000, 333_333),
        fc.constantFrom("auto", "human", "bird", "whale" as const),
        (pattern, repeats, rateHz, register) => {
          const samples = joined(...new Array<Float32Array>(repeats).fill(Float32Array.from(pattern)));
          attempt(() => analyzeVoice(recordingOf(samples, rateHz), { register }));
        },
      ),
      { seed: 31, numRuns: 40 },
    );
  });
});

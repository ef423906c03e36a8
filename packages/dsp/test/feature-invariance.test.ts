import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeVoice, trackPitch, VoiceAnalyzer, type VoiceFeatures } from "../src/index.js";
import { everyNumber, relativeDifference } from "./every-number.js";
import { joined, recordingOf } from "./recording-of.js";
import { PHRASE_SECONDS, spokenPhrase } from "./spoken-phrase.js";

const RATE_HZ = 16_000;
const sound = spokenPhrase(RATE_HZ).samples;
const plain = analyzeVoice(recordingOf(sound, RATE_HZ));
const plainNumbers = everyNumber(plain);

/** What is documented to be the recording's, with its gain. */
const OF_THE_RECORDING = [
  "levelDb",
  "loudness.integratedLufs",
  "loudness.momentaryLufs",
  "timbre.loudnessSone",
  "longTermSpectrum.specificLoudness",
  "quality.cycles.strength",
  "summary.utterance.levelDb",
];

/** The numbers that differ by more than a tolerance, as text that names them. */
function differing(
  found: ReadonlyMap<string, number[]>,
  tolerance: number,
  paths: Iterable<string> = plainNumbers.keys(),
): string[] {
  return [...paths].flatMap((path) => {
    const difference = relativeDifference(found.get(path) ?? [], plainNumbers.get(path) ?? []);
    return difference <= tolerance ? [] : [`${path} by ${difference.toExponential(1)}`];
  });
}

/** Frames of a track from one instant to another, both away from the ends. */
function framesOf(track: ArrayLike<number>, features: VoiceFeatures, shiftFrames: number): number[] {
  const width = track.length / features.pitch.timeSeconds.length;
  return Array.from(track).slice(
    (12 + shiftFrames) * width,
    (Math.floor(100 * PHRASE_SECONDS) - 12 + shiftFrames) * width,
  );
}

const gainFreePaths = () => [...plainNumbers.keys()].filter((path) => !OF_THE_RECORDING.includes(path));

describe("every feature", () => {
  it("is the same at half the gain or turned over, but for the recording's own level", () => {
    for (const gain of [-1, 0.5, -2, 2 ** -6]) {
      const found = everyNumber(
        analyzeVoice(
          recordingOf(
            sound.map((x) => gain * x),
            RATE_HZ,
          ),
        ),
      );
      expect(differing(found, 1e-6, gainFreePaths())).toEqual([]);
    }
  });

  it("hardly hears any other gain", () => {
    fc.assert(
      fc.property(fc.double({ min: -45, max: 14, noNaN: true }), fc.boolean(), (gainDb, isTurned) => {
        const gain = (isTurned ? -1 : 1) * 10 ** (gainDb / 20);
        const found = analyzeVoice(
          recordingOf(
            sound.map((x) => gain * x),
            RATE_HZ,
          ),
        );
        const numbers = everyNumber(found);
        expect(differing(numbers, 0.01, gainFreePaths())).toEqual([]);
        // Further down the pauses fall through the absolute gate at -70 LUFS.
        if (gainDb > -4) {
          expect(found.loudness.integratedLufs - plain.loudness.integratedLufs).toBeCloseTo(gainDb, 3);
        }
        expect(found.summary.utterance.levelDb - plain.summary.utterance.levelDb).toBeCloseTo(gainDb, 3);
        found.levelDb.forEach((level, i) => {
          if (level > -100) expect(level - (plain.levelDb[i] ?? 0)).toBeCloseTo(gainDb, 3);
        });
        found.loudness.momentaryLufs.forEach((loudness, i) => {
          expect(loudness - (plain.loudness.momentaryLufs[i] ?? 0)).toBeCloseTo(gainDb, 3);
        });
        const louder = found.timbre.loudnessSone.map((sone, i) =>
          Math.sign(sone - (plain.timbre.loudnessSone[i] ?? 0)),
        );
        expect([...louder].every((sign) => sign === 0 || sign === Math.sign(gainDb))).toBe(true);
      }),
      { seed: 21, numRuns: 5 },
    );
  });

  it("moves with the sound in time", () => {
    fc.assert(
      // Formants are read every other frame.
      fc.property(fc.integer({ min: 1, max: 60 }), (pairs) => {
        const frames = 2 * pairs;
        // The room goes on before the voice does.
        const room = Float32Array.from({ length: 160 * frames }, (_, i) => sound[i % 1600] ?? 0);
        const later = analyzeVoice(recordingOf(joined(room, sound), RATE_HZ));
        const tracks: readonly [string, ArrayLike<number>, ArrayLike<number>, number][] = [
          ["frequency", later.pitch.frequencyHz, plain.pitch.frequencyHz, 1e-4],
          ["probability", later.pitch.voicedProbability, plain.pitch.voicedProbability, 0.02],
          ["level", later.levelDb, plain.levelDb, 1e-4],
          ["centroid", later.timbre.centroidHz, plain.timbre.centroidHz, 1e-4],
          ["spread", later.timbre.spreadHz, plain.timbre.spreadHz, 1e-4],
          ["flatness", later.timbre.flatness, plain.timbre.flatness, 1e-4],
          ["rolloff", later.timbre.rolloffHz, plain.timbre.rolloffHz, 1e-4],
          ["cepstrum", later.timbre.melCepstrum, plain.timbre.melCepstrum, 1e-4],
          ["delta", later.timbre.melCepstrumDelta, plain.timbre.melCepstrumDelta, 1e-4],
          ["slope", later.timbre.slopeDbPerOctave, plain.timbre.slopeDbPerOctave, 1e-4],
          ["flux", later.timbre.flux, plain.timbre.flux, 1e-4],
          ["loudness", later.timbre.loudnessSone, plain.timbre.loudnessSone, 1e-3],
          ["sharpness", later.timbre.sharpnessAcum, plain.timbre.sharpnessAcum, 1e-3],
          ["formants", later.formants.frequencyHz, plain.formants.frequencyHz, 0.02],
          ["bandwidths", later.formants.bandwidthHz, plain.formants.bandwidthHz, 0.1],
          ["harmonics to noise", later.quality.harmonicsToNoiseDb, plain.quality.harmonicsToNoiseDb, 0.05],
          ["cepstral peak", later.quality.cepstralPeakProminenceDb, plain.quality.cepstralPeakProminenceDb, 0.03],
        ];
        for (const [name, moved, still, tolerance] of tracks) {
          const difference = relativeDifference(framesOf(moved, later, frames), framesOf(still, plain, 0));
          expect(difference, name).toBeLessThan(tolerance);
        }
        const shift = frames / 100;
        expect(later.syllables).toHaveLength(plain.syllables.length);
        later.syllables.forEach((syllable, i) => {
          const still = plain.syllables[i] ?? syllable;
          for (const key of ["startSeconds", "nucleusSeconds", "middleSeconds", "endSeconds"] as const) {
            expect(Math.abs(syllable[key] - shift - still[key])).toBeLessThan(0.0101);
          }
          expect(syllable.frequencyHz / still.frequencyHz).toBeCloseTo(1, 2);
          expect(syllable.levelDb).toBeCloseTo(still.levelDb, 2);
          expect(Math.abs(syllable.roughness - still.roughness)).toBeLessThan(0.05);
        });
        expect(later.pauses.map((pause) => (pause.endSeconds - pause.startSeconds).toFixed(1))).toEqual(
          plain.pauses.map((pause) => (pause.endSeconds - pause.startSeconds).toFixed(1)),
        );
        const lasting = [...plainNumbers.keys()].filter(
          (path) => path.startsWith("summary.speaker") || path.startsWith("quality.summary"),
        );
        expect(differing(everyNumber(later), 0.03, lasting)).toEqual([]);
        expect(later.loudness.integratedLufs).toBeCloseTo(plain.loudness.integratedLufs, 0);
      }),
      { seed: 22, numRuns: 5 },
    );
  });

  it("is heard at any sample rate", () => {
    for (const rateHz of [8000, 11_025, 22_050, 44_100, 48_000, 96_000]) {
      const voice = spokenPhrase(rateHz);
      const { formants, loudness, pitch, quality, summary, syllables } = analyzeVoice(
        recordingOf(voice.samples, rateHz),
      );
      const about = (found: number, expected: number, share: number, name: string) =>
        expect(Math.abs(found / expected - 1), `${name} at ${rateHz} Hz`).toBeLessThan(share);
      about(summary.speaker.pitchMedianHz, plain.summary.speaker.pitchMedianHz, 0.002, "pitch");
      expect(pitch.frequencyHz).toHaveLength(plain.pitch.frequencyHz.length);
      summary.speaker.formantHz.slice(0, 3).forEach((hz, n) => {
        about(hz, plain.summary.speaker.formantHz[n] ?? 0, 0.02, `F${n + 1}`);
      });
      about(summary.speaker.vocalTractLengthMm, plain.summary.speaker.vocalTractLengthMm, 0.02, "tract");
      about(quality.summary.jitterLocal, voice.truth.jitter, 0.12, "jitter");
      about(quality.summary.harmonicsToNoiseDb, plain.quality.summary.harmonicsToNoiseDb, 0.03, "HNR");
      about(quality.summary.cepstralPeakProminenceDb, plain.quality.summary.cepstralPeakProminenceDb, 0.1, "CPPS");
      expect(loudness.integratedLufs).toBeCloseTo(plain.loudness.integratedLufs, 0);
      expect(loudness.momentaryLufs).toHaveLength(plain.loudness.momentaryLufs.length);
      expect(syllables.map((syllable) => syllable.nucleusSeconds.toFixed(1))).toEqual(
        plain.syllables.map((syllable) => syllable.nucleusSeconds.toFixed(1)),
      );
      expect(formants.frequencyHz).toHaveLength(plain.formants.frequencyHz.length);
    }
  });

  it("does not depend on how the sound is cut or where its memory lies", () => {
    const shared = new Float32Array(new SharedArrayBuffer(4 * (sound.length + 7)));
    shared.fill(0.5);
    shared.set(sound, 3);
    const view = shared.subarray(3, 3 + sound.length);
    expect(analyzeVoice(recordingOf(view, RATE_HZ))).toEqual(plain);
    expect(trackPitch(recordingOf(view, RATE_HZ))).toEqual(trackPitch(recordingOf(sound, RATE_HZ)));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 6 }), (lengths) => {
        const analyzer = new VoiceAnalyzer({ sampleRateHz: RATE_HZ });
        // Whoever pushes may use the memory again at once, as an audio worklet does.
        const reused = new Float32Array(9000);
        for (let at = 0, piece = 0; at < sound.length; piece++) {
          const part = sound.subarray(at, at + (lengths[piece % lengths.length] ?? 1));
          reused.set(part);
          analyzer.push(reused.subarray(0, part.length));
          reused.fill(Number.NaN);
          at += part.length;
        }
        expect(analyzer.finish()).toEqual(plain);
      }),
      { seed: 23, numRuns: 4 },
    );
  });

  it("of 32 equal channels is that of one, but for the sum of their power", () => {
    const found = analyzeVoice(recordingOf(new Array<Float32Array>(32).fill(sound), RATE_HZ));
    const mixed = gainFreePaths().filter((path) => !path.startsWith("loudness"));
    expect(differing(everyNumber(found), 0.01, mixed)).toEqual([]);
    expect(found.loudness.integratedLufs).toBeGreaterThan(plain.loudness.integratedLufs);
  });
});

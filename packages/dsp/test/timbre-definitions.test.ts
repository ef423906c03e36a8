import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { REGISTERS } from "../src/register.js";
import { MEL_COEFFICIENTS } from "../src/timbre/mel-cepstrum.js";
import { melFilterBank } from "../src/timbre/mel-filter-bank.js";
import { SpectrumMeter } from "../src/timbre/spectrum-meter.js";
import { meydaFeature } from "./meyda-feature.js";
import { recordingOf } from "./recording-of.js";
import { synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

const RATE = 16_000;
const LENGTH = 512;
const BIN_HZ = RATE / LENGTH;
/** Bins of 80 to 7600 Hz. */
const LOW = 3;
const HIGH = 243;

/** Power spectrum by the definition of the discrete Fourier transform; its sum is the mean power. */
function powerSpectrum(sound: Float32Array, centre: number): number[] {
  return Array.from({ length: LENGTH / 2 + 1 }, (_, k) => {
    let real = 0;
    let imaginary = 0;
    for (let n = 0; n < LENGTH; n++) {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / LENGTH);
      const x = (sound[centre - LENGTH / 2 + n] ?? 0) * window;
      real += x * Math.cos((2 * Math.PI * k * n) / LENGTH);
      imaginary -= x * Math.sin((2 * Math.PI * k * n) / LENGTH);
    }
    return ((real * real + imaginary * imaginary) * 2) / (LENGTH * LENGTH * 0.375);
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const band = (power: readonly number[]) => power.slice(LOW, HIGH + 1);
const hz = (k: number) => (k + LOW) * BIN_HZ;

/** Power between two frequencies where each bin is spread evenly over its width. */
function between(power: readonly number[], lowHz: number, highHz: number): number {
  return (
    sum(
      power.map((p, k) => p * Math.max(0, Math.min((k + 0.5) * BIN_HZ, highHz) - Math.max((k - 0.5) * BIN_HZ, lowHz))),
    ) / BIN_HZ
  );
}

const voice = synthesizeVoice({ durationSeconds: 0.5, frequencyHz: (t) => 120 + 60 * t, jitter: 0.01 });
const sound = voice.map((sample, i) => sample + (whiteNoise(voice.length, 0.002, 4)[i] ?? 0));
const CENTRES = [2000, 2160, 4000];

describe("timbre by its definitions", () => {
  const meter = new SpectrumMeter(REGISTERS.human, 7600);
  for (const centre of CENTRES) meter.measure(sound, centre);
  const tracks = meter.takeTracks(0, CENTRES.length);
  const powers = CENTRES.map((centre) => powerSpectrum(sound, centre));

  it("has the centroid, spread, flatness and rolloff of Peeters (2004)", () => {
    powers.forEach((power, i) => {
      const p = band(power);
      const total = sum(p);
      const centroid = sum(p.map((v, k) => v * hz(k))) / total;
      expect(tracks.centroidHz[i] / centroid).toBeCloseTo(1, 6);
      const spread = Math.sqrt(sum(p.map((v, k) => v * (hz(k) - centroid) ** 2)) / total);
      expect(tracks.spreadHz[i] / spread).toBeCloseTo(1, 6);
      const flatness = Math.exp(sum(p.map(Math.log)) / p.length) / (total / p.length);
      // Weak bins carry what 32 bits leave of the strong ones, and each has its say in a mean of logarithms.
      expect(Math.abs(tracks.flatness[i] / flatness - 1)).toBeLessThan(2e-6);
      const below = (k: number) => sum(p.slice(0, k)) / total;
      const bin = p.findIndex((_, k) => below(k + 1) >= 0.85);
      expect(tracks.rolloffHz[i]).toBeGreaterThanOrEqual(hz(bin) - BIN_HZ / 2);
      expect(tracks.rolloffHz[i]).toBeLessThanOrEqual(hz(bin) + BIN_HZ / 2);
    });
  });

  it("has the flux of Tzanetakis and Cook (2002): distance of normalised magnitudes", () => {
    expect(tracks.flux[0]).toBeNaN();
    for (const i of [1, 2]) {
      const unit = (power: readonly number[]) => {
        const length = Math.sqrt(sum(band(power)));
        return band(power).map((p) => Math.sqrt(p) / length);
      };
      const before = unit(powers[i - 1]);
      const flux = Math.sqrt(sum(unit(powers[i]).map((a, k) => (a - before[k]) ** 2)));
      expect(tracks.flux[i]).toBeCloseTo(flux, 5);
    }
  });

  it("has the slope of the least-squares line through the mel bands' levels", () => {
    const bank = melFilterBank(26, [80, 7600], BIN_HZ, LENGTH / 2 + 1);
    powers.forEach((power, i) => {
      const levels = Array.from(bank.centreHz, (_, m) => {
        let density = 0;
        for (let w = bank.offset[m]; w < bank.offset[m + 1]; w++) {
          density += bank.weights[w] * power[bank.firstBin[m] + w - bank.offset[m]];
        }
        return 10 * Math.log10(density);
      });
      const octaves = Array.from(bank.centreHz, Math.log2);
      const kept = levels.map((level) => level > Math.max(...levels) - 60);
      const x = octaves.filter((_, m) => kept[m]);
      const y = levels.filter((_, m) => kept[m]);
      const mx = sum(x) / x.length;
      const my = sum(y) / y.length;
      const slope = sum(x.map((v, m) => (v - mx) * (y[m] - my))) / sum(x.map((v) => (v - mx) ** 2));
      expect(tracks.slopeDbPerOctave[i]).toBeCloseTo(slope, 4);
    });
  });

  const edges = [
    20, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4400, 5300, 6400,
  ];

  it("has the loudness of Zwicker and the sharpness of Peeters (2004)", () => {
    powers.forEach((power, i) => {
      const specific = edges.slice(1).map((edge, b) => (between(power, edges[b], edge) / 1e-6) ** 0.23);
      const total = sum(specific);
      const weight = (z: number) => (z < 15 ? 1 : 0.066 * Math.exp(0.171 * z));
      const sharpness = (0.11 * sum(specific.map((n, b) => (b + 1) * weight(b + 1) * n))) / total;
      expect(tracks.loudnessSone[i] / total).toBeCloseTo(1, 5);
      expect(tracks.sharpnessAcum[i] / sharpness).toBeCloseTo(1, 5);
    });
  });

  it("gives a tone of 1 kHz at 40 dB below the taken level a sone or little more, and an acum", () => {
    const tone = Float32Array.from(
      { length: LENGTH },
      (_, n) => 10 ** (-60 / 20) * Math.SQRT2 * Math.sin((2 * Math.PI * 1000 * n) / RATE),
    );
    const quiet = new SpectrumMeter(REGISTERS.human, 7600);
    quiet.measure(tone, LENGTH / 2);
    const { loudnessSone, sharpnessAcum } = quiet.takeTracks(0, 1);
    expect(loudnessSone[0]).toBeGreaterThan(0.95);
    expect(loudnessSone[0]).toBeLessThan(1.4);
    expect(sharpnessAcum[0]).toBeCloseTo(1, 1);
  });

  it("has specific loudness of the shape that meyda hears", () => {
    // meyda parts the whole range into 24 equal steps of Bark and sums magnitudes; the course over frequency must agree.
    const frame = sound
      .subarray(2000 - LENGTH / 2, 2000 + LENGTH / 2)
      .map((sample, n) => sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / LENGTH)));
    const theirs = meydaFeature<{ specific: Float32Array }>("loudness", frame, RATE).specific;
    const single = new SpectrumMeter(REGISTERS.human, 7600);
    single.measure(sound, 2000);
    const ours = single.longTermSpectrum().specificLoudness;
    const x = Array.from(ours.subarray(0, 20));
    const y = Array.from(theirs.subarray(0, 20));
    const mx = sum(x) / 20;
    const my = sum(y) / 20;
    const covariance = sum(x.map((v, k) => (v - mx) * (y[k] - my)));
    const deviation = Math.sqrt(sum(x.map((v) => (v - mx) ** 2)) * sum(y.map((v) => (v - my) ** 2)));
    expect(covariance / deviation).toBeGreaterThan(0.75);
  });

  it("has a long-term spectrum in third octaves that adds up to 1", () => {
    const { centreHz, levelDb } = meter.longTermSpectrum();
    expect(centreHz[0]).toBeCloseTo(100, 9);
    expect(centreHz.at(-1)).toBeCloseTo(6310, 0);
    expect(sum(Array.from(levelDb, (level) => 10 ** (level / 10)))).toBeCloseTo(1, 9);
    const mean = powers[0].map((_, k) => sum(powers.map((power) => power[k])));
    const inBand = (centre: number) => between(mean, centre * 10 ** -0.05, centre * 10 ** 0.05);
    const total = sum(Array.from(centreHz, inBand));
    centreHz.forEach((centre, b) => {
      expect(Math.abs(levelDb[b] - 10 * Math.log10(inBand(centre) / total))).toBeLessThan(6e-6);
    });
  });
});

describe("timbre of a recording", () => {
  const { timbre, longTermSpectrum, loudness } = analyzeVoice(recordingOf(sound));

  it("has deltas by regression over five frames (Furui 1986)", () => {
    for (const i of [10, 25, 40]) {
      for (let c = 0; c < MEL_COEFFICIENTS; c++) {
        const at = (n: number) => timbre.melCepstrum[(i + n) * MEL_COEFFICIENTS + c];
        const slope = (at(1) - at(-1) + 2 * (at(2) - at(-2))) / 10 / 0.01;
        expect(timbre.melCepstrumDelta[i * MEL_COEFFICIENTS + c]).toBeCloseTo(slope, 2);
      }
    }
  });

  it("does not hear gain in what is no loudness", () => {
    const half = analyzeVoice(recordingOf(sound.map((sample) => sample / 2)));
    for (const track of ["slopeDbPerOctave", "flux", "sharpnessAcum", "melCepstrumDelta"] as const) {
      timbre[track].forEach((value, i) => {
        if (!Number.isNaN(value)) expect(half.timbre[track][i]).toBeCloseTo(value, 3);
      });
    }
    expect(half.timbre.loudnessSone[20] / timbre.loudnessSone[20]).toBeCloseTo(4 ** -0.23, 4);
    longTermSpectrum.levelDb.forEach((level, b) => {
      expect(half.longTermSpectrum.levelDb[b]).toBeCloseTo(level, 3);
    });
    expect(half.loudness.integratedLufs - loudness.integratedLufs).toBeCloseTo(-6.02, 2);
  });
});

describe("a recording whose band ends early", () => {
  it("keeps the voice it holds, and says where it ends", () => {
    const sung = {
      durationSeconds: 1,
      frequencyHz: () => 110,
      formantHz: [560, 1500, 2500, 3500, 4500],
      jitter: 0.004,
      // A click at either end, or a partial that comes and goes, would fill the band.
      amplitude: (t: number) => Math.min(1, 10 * t, 10 * (1 - t)) ** 2,
    };
    const voice = synthesizeVoice(sung);
    // The same partials, none of them above 3.6 kHz.
    const narrow = synthesizeVoice({ ...sung, highestHz: 3600 });
    const whole = analyzeVoice(recordingOf(voice), { register: "human" }).summary.speaker;
    const part = analyzeVoice(recordingOf(narrow), { register: "human" }).summary.speaker;
    expect(part.formantHz[3]).toBeNaN();
    for (const f of [0, 1, 2] as const) expect(Math.abs(part.formantHz[f] / whole.formantHz[f] - 1)).toBeLessThan(0.04);
    expect(Math.abs(part.vocalTractLengthMm / whole.vocalTractLengthMm - 1)).toBeLessThan(0.04);
    const meter = (sound: Float32Array) => {
      const spectra = new SpectrumMeter(REGISTERS.human, 7600);
      for (let at = 2000; at < 14_000; at += 160) spectra.measure(sound, at);
      return spectra.bandEdgeHz();
    };
    expect(meter(voice)).toBe(Number.POSITIVE_INFINITY);
    expect(Math.abs(meter(narrow) - 3600)).toBeLessThan(300);
  });
});

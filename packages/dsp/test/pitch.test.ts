import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { decibelsBelow, mixed, recordingOf } from "./recording-of.js";
import { synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

type Truth = (time: number) => number;

/** Errors in cents where both call a frame voiced, and the share of frames that are wrong in voicing or by over 20 %. */
function compare(sound: Float32Array, truth: Truth, sampleRateHz = 16_000, register: "auto" | "human" = "human") {
  const { pitch } = analyzeVoice(recordingOf(sound, sampleRateHz), { register });
  const cents: number[] = [];
  let wrong = 0;
  pitch.timeSeconds.forEach((time, i) => {
    const found = pitch.frequencyHz[i] ?? Number.NaN;
    const true_ = truth(time);
    if (found > 0 !== true_ > 0) wrong++;
    else if (found > 0) {
      if (Math.abs(found / true_ - 1) > 0.2) wrong++;
      else cents.push(1200 * Math.log2(found / true_));
    }
  });
  const inner = cents.slice(4, -4);
  const mean = inner.reduce((sum, value) => sum + value, 0) / inner.length;
  const deviation = Math.sqrt(inner.reduce((sum, value) => sum + (value - mean) ** 2, 0) / inner.length);
  return { mean, deviation, wrongShare: wrong / pitch.timeSeconds.length };
}

describe("pitch", () => {
  it("is exact on steady vowels from a deep man to a soprano", () => {
    for (const f of [60, 85, 120, 210, 330, 500, 800, 1050]) {
      const { mean, deviation, wrongShare } = compare(
        synthesizeVoice({ durationSeconds: 0.5, frequencyHz: () => f }),
        () => f,
      );
      expect(Math.abs(mean), `${f} Hz`).toBeLessThan(0.5);
      expect(deviation, `${f} Hz`).toBeLessThan(0.5);
      expect(wrongShare, `${f} Hz`).toBeLessThan(0.05);
    }
  });

  it("follows glides and vibrato within 1.5 cents", () => {
    for (const f of [110, 210, 330, 600]) {
      const glide: Truth = (t) => f * 2 ** (0.5 * t);
      const vibrato: Truth = (t) => f * (1 + 0.02 * Math.sin(2 * Math.PI * 5 * t));
      for (const frequencyHz of [glide, vibrato]) {
        const sound = synthesizeVoice({ durationSeconds: 1, frequencyHz, formantHz: [] });
        const { mean, deviation } = compare(sound, frequencyHz);
        expect(Math.abs(mean), `${f} Hz`).toBeLessThan(0.5);
        expect(deviation, `${f} Hz`).toBeLessThan(1.5);
      }
    }
  });

  it("is not led astray by the partials whose phase a moving formant turns", () => {
    const f = 150;
    // While the formant passes, the strongest partial runs 2 Hz fast and its neighbour 1 Hz.
    const amplitude = [0.5, 0.7, 1, 0.8, 0.4, 0.3, 0.2, 0.15, 0.1, 0.1];
    const drift = [0, 0, 2, 1, 0, 0, 0, 0, 0, 0];
    const sound = Float32Array.from({ length: 8000 }, (_, i) =>
      amplitude.reduce(
        (sum, a, k) => sum + 0.1 * a * Math.cos((2 * Math.PI * ((k + 1) * f + (drift[k] ?? 0)) * i) / 16_000 + k * k),
        0,
      ),
    );
    const { mean } = compare(sound, () => f);
    expect(Math.abs(mean)).toBeLessThan(1);
  });

  it("hears a creaking voice at 33 Hz", () => {
    const truth: Truth = (t) => (t % 1 < 0.7 ? 33 + 6 * t : 0);
    const sound = synthesizeVoice({ durationSeconds: 2, frequencyHz: truth, jitter: 0.01, tiltDbPerOctave: 3 });
    expect(compare(sound, truth).wrongShare).toBeLessThan(0.05);
  });

  it("takes no machine's hum for voice while somebody speaks", () => {
    const truth: Truth = (t) => (t % 0.6 < 0.35 ? 190 + 30 * Math.sin(4 * t) : 0);
    const sound = synthesizeVoice({ durationSeconds: 3, frequencyHz: truth, jitter: 0.003 });
    const gain = decibelsBelow(sound, 20);
    const humming = sound.map((sample, i) => {
      const turn = (2 * Math.PI * 60 * i) / 16_000;
      return sample + gain * (Math.sin(turn) + 0.5 * Math.sin(2 * turn + 1) + 0.4 * Math.sin(3 * turn + 2));
    });
    expect(compare(humming, truth).wrongShare).toBeLessThan(0.06);
  });

  it("follows a tone that is held throughout, though no pause tells the floor", () => {
    for (const f of [45, 120, 210, 700]) {
      const sound = synthesizeVoice({ durationSeconds: 1.5, frequencyHz: () => f });
      expect(compare(sound, () => f).wrongShare, `${f} Hz`).toBeLessThan(0.03);
    }
  });

  it("lets go of a voice that rings on in a room", () => {
    const truth: Truth = (t) => (t % 1 < 0.5 ? 130 + 30 * Math.sin(5 * t) : 0);
    const sound = synthesizeVoice({ durationSeconds: 3, frequencyHz: truth });
    const echoes = whiteNoise(4800, 1, 3).map((sample, i) => (i < 64 ? 0 : sample * 10 ** (-i / 1600)));
    const gain = 0.4 / Math.sqrt(echoes.reduce((sum, value) => sum + value * value, 0));
    const ringing = Float32Array.from(sound);
    echoes.forEach((echo, delay) => {
      for (let i = delay; i < sound.length; i++) ringing[i] += gain * echo * sound[i - delay];
    });
    // A tenth of a second of decay after each stop would be a tenth of all frames.
    expect(compare(ringing, truth).wrongShare).toBeLessThan(0.1);
  });

  it("finds where a voice starts and stops", () => {
    const truth: Truth = (t) => (t >= 0.3 && t < 0.7 ? 140 : 0);
    expect(compare(synthesizeVoice({ durationSeconds: 1, frequencyHz: truth }), truth).wrongShare).toBeLessThan(0.03);
  });

  it("holds in white noise at 10 and at 0 dB", () => {
    const truth: Truth = (t) => (t % 0.5 < 0.35 ? 150 + 40 * Math.sin(5 * t) : 0);
    const sound = synthesizeVoice({ durationSeconds: 2, frequencyHz: truth, jitter: 0.003 });
    for (const [decibels, most] of [
      [10, 0.05],
      [0, 0.12],
    ] as const) {
      const noisy = mixed(sound, whiteNoise(sound.length, decibelsBelow(sound, decibels), 7));
      expect(compare(noisy, truth).wrongShare, `${decibels} dB`).toBeLessThan(most);
    }
  });

  it("finds a fundamental that the telephone took away", () => {
    const tone = (t: number) => (t < 0.5 ? 120 : 140);
    const sound = synthesizeVoice({ durationSeconds: 1, sampleRateHz: 8000, frequencyHz: tone, highestHz: 3400 });
    const removed = synthesizeVoice({ durationSeconds: 1, sampleRateHz: 8000, frequencyHz: tone, highestHz: 290 });
    // The two share one phase; the second holds only what a telephone does not pass.
    const scale = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0) / b.reduce((sum, v) => sum + v * v, 0);
    const gain = scale(sound, removed);
    expect(
      compare(
        sound.map((v, i) => v - gain * (removed[i] ?? 0)),
        tone,
        8000,
      ).wrongShare,
    ).toBeLessThan(0.05);
  });

  it("is given at the hop that was asked for", () => {
    const sound = synthesizeVoice({ durationSeconds: 0.5, frequencyHz: () => 200 });
    for (const hopSeconds of [0.0025, 0.005, 0.02]) {
      const { pitch, hopSeconds: given } = analyzeVoice(recordingOf(sound), { hopSeconds });
      expect(given).toBe(hopSeconds);
      expect(pitch.timeSeconds).toHaveLength(Math.floor(0.5 / hopSeconds + 1e-6) + 1);
      expect(pitch.frequencyHz[Math.floor(pitch.frequencyHz.length / 2)]).toBeCloseTo(200, 0);
    }
  });
});

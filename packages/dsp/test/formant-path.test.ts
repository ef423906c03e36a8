import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { formantPath } from "../src/resonance/formant-path.js";
import { MOST_RESONANCES } from "../src/resonance/resonance-meter.js";
import { decibelsBelow, mixed, recordingOf } from "./recording-of.js";
import { randomNumbers, synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

/** Steps of resonances [Hz, bandwidth] in rising order. */
function stepsOf(rows: readonly (readonly (readonly [number, number])[])[]) {
  const steps = {
    count: Uint8Array.from(rows, (row) => row.length),
    frequencyHz: new Float32Array(rows.length * MOST_RESONANCES),
    bandwidthHz: new Float32Array(rows.length * MOST_RESONANCES),
  };
  rows.forEach((row, step) => {
    row.forEach(([frequency, bandwidth], k) => {
      steps.frequencyHz[step * MOST_RESONANCES + k] = frequency;
      steps.bandwidthHz[step * MOST_RESONANCES + k] = bandwidth;
    });
  });
  return steps;
}

describe("formantPath", () => {
  it("is the same in WebAssembly and in plain TypeScript", () => {
    const random = randomNumbers(9);
    const rows = Array.from({ length: 400 }, (_, step) => {
      const count = step % 50 === 49 ? 0 : Math.floor(7 * random());
      const poles = Array.from({ length: count }, () => [200 + 4500 * random(), 30 + 900 * random() ** 2] as const);
      return poles.sort((a, b) => a[0] - b[0]);
    });
    for (const [held, pitch] of [
      [4, undefined],
      [3, 240],
    ] as const) {
      const [fast, plain] = [undefined, null].map((kernels) => formantPath(stepsOf(rows), held, pitch, kernels));
      expect(fast).toEqual(plain);
      expect(fast?.filter((place) => place >= 0).length).toBeGreaterThan(500);
    }
  });

  it("passes by stray poles and keeps the place of one that is lost", () => {
    const random = randomNumbers(4);
    const truth = (step: number) => [500 + 8 * step, 1500 - 10 * step, 2500, 3500];
    const rows = Array.from({ length: 40 }, (_, step) => {
      const poles = truth(step).map((f) => [f, 60 + 0.03 * f] as const);
      const kept = step % 7 === 3 ? poles.filter((_, f) => f !== 2) : poles;
      const stray = step % 3 === 0 ? [[900 + 1200 * random(), 500] as const] : [];
      return [...kept, ...stray].sort((a, b) => a[0] - b[0]);
    });
    const path = formantPath(stepsOf(rows), 4);
    rows.forEach((row, step) => {
      truth(step).forEach((frequency, f) => {
        const found = row[path[4 * step + f]]?.[0];
        if (row.some(([pole]) => pole === frequency)) expect(found, `F${f + 1} of step ${step}`).toBe(frequency);
        else expect(found).toBeUndefined();
      });
    });
  });

  it("follows the formants of a voice from vowel to vowel without a leap", () => {
    for (const [scale, pitch] of [
      [1, 110],
      [1.17, 210],
      [1.35, 300],
    ] as const) {
      const formants = (t: number) => {
        const turn = Math.sin(2 * Math.PI * 1.5 * t);
        return [500 + 200 * turn, 1500 - 500 * turn, 2500 - 100 * turn, 3500].map((f) => scale * f);
      };
      const sound = synthesizeVoice({
        durationSeconds: 1.5,
        frequencyHz: () => pitch,
        formantHz: formants,
        jitter: 0.003,
      });
      const noisy = mixed(sound, whiteNoise(sound.length, decibelsBelow(sound, 30), 5));
      const { formants: track, pitch: voice } = analyzeVoice(recordingOf(noisy), { register: "human" });
      const wrong = [0, 0, 0, 0];
      const lost = [0, 0, 0, 0];
      const frames = voice.timeSeconds.length;
      for (let i = 5; i < frames - 5; i++) {
        formants(voice.timeSeconds[i]).forEach((truth, f) => {
          const found = track.frequencyHz[4 * i + f];
          if (Number.isNaN(found)) lost[f]++;
          else if (Math.abs(found / truth - 1) > 0.2) wrong[f]++;
        });
      }
      for (const count of wrong) expect(count / frames, `wrong at ${pitch} Hz: ${wrong}`).toBeLessThan(0.03);
      for (const count of lost) expect(count / frames, `lost at ${pitch} Hz: ${lost}`).toBeLessThan(0.1);
    }
  });
});

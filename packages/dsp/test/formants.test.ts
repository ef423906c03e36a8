import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { decibelsBelow, mixed, recordingOf } from "./recording-of.js";
import { synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

/** Men's vowels (Peterson and Barney 1952), with a fourth formant. */
const VOWELS = [
  [730, 1090, 2440, 3400],
  [300, 870, 2240, 3300],
  [530, 1840, 2480, 3500],
  [500, 1500, 2500, 3500],
];

function speakerOf(sound: Float32Array) {
  return analyzeVoice(recordingOf(sound), { register: "human" }).summary.speaker;
}

describe("formants", () => {
  it("are found in vowels of a known tract", () => {
    for (const formantHz of VOWELS) {
      for (const f of [95, 140]) {
        const sound = synthesizeVoice({ durationSeconds: 0.5, frequencyHz: () => f, formantHz, jitter: 0.003 });
        const { formantHz: found } = speakerOf(sound);
        formantHz.forEach((truth, k) => {
          expect(Math.abs((found[k] ?? 0) / truth - 1), `F${k + 1} ${truth} at ${f} Hz: ${found}`).toBeLessThan(
            [0.08, 0.03, 0.03, 0.06][k] ?? 0,
          );
        });
      }
    }
  });

  it("give the length of a uniform tube", () => {
    for (const lengthMm of [130, 145, 175]) {
      const formantHz = [1, 3, 5, 7, 9].map((n) => (n * 350_000) / (4 * lengthMm));
      const sound = synthesizeVoice({ durationSeconds: 0.5, frequencyHz: () => 120, formantHz });
      const speaker = speakerOf(mixed(sound, whiteNoise(sound.length, decibelsBelow(sound, 40), 3)));
      expect(Math.abs(speaker.vocalTractLengthMm / lengthMm - 1), `${lengthMm} mm`).toBeLessThan(0.05);
      const [f1, , , f4] = speaker.formantHz;
      expect(speaker.formantDispersionHz).toBeCloseTo((f4 - f1) / 3, 6);
    }
  });

  it("are not read off the partials of a very high voice", () => {
    const { formantHz, vocalTractLengthMm } = speakerOf(
      synthesizeVoice({ durationSeconds: 0.5, frequencyHz: () => 900 }),
    );
    expect(formantHz.every(Number.isNaN)).toBe(true);
    expect(vocalTractLengthMm).toBeNaN();
  });
});

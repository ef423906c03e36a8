import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { recordingOf } from "./recording-of.js";
import { synthesizeVoice } from "./synthesize-voice.js";

interface Manner {
  readonly height: number;
  readonly tilt: number;
  readonly rate: number;
  readonly roughness: number;
}

const CALM: Manner = { height: 110, tilt: 9, rate: 3, roughness: 0.002 };
const EXCITED: Manner = { height: 260, tilt: 3, rate: 6, roughness: 0.02 };

function arousalOf(manner: Manner): number {
  const sound = synthesizeVoice({
    durationSeconds: 2,
    frequencyHz: (t) => manner.height * (1 + 0.1 * Math.sin(2 * Math.PI * manner.rate * 0.5 * t)),
    amplitude: (t) => 0.05 + Math.sin(Math.PI * manner.rate * t) ** 2,
    tiltDbPerOctave: manner.tilt,
    jitter: manner.roughness,
    shimmer: 3 * manner.roughness,
  });
  return analyzeVoice(recordingOf(sound)).summary.utterance.arousal;
}

describe("arousal", () => {
  it("is low in a calm voice and high in an excited one", () => {
    expect(arousalOf(CALM)).toBeLessThan(0.1);
    expect(arousalOf(EXCITED)).toBeGreaterThan(0.7);
  });

  it("rises with each of its ingredients", () => {
    const middle: Manner = { height: 190, tilt: 5, rate: 4, roughness: 0.01 };
    const reference = arousalOf(middle);
    expect(arousalOf({ ...middle, height: 240 })).toBeGreaterThan(reference);
    expect(arousalOf({ ...middle, tilt: 3 })).toBeGreaterThan(reference);
    expect(arousalOf({ ...middle, roughness: 0.02 })).toBeGreaterThan(reference);
    expect(arousalOf({ ...middle, rate: 6 })).toBeGreaterThan(reference);
  });

  it("lies within 0 and 1 for animals and for clean tones", () => {
    for (const [rate, frequencyHz] of [
      [44_100, (t: number) => ((t * 6) % 1 < 0.6 ? 4000 : 0)],
      [8000, () => 30],
      [16_000, () => 440],
    ] as const) {
      const sound = synthesizeVoice({
        durationSeconds: 2,
        sampleRateHz: rate,
        frequencyHz,
        formantHz: [],
        tiltDbPerOctave: 20,
      });
      const { arousal } = analyzeVoice(recordingOf(sound, rate)).summary.utterance;
      expect(arousal >= 0 && arousal <= 1).toBe(true);
    }
  });
});

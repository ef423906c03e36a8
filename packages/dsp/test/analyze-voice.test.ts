import { describe, expect, it } from "vitest";
import { analyzeVoice, InvalidRecordingError, RecordingTooShortError, SilentRecordingError } from "../src/index.js";

function recordingOf(samples: Float32Array, sampleRateHz: number) {
  return {
    channels: [samples],
    sampleRateHz,
    durationSeconds: samples.length / sampleRateHz,
    source: { container: "samples", codec: "float32" } as const,
    metadata: {},
    warnings: [],
  };
}

describe("analyzeVoice", () => {
  it("finds the pitch of a pulse train", () => {
    const rate = 16_000;
    const samples = new Float32Array(rate);
    for (let i = 0; i < rate; i++) {
      for (let h = 1; h < 30; h++) samples[i] += (0.2 / h) * Math.cos((2 * Math.PI * 120 * h * i) / rate);
    }
    const features = analyzeVoice(recordingOf(samples, rate));
    expect(features.summary.speaker.pitchMedianHz).toBeCloseTo(120, 0);
    expect(features.summary.speaker.register).toBe("human");
  });

  it("says what is wrong with a recording", () => {
    expect(() => analyzeVoice(recordingOf(new Float32Array(0), 16_000))).toThrow(InvalidRecordingError);
    expect(() => analyzeVoice(recordingOf(new Float32Array(100).fill(0.1), 16_000))).toThrow(RecordingTooShortError);
    expect(() => analyzeVoice(recordingOf(new Float32Array(16_000), 16_000))).toThrow(SilentRecordingError);
  });
});

import { describe, expect, it } from "vitest";
import { ClosedPhasePredictor } from "../src/resonance/closed-phase-predictor.js";
import { ResonanceMeter } from "../src/resonance/resonance-meter.js";

const RATE = 11_000;

/** Strokes a period apart, with a push against the tract while the folds are open, through resonances. */
function strokes(pitchHz: number, resonancesHz: readonly number[], bandwidthHz = 80): Float32Array {
  const period = RATE / pitchHz;
  let sound = Float64Array.from({ length: RATE / 4 }, (_, n) => {
    const phase = (n % period) / period;
    return (n % period < 1 ? 1 : 0) + (phase > 0.7 ? 0.2 * Math.sin((Math.PI * (phase - 0.7)) / 0.3) : 0);
  });
  for (const frequency of resonancesHz) {
    const radius = Math.exp((-Math.PI * bandwidthHz) / RATE);
    const a = 2 * radius * Math.cos((2 * Math.PI * frequency) / RATE);
    const next = new Float64Array(sound.length);
    for (let n = 0; n < sound.length; n++)
      next[n] = sound[n] + a * (next[n - 1] ?? 0) - radius ** 2 * (next[n - 2] ?? 0);
    sound = next;
  }
  return Float32Array.from(sound);
}

describe("ClosedPhasePredictor", () => {
  it("finds the recursion of a ringing tract exactly, whatever drove it before", () => {
    const predictor = new ClosedPhasePredictor(2, 200);
    const radius = 0.98;
    const ringing = Float64Array.from({ length: 202 }, (_, n) => radius ** n * Math.sin(0.3 * n + 0.1));
    expect(predictor.predict(ringing, Number.NaN)).toBe(true);
    expect(predictor.coefficients[0]).toBeCloseTo(2 * radius * Math.cos(0.3), 6);
    expect(predictor.coefficients[1]).toBeCloseTo(-radius * radius, 6);
  });

  it("gives the same bits with kernels and without", () => {
    for (const [order, length] of [
      [12, 330],
      [9, 241],
      [4, 101],
    ] as const) {
      const frame = strokes(150, [500, 1500]).slice(0, order + length);
      for (const period of [Number.NaN, 30, 73.3]) {
        const [fast, plain] = [undefined, null].map((kernels) => {
          const predictor = new ClosedPhasePredictor(order, length, kernels);
          expect(predictor.predict(Float64Array.from(frame), period, 0.4)).toBe(true);
          return [...predictor.coefficients];
        });
        expect(fast).toEqual(plain);
      }
    }
  });

  it("predicts nothing of silence", () => {
    expect(new ClosedPhasePredictor(12, 330).predict(new Float64Array(342), 100)).toBe(false);
  });

  it("reads resonances of high voices, where the harmonics lie far apart", () => {
    const meter = new ResonanceMeter(RATE);
    const truth = [520, 1500, 2600, 3700];
    for (const pitchHz of [90, 180, 270, 390]) {
      const sound = strokes(pitchHz, truth);
      expect(meter.measure(sound, 1400, pitchHz)).toBeGreaterThanOrEqual(4);
      truth.forEach((frequency, k) => {
        expect(Math.abs(meter.frequencyHz[k] / frequency - 1), `F${k + 1} at ${pitchHz} Hz`).toBeLessThan(0.02);
      });
    }
  });

  it("reads their bandwidths", () => {
    const meter = new ResonanceMeter(RATE);
    for (const bandwidthHz of [60, 120, 200]) {
      meter.measure(strokes(120, [700, 1700, 2600, 3700], bandwidthHz), 1400, 120);
      for (let k = 0; k < 4; k++) expect(Math.abs(meter.bandwidthHz[k] / bandwidthHz - 1)).toBeLessThan(0.35);
    }
  });
});

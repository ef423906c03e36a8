import { describe, expect, it } from "vitest";
import { CORRELATIONS, PitchFrame } from "../src/pitch/pitch-frame.js";
import { REGISTERS } from "../src/register.js";
import { gaussianNumbers } from "./synthesize-voice.js";

/** All that a frame says, peaks and what is read beside each. */
function readAll(frame: PitchFrame, sound: Float32Array, start: number, rateHz: number, length: number): number[] {
  frame.ready(sound, start);
  const said = [frame.energy, frame.power, frame.shortPower, frame.narrowPower];
  if (frame.energy === 0) return said;
  frame.correlate();
  said.push(frame.lowPower);
  let peaks = 0;
  for (const which of Object.values(CORRELATIONS)) peaks += frame.findPeaks(which, peaks, 4);
  for (let p = 0; p < peaks; p++) {
    const lag = frame.peakLag[p];
    said.push(lag, frame.peakStrength[p], frame.refinePeak(Math.round(lag)));
    for (const which of Object.values(CORRELATIONS)) said.push(frame.readLag(which, lag));
    const whole = Math.floor(lag);
    said.push(frame.correlatePeriods(whole, Math.min(Math.round(lag) + 3, length - whole - 2)));
    frame.readHarmonics(rateHz / lag);
    said.push(frame.harmonicContrast, frame.oddShare, frame.unthirdShare);
  }
  return said;
}

describe("PitchFrame", () => {
  it("says the same to the last bit in WebAssembly and in plain TypeScript", () => {
    for (const settings of Object.values(REGISTERS)) {
      const { pitchFrame: length, pitchHz, pitchRateHz } = settings;
      const [shortest, longest] = [pitchRateHz / pitchHz[1], pitchRateHz / pitchHz[0]];
      const gauss = gaussianNumbers(length);
      const period = Math.sqrt(shortest * longest);
      const sound = Float32Array.from({ length: 2 * length }, (_, n) => ((n / period) % 1) + 0.1 * gauss());
      const frames = [undefined, null].map((kernels) => new PitchFrame(settings, shortest, longest, kernels));
      // Within the sound, over both its ends by even and odd numbers of samples, and beyond them.
      for (const start of [7, 0, -201, -length + 3, length, length + 130, 2 * length - 5, 3 * length]) {
        const [fast, plain] = frames.map((frame) => readAll(frame, sound, start, pitchRateHz, length));
        expect(fast).toEqual(plain);
      }
    }
  });

  it("finds the period of a tone and all of it on its harmonics", () => {
    const settings = REGISTERS.human;
    const frame = new PitchFrame(settings, 7, 250);
    const periodSamples = 43.21;
    frame.ready(
      Float32Array.from({ length: 480 }, (_, n) => Math.sin((2 * Math.PI * n) / periodSamples)),
      0,
    );
    expect(frame.shortPower).toBeCloseTo(0.5, 1);
    frame.correlate();
    const count = frame.findPeaks(CORRELATIONS.full, 0, 8);
    const lags = Array.from(frame.peakLag.subarray(0, count)).sort((a, b) => a - b);
    expect(lags[0]).toBeCloseTo(periodSamples, 1);
    expect(frame.refinePeak(43)).toBeCloseTo(periodSamples, 2);
    expect(frame.readLag(CORRELATIONS.full, periodSamples)).toBeCloseTo(1, 2);
    expect(frame.correlatePeriods(43, 80)).toBeGreaterThan(0.99);
    frame.readHarmonics(settings.pitchRateHz / periodSamples);
    expect(frame.harmonicContrast).toBeGreaterThan(0.8);
    expect(frame.oddShare).toBeGreaterThan(0.9);
  });
});

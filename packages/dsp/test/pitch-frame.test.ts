import { describe, expect, it } from "vitest";
import { CandidateReader, READINGS } from "../src/pitch/candidate-reader.js";
import { CANDIDATES_PER_FRAME } from "../src/pitch/pitch-candidates.js";
import { CORRELATIONS, PitchFrame } from "../src/pitch/pitch-frame.js";
import { REGISTERS } from "../src/register.js";
import { sharedKernels } from "../src/signal/kernels.js";
import { gaussianNumbers } from "./synthesize-voice.js";

/** All that a frame says, its peaks and the readings of the candidates among them. */
function readAll(frame: PitchFrame, reader: CandidateReader, sound: Float32Array, start: number): number[] {
  frame.ready(sound, start);
  const said = [frame.energy, frame.power, frame.shortPower, frame.narrowPower];
  if (frame.energy === 0) return said;
  frame.correlate();
  said.push(frame.lowPower);
  let peaks = 0;
  for (const which of Object.values(CORRELATIONS)) peaks += frame.findPeaks(which, peaks, CANDIDATES_PER_FRAME);
  said.push(...frame.peakLag.subarray(0, peaks), ...frame.peakStrength.subarray(0, peaks));
  const count = reader.read(peaks);
  said.push(count, ...reader.rows.subarray(0, READINGS * count));
  return said;
}

describe("PitchFrame", () => {
  it("says the same to the last bit in WebAssembly and in plain TypeScript", () => {
    for (const settings of Object.values(REGISTERS)) {
      const { pitchFrame: length, pitchHz, pitchRateHz } = settings;
      const [shortest, longest] = [pitchRateHz / pitchHz[1], pitchRateHz / pitchHz[0]];
      const gauss = gaussianNumbers(length);
      const frames = [undefined, null].map((kernels) => {
        const frame = new PitchFrame(settings, shortest, longest, kernels);
        return {
          frame,
          reader: new CandidateReader(settings, frame, [shortest, longest], kernels === null ? null : sharedKernels()),
        };
      });
      // Clear and noisy voices low and high, within the sound, over both its ends by even and odd numbers of samples, and beyond them.
      let numbers = 0;
      for (const [place, loudness] of [
        [0.2, 0.02],
        [0.5, 0.1],
        [0.5, 1],
        [0.8, 0.5],
        [0.9, 5],
      ] as const) {
        const period = shortest ** (1 - place) * longest ** place;
        const sound = Float32Array.from({ length: 2 * length }, (_, n) => ((n / period) % 1) + loudness * gauss());
        for (const start of [7, 0, -201, -length + 3, length, length + 130, 2 * length - 5, 3 * length]) {
          const [fast, plain] = frames.map(({ frame, reader }) => readAll(frame, reader, sound, start));
          expect(fast).toEqual(plain);
          numbers += fast.length;
        }
      }
      expect(numbers).toBeGreaterThan(1000);
    }
  });

  it("finds the period of a tone and all of it on its harmonics", () => {
    const settings = REGISTERS.human;
    const frame = new PitchFrame(settings, 7, 250, null);
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

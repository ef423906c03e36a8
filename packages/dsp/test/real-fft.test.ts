import { describe, expect, it } from "vitest";
import { CosineTransform } from "../src/signal/cosine-transform.js";
import { RealFft } from "../src/signal/real-fft.js";
import { hannWindow } from "../src/signal/windows.js";
import { meydaFeature } from "./meyda-feature.js";
import { gaussianNumbers } from "./synthesize-voice.js";

function noise(length: number): Float32Array {
  const gauss = gaussianNumbers(length);
  return Float32Array.from({ length }, () => gauss());
}

/** Greatest difference as a share of the greatest of the numbers that are right. */
function worstShare(found: Float32Array, right: Float64Array): number {
  const off = right.map((value, k) => Math.abs(found[k] - value));
  return Math.max(...off) / Math.max(...right.map(Math.abs));
}

describe("RealFft", () => {
  it("is the discrete Fourier transform by its definition, 130 dB below the strongest bin", () => {
    for (const size of [8, 16, 32, 64, 128, 256, 1024]) {
      const frame = noise(size);
      const bins = size / 2 + 1;
      const [real, imaginary, power] = [0, 1, 2].map(() => new Float32Array(bins));
      const [trueReal, trueImaginary] = [0, 1].map(() => new Float64Array(bins));
      const fft = new RealFft(size);
      fft.forward(frame, real, imaginary);
      fft.power(frame, power);
      for (let k = 0; k < bins; k++) {
        for (let n = 0; n < size; n++) {
          trueReal[k] += frame[n] * Math.cos((2 * Math.PI * k * n) / size);
          trueImaginary[k] -= frame[n] * Math.sin((2 * Math.PI * k * n) / size);
        }
      }
      expect(worstShare(real, trueReal)).toBeLessThan(3e-7);
      expect(worstShare(imaginary, trueImaginary)).toBeLessThan(3e-7);
      const truePower = trueReal.map((value, k) => value * value + trueImaginary[k] * trueImaginary[k]);
      expect(worstShare(power, truePower)).toBeLessThan(6e-7);
    }
  });

  it("keeps the energy (Parseval)", () => {
    const size = 2048;
    const frame = noise(size);
    const power = new Float32Array(size / 2 + 1);
    new RealFft(size).power(frame, power);
    const energy = frame.reduce((sum, value) => sum + value * value, 0);
    const inner = power.subarray(1, size / 2).reduce((sum, value) => sum + value, 0);
    expect((power[0] + power[size / 2] + 2 * inner) / size / energy).toBeCloseTo(1, 6);
  });

  it("agrees with meyda's power spectrum, which leaves out the Nyquist bin", () => {
    const size = 1024;
    const frame = noise(size);
    const windowed = frame.map((value, i) => value * hannWindow(size)[i]);
    const power = new Float32Array(size / 2 + 1);
    new RealFft(size).power(windowed, power);
    const other = meydaFeature<Float32Array>("powerSpectrum", Float32Array.from(windowed));
    expect(other).toHaveLength(size / 2);
    other.forEach((value, k) => {
      expect(Math.abs(power[k] - value)).toBeLessThan(1e-3 * (1 + value));
    });
  });

  it("refuses lengths that are no power of two", () => {
    for (const size of [0, 4, 12, 100.5]) expect(() => new RealFft(size)).toThrow(RangeError);
  });
});

describe("CosineTransform", () => {
  it("is the cosine transform of the first kind by its definition, 120 dB below the greatest value", () => {
    for (const size of [8, 64, 512]) {
      const input = noise(size + 1);
      const output = new Float32Array(size + 1);
      new CosineTransform(size).transform(input, output);
      const right = new Float64Array(size + 1);
      for (let k = 0; k <= size; k++) {
        right[k] = 0.5 * (input[0] + (k % 2 === 0 ? 1 : -1) * input[size]);
        for (let j = 1; j < size; j++) right[k] += input[j] * Math.cos((Math.PI * j * k) / size);
      }
      expect(worstShare(output, right)).toBeLessThan(1e-6);
    }
  });
});

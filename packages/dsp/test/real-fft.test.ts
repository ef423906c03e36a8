import { describe, expect, it } from "vitest";
import { CosineTransform } from "../src/signal/cosine-transform.js";
import { RealFft } from "../src/signal/real-fft.js";
import { hannWindow } from "../src/signal/windows.js";
import { meydaFeature } from "./meyda-feature.js";
import { gaussianNumbers } from "./synthesize-voice.js";

function noise(length: number): Float64Array {
  const gauss = gaussianNumbers(length);
  return Float64Array.from({ length }, () => gauss());
}

describe("RealFft", () => {
  it("is the discrete Fourier transform by its definition", () => {
    for (const size of [8, 16, 32, 64, 128, 256]) {
      const frame = noise(size);
      const real = new Float64Array(size / 2 + 1);
      const imaginary = new Float64Array(size / 2 + 1);
      const power = new Float64Array(size / 2 + 1);
      const fft = new RealFft(size);
      fft.forward(frame, real, imaginary);
      fft.power(frame, power);
      for (let k = 0; k <= size / 2; k++) {
        let re = 0;
        let im = 0;
        for (let n = 0; n < size; n++) {
          re += frame[n] * Math.cos((2 * Math.PI * k * n) / size);
          im -= frame[n] * Math.sin((2 * Math.PI * k * n) / size);
        }
        expect(real[k]).toBeCloseTo(re, 9);
        expect(imaginary[k]).toBeCloseTo(im, 9);
        expect(power[k]).toBeCloseTo(re * re + im * im, 8);
      }
    }
  });

  it("keeps the energy (Parseval)", () => {
    const size = 2048;
    const frame = noise(size);
    const power = new Float64Array(size / 2 + 1);
    new RealFft(size).power(frame, power);
    const energy = frame.reduce((sum, value) => sum + value * value, 0);
    const inner = power.subarray(1, size / 2).reduce((sum, value) => sum + value, 0);
    expect((power[0] + power[size / 2] + 2 * inner) / size).toBeCloseTo(energy, 6);
  });

  it("agrees with meyda's power spectrum, which leaves out the Nyquist bin", () => {
    const size = 1024;
    const frame = noise(size);
    const windowed = frame.map((value, i) => value * hannWindow(size)[i]);
    const power = new Float64Array(size / 2 + 1);
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
  it("is the cosine transform of the first kind by its definition", () => {
    for (const size of [8, 64, 512]) {
      const input = noise(size + 1);
      const output = new Float64Array(size + 1);
      new CosineTransform(size).transform(input, output);
      for (let k = 0; k <= size; k += Math.max(1, size / 32)) {
        let sum = 0.5 * (input[0] + (k % 2 === 0 ? 1 : -1) * input[size]);
        for (let j = 1; j < size; j++) sum += input[j] * Math.cos((Math.PI * j * k) / size);
        expect(output[k]).toBeCloseTo(sum, 8);
      }
    }
  });
});

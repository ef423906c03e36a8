import { describe, expect, it } from "vitest";
import { compileKernels } from "../scripts/compile-kernels.js";
import { kWeighting } from "../src/loudness/k-weighting.js";
import { WEIGHTING_STATE, WeightingFilter } from "../src/loudness/weighting-filter.js";
import { WhistleMeter } from "../src/pitch/whistle-meter.js";
import { alignCycles } from "../src/quality/align-cycles.js";
import { cepstralPeakProminence } from "../src/quality/cepstral-peak-prominence.js";
import { commonVariance } from "../src/quality/common-variance.js";
import { findClosures } from "../src/quality/find-closures.js";
import { harmonicsToNoise } from "../src/quality/harmonics-to-noise.js";
import { inverseFilter } from "../src/quality/inverse-filter.js";
import { REGISTERS } from "../src/register.js";
import { ChannelMixer } from "../src/signal/channel-mixer.js";
import { CosineTransform } from "../src/signal/cosine-transform.js";
import { cycleKernels, plainCycleKernels } from "../src/signal/cycle-kernels.js";
import { FrameCorrelator } from "../src/signal/frame-correlator.js";
import { KERNEL_CODE } from "../src/signal/kernel-code.js";
import { sharedKernels } from "../src/signal/kernels.js";
import { raiseAll } from "../src/signal/raise-all.js";
import { RealFft } from "../src/signal/real-fft.js";
import { StreamResampler } from "../src/signal/resample.js";
import { takeLogarithms } from "../src/signal/take-logarithms.js";
import { WindowedSpectrum } from "../src/signal/windowed-spectrum.js";
import { hannWindow } from "../src/signal/windows.js";
import { BandSums } from "../src/timbre/band-sums.js";
import { BinSums } from "../src/timbre/bin-sums.js";
import { cleanCepstra, voiceLevels } from "../src/timbre/clean-cepstra.js";
import { LevelMeter } from "../src/timbre/level-meter.js";
import { melFilterBank } from "../src/timbre/mel-filter-bank.js";
import { SpectrumMeter } from "../src/timbre/spectrum-meter.js";
import { gaussianNumbers } from "./synthesize-voice.js";

function noise(length: number): Float64Array {
  const gauss = gaussianNumbers(length);
  return Float64Array.from({ length }, () => gauss());
}

/** In 32 bits. */
function singleNoise(length: number): Float32Array {
  return Float32Array.from(noise(length));
}

describe("the kernels", () => {
  it("are to be had in this engine", () => {
    expect(sharedKernels()).not.toBeNull();
  });

  it("are what their source says", async () => {
    expect(Buffer.from(await compileKernels()).toString("base64")).toBe(KERNEL_CODE);
  }, 60_000);

  it("transform to the very bits that plain TypeScript gives", () => {
    for (const size of [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]) {
      const frame = singleNoise(size);
      const results = [undefined, null].map((kernels) => {
        const fft = new RealFft(size, kernels);
        const parts = [0, 1, 2, 3].map(() => new Float32Array(size / 2 + 1));
        const [power, real, imaginary, half] = parts;
        fft.power(frame, power);
        fft.forward(frame, real, imaginary);
        fft.forward(frame, half, new Float32Array(size / 2 + 1), size / 4 - 1);
        return parts;
      });
      expect(results[0]).toEqual(results[1]);
    }
  });

  it("transform cosines to the very bits that plain TypeScript gives", () => {
    for (const size of [8, 16, 32, 64, 128, 256, 512, 1024]) {
      const input = singleNoise(size + 1);
      for (const count of [size, size / 2, size / 2 - 2]) {
        const [fast, plain] = [undefined, null].map((kernels) => {
          const output = new Float32Array(size + 1);
          new CosineTransform(size, kernels).transform(input, output, count);
          return output.slice(0, count + 1);
        });
        expect(fast).toEqual(plain);
      }
    }
  });

  it("correlate to the very bits that plain TypeScript gives, and by the definition", () => {
    const window = hannWindow(480);
    const sound = singleNoise(480).map((value, n) => (value + 3 * Math.sin(n / 9)) * window[n]);
    const [fast, plain] = [undefined, null].map((kernels) => {
      const lowPass = Float64Array.from({ length: 513 }, (_, k) => Math.exp(-k / 200));
      const correlator = new FrameCorrelator({ size: 1024, lags: 224, window, lowPass, kind: "test" }, kernels);
      const frame = new Float32Array(1024);
      correlator.correlate(frame);
      expect(correlator.full[0]).toBe(0);
      frame.set(sound);
      correlator.correlate(frame);
      const { amplitude, compressed, full, low, lowPower } = correlator;
      return {
        lowPower,
        amplitude: amplitude.slice(0, 513),
        lags: [full, low, compressed].map((r) => r.slice(0, 225)),
      };
    });
    expect(fast).toEqual(plain);
    const correlation = (x: Float32Array | Float64Array, lag: number) => {
      const sumAt = (by: number) => Array.from(x.subarray(by), (value, n) => value * x[n]).reduce((a, b) => a + b);
      return sumAt(lag) / sumAt(0);
    };
    for (const lag of [0, 1, 60, 224]) {
      expect(fast?.lags[0][lag]).toBeCloseTo(correlation(sound, lag) / correlation(window, lag), 6);
    }
  });

  it("have a twin that sums bands by the definition", () => {
    const bank = melFilterBank(26, [80, 7600], 31.25, 257);
    const power = noise(257);
    const plain = new BandSums(bank).read(power);
    let sum = 0;
    for (let w = bank.offset[4]; w < bank.offset[5]; w++) {
      sum += bank.weights[w] * power[bank.firstBin[4] + w - bank.offset[4]];
    }
    expect(plain[4]).toBeCloseTo(sum, 12);
  });

  it("have a twin that sums bins by the definition", () => {
    const frames = [noise(257), noise(257)].map((values) => values.map((value) => value ** 8));
    for (const [low, high] of [
      [3, 242],
      [3, 243],
      [0, 256],
      [7, 7],
      [10, 21],
    ]) {
      const sums = new BinSums(257);
      const plain = frames.map((power) => {
        sums.read(power, low, high);
        const { cross, logarithm, moment, square, total } = sums;
        return { cross, logarithm, moment, square, total };
      });
      const sumOf = (term: (k: number) => number) =>
        Array.from({ length: high - low + 1 }, (_, k) => term(low + k)).reduce((a, b) => a + b);
      const [before, power] = frames;
      expect(plain[1].square / sumOf((k) => power[k] * k * k)).toBeCloseTo(1, 12);
      expect(plain[1].logarithm).toBeCloseTo(
        sumOf((k) => Math.log(Math.max(1e-25, power[k]))),
        8,
      );
      expect(plain[1].cross / sumOf((k) => Math.sqrt(power[k] * before[k]))).toBeCloseTo(1, 12);
    }
  });

  it("weigh loudness to the very bits that plain TypeScript gives, and by the standard's own recursion", () => {
    const sound = Float32Array.from(noise(4801), (value) => 0.1 * value + 0.2);
    const [fast, plain] = [undefined, null].map((kernels) => {
      const filter = new WeightingFilter(44_100, kernels);
      const state = new Float64Array(WEIGHTING_STATE);
      const pieces = [sound.subarray(0, 2400), sound.subarray(2400, 2401), sound.subarray(2401)];
      return { energies: pieces.map((piece) => filter.energy(piece, state)), state };
    });
    expect(fast).toEqual(plain);
    let energy = 0;
    const memory = [0, 0, 0, 0];
    for (const sample of sound) {
      let x = sample;
      kWeighting(44_100).forEach(({ a, b }, f) => {
        const y = b[0] * x + memory[2 * f];
        memory[2 * f] = b[1] * x - a[0] * y + memory[2 * f + 1];
        memory[2 * f + 1] = b[2] * x - a[1] * y;
        x = y;
      });
      energy += x * x;
    }
    expect(plain.energies.reduce((sum, part) => sum + part) / energy).toBeCloseTo(1, 12);
  });

  it("take an offset out to the very bits that plain TypeScript gives, and leave silence alone", () => {
    const sound = Float32Array.from(noise(5000), (value, n) => 0.1 * value + 0.3 + Math.sin(n / 900));
    sound.fill(0, 2001, 2500);
    sound[3000] = 0;
    const [fast, plain] = [undefined, null].map((kernels) => {
      const mixer = new ChannelMixer(1, 8000, kernels);
      return [0, 800, 1801].map((from, i, starts) => mixer.mix([sound.slice(from, starts[i + 1])]).slice());
    });
    expect(fast).toEqual(plain);
    expect(fast[2].subarray(201, 699).every((sample) => sample === 0)).toBe(true);
    const follow = 1 - Math.exp((-2 * Math.PI * 5) / 8000);
    let offset = sound.subarray(0, 800).reduce((sum, sample) => sum + sample / 800, 0);
    for (let n = 0; n < 1800; n++) {
      expect(n < 800 ? fast[0][n] : fast[1][n - 800]).toBeCloseTo(sound[n] - offset, 6);
      offset += follow * (sound[n] - offset);
    }
  });

  it("measure levels to the very bits that plain TypeScript gives", () => {
    const sound = Float32Array.from(noise(5000));
    const [fast, plain] = [undefined, null].map((kernels) => {
      const meter = new LevelMeter(16_000, 0.01, 0.03, kernels);
      for (let n = 0; n < sound.length; n += 700) meter.push(sound.subarray(n, n + 700));
      return meter.finish(32).slice();
    });
    expect(fast).toEqual(plain);
  });

  it("resample to the very bits that plain TypeScript gives", () => {
    const sound = Float32Array.from(noise(9000));
    for (const [from, to] of [
      [48_000, 16_000],
      [16_000, 8000],
      [44_100, 16_000],
      [16_000, 11_000],
      [8000, 16_000],
      [44_099.5, 16_000],
      [192_000, 16_000],
    ] as const) {
      const [fast, plain] = [undefined, null].map((kernels) => {
        const resampler = new StreamResampler(from, to, kernels);
        const parts = [100, 3000, 3001, 9000].map((end, i, ends) =>
          resampler.push(sound.subarray(ends[i - 1] ?? 0, end)).slice(),
        );
        return [...parts, resampler.finish().slice()];
      });
      expect(fast).toEqual(plain);
    }
  });

  it("weigh whistles to the very bits that plain TypeScript gives, however the sound is cut", () => {
    const sampleRateHz = 16_000;
    const hiss = noise(30_000);
    const tone = (hz: number, n: number) => Math.sin((2 * Math.PI * hz * n) / sampleRateHz);
    const sound = Float32Array.from(hiss, (value, n) => {
      if (n < 9000) return tone(3000, n) + 1e-4 * value;
      if (n < 15_000) return tone(2400, n) + 0.3 * tone(1400, n) + 1e-4 * value;
      return n < 20_000 ? tone(440, n) : 0.1 * value;
    });
    const shares = [[30_000], [50, 60, 127, 128, 129, 4000, 4001, 30_000]].flatMap((ends) =>
      [undefined, null].map((kernels) => {
        const meter = new WhistleMeter(sampleRateHz, kernels);
        ends.forEach((end, i) => {
          meter.push(sound.subarray(ends[i - 1] ?? 0, end));
        });
        return [meter.whistledShare, meter.pureShare, meter.voicedShare];
      }),
    );
    for (const other of shares.slice(1)) expect(other).toEqual(shares[0]);
    for (const share of shares[0] ?? []) expect(share).toBeGreaterThan(0.1);
  });

  it("judge cycles to the very bits that plain TypeScript gives", () => {
    const sampleRateHz = 8000;
    const closures = Float64Array.from({ length: 40 }, (_, i) => 300.2 + 61.7 * i + 0.2 * Math.sin(i));
    const samples = Float32Array.from(noise(3000), (value) => 0.02 * value);
    for (const n of closures) for (let k = 0; k < 30; k++) samples[Math.round(n) + k] += 0.8 ** k * Math.cos(k);
    const timeSeconds = Float64Array.from({ length: 38 }, (_, i) => i / 100);
    const pitch = { timeSeconds, frequencyHz: timeSeconds.map(() => sampleRateHz / 61.7), hopSeconds: 0.01 };
    const stretches = [{ firstFrame: 4, lastFrame: 33 }];
    const sound = { samples, sampleRateHz, pitch };
    const [fast, plain] = [cycleKernels(), plainCycleKernels()].map((kernels) => {
      const shared = kernels === plainCycleKernels() ? null : undefined;
      const excitation = inverseFilter(samples, sampleRateHz, stretches, timeSeconds, 1e-4, shared);
      return {
        excitation,
        closures: [1, -1].map((sign) =>
          findClosures(excitation, sign === 1 ? 1 : -1, { firstFrame: 4, lastFrame: 33 }, pitch, shared),
        ),
        cycles: alignCycles(excitation.samples, closures, kernels),
        harmonics: harmonicsToNoise(sound, stretches, undefined, shared),
        cepstrum: cepstralPeakProminence(sound, stretches, shared),
      };
    });
    expect(fast).toEqual(plain);
    expect(fast?.excitation.samples.some((value) => value !== 0)).toBe(true);
    expect(fast?.closures[0].length).toBeGreaterThan(30);
    expect(fast?.cycles.brightCorrelation[20]).toBeGreaterThan(0.3);
    expect(fast?.harmonics[20]).toBeGreaterThan(3);
    expect(fast?.cepstrum[20]).toBeGreaterThan(3);
  });

  it.each([8000, 16_000])("compare cycles to the very bits that plain TypeScript gives, at %d Hz", (sampleRateHz) => {
    const samples = Float32Array.from(noise(sampleRateHz), (value, n) => 0.02 * value + Math.sin(0.05 * n));
    const timeSeconds = Float64Array.from({ length: 90 }, (_, i) => i / 100);
    const frequencyHz = timeSeconds.map((seconds) => 0.008 * sampleRateHz * (1 + 0.2 * Math.sin(9 * seconds)));
    const sound = { samples, sampleRateHz, pitch: { timeSeconds, frequencyHz, hopSeconds: 0.01 } };
    const stretches = [
      { firstFrame: 0, lastFrame: 0 },
      { firstFrame: 3, lastFrame: 40 },
      { firstFrame: 44, lastFrame: 89 },
    ];
    const fast = harmonicsToNoise(sound, stretches);
    expect(fast).toEqual(harmonicsToNoise(sound, stretches, undefined, null));
    expect(fast[20]).toBeGreaterThan(3);
  });

  it("take logarithms as plain TypeScript does, to 12 digits", () => {
    const values = noise(100).map((value) => value * value);
    const [fast, plain] = [undefined, null].map((kernels) => {
      const logarithms = values.slice();
      takeLogarithms(logarithms, kernels);
      return logarithms;
    });
    plain.forEach((value, i) => {
      expect(value).toBeCloseTo(Math.log(values[i]), 11);
    });
    expect(fast).toEqual(plain);
  });

  it("find a common variance as plain TypeScript does", () => {
    for (const count of [1, 2, 4095, 4097, 9001]) {
      const variances = noise(count).map((value) => value * value);
      const fast = commonVariance(variances, 2, 0);
      expect(fast).toBe(commonVariance(variances, 2, 0, null));
      const mean = variances.reduce((sum, variance) => sum + Math.sqrt(variance + fast), 0) / count;
      expect(mean).toBeCloseTo(2, 10);
      expect(commonVariance(variances, 0, 0.01)).toBe(0.01);
    }
  });

  it("raise numbers to a power as plain TypeScript does, to 12 digits", () => {
    const values = noise(400).map((value) => Math.exp(20 * value));
    for (const exponent of [0.23, 0.15, -1.5]) {
      const [fast, plain] = [undefined, null].map((kernels) => {
        const powers = values.slice();
        raiseAll(powers, exponent, kernels);
        return powers;
      });
      expect(fast).toEqual(plain);
      plain.forEach((power, i) => {
        expect(power / values[i] ** exponent).toBeCloseTo(1, 11);
      });
    }
    const extremes = Float64Array.of(1e-300, 1e300);
    raiseAll(extremes, 3);
    expect(extremes[0]).toBeGreaterThan(0);
    expect(extremes[1]).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it("read windowed frames to the very bits that plain TypeScript gives", () => {
    const sound = Float32Array.from(noise(700));
    const window = hannWindow(240);
    const [fast, plain] = [undefined, null].map((kernels) => {
      const spectrum = new WindowedSpectrum(window, 256, "test", kernels);
      return [-241, -100, -7, 100, 333, 463, 600, 700].map((start) => {
        spectrum.read(sound, start);
        return spectrum.power.slice();
      });
    });
    expect(fast).toEqual(plain);
    const frame = new Float32Array(256);
    for (let n = 0; n < 240; n++) frame[n] = sound[333 + n] * Math.fround(window[n]);
    const power = new Float32Array(129);
    new RealFft(256).power(frame, power);
    expect(Float32Array.from(fast[4])).toEqual(power);
  });

  it("measure spectra to the very bits that plain TypeScript gives", () => {
    const sound = Float32Array.from(noise(4000), (value, n) => 0.1 * value + Math.sin(n / 11));
    sound.fill(0, 1500, 2500);
    const centres = Array.from({ length: 50 }, (_, i) => 160 * i - 800);
    for (const register of ["human", "whale", "bird"] as const) {
      // All that it can hold, a telephone, and all but a band that is cut by the end.
      for (const highestHz of [7600, 3900, 6500]) {
        const [fast, plain, single] = ([undefined, null, undefined] as const).map((kernels, i) => {
          const meter = new SpectrumMeter(REGISTERS[register], highestHz, kernels);
          if (i < 2) meter.measureAll(sound, centres);
          else for (const centre of centres) meter.measure(sound, centre);
          return {
            syllables: meter.syllableTracks(0, 50),
            ...meter.takeTracks(0, 50),
            mean: meter.longTermSpectrum(),
            edge: meter.bandEdgeHz(),
          };
        });
        expect(fast).toEqual(plain);
        expect(single).toEqual(plain);
      }
    }
  });

  it("make cepstra to the very bits that plain TypeScript gives", () => {
    const melPower = Float32Array.from(noise(26 * 150), (value) => Math.exp(5 * value));
    melPower.fill(0, 26 * 70, 26 * 72);
    const floor = noise(26).map((value) => value * value);
    const carries = Uint8Array.from({ length: 150 }, (_, i) => (i % 7 === 0 ? 0 : 1));
    const [fast, plain] = [undefined, null].map((kernels) => ({
      cepstra: cleanCepstra(melPower, floor, kernels),
      levels: voiceLevels(melPower, carries, floor, kernels),
    }));
    expect(fast).toEqual(plain);
    expect(plain.cepstra.subarray(12 * 70, 12 * 72).every(Number.isNaN)).toBe(true);
  });

  it("know natural logarithms to 12 digits", () => {
    for (const kernels of [cycleKernels(), plainCycleKernels()]) {
      const values = [1e-300, 1e-10, 0.5, Math.SQRT1_2, 0.999999, 1, 1.000001, Math.SQRT2, 3, 1e10];
      const place = kernels.table("test of logarithms", () => Float64Array.from(values));
      kernels.run.logarithms(place, values.length, 1, 0);
      values.forEach((value, i) => {
        expect(kernels.numbers[place / 8 + i]).toBeCloseTo(Math.log(value), 11);
      });
    }
  });
});

import { describe, expect, it } from "vitest";
import { harmonicsToNoise } from "../../src/quality/harmonics-to-noise.js";
import { voicedStretches } from "../../src/quality/voiced-stretches.js";
import { quantile } from "../../src/signal/quantile.js";
import { RealFft } from "../../src/signal/real-fft.js";
import { meanPower, pinkNoise, sungVowel, truePitch, type VowelOptions, whiteNoise, withNoise } from "./sung-vowel.js";

const RATIOS_DB = [0, 10, 20, 30, 40];
const STYLES: Record<string, VowelOptions> = {
  "steady 110 Hz": { frequencyHz: 110 },
  "steady 210 Hz": { frequencyHz: 210, tractScale: 1.17 },
  "steady 330 Hz": { frequencyHz: 330, tractScale: 1.35 },
  // Formants that ring on into the next cycle do not stretch with it.
  "wide vibrato 110 Hz": { frequencyHz: 110, vibratoCents: 60 },
  "wide vibrato 210 Hz": { frequencyHz: 210, tractScale: 1.17, vibratoCents: 60 },
  "vibrato 330 Hz": { frequencyHz: 330, tractScale: 1.35, vibratoCents: 40 },
  "glide 180 to 260 Hz": {
    frequencyHz: [
      [0, 180],
      [1.5, 260],
    ],
    tractScale: 1.17,
  },
};

function measured(samples: Float32Array, rate: number, pitch: ReturnType<typeof truePitch>): Float64Array {
  const stretches = voicedStretches(pitch.frequencyHz, [30, 1100]);
  return harmonicsToNoise({ samples, sampleRateHz: rate, pitch: { ...pitch, hopSeconds: 0.01 } }, stretches);
}

/** Power of the noise from `lowestHz` up. */
function powerAbove(noise: Float64Array, rate: number, lowestHz: number): number {
  const size = 16_384;
  const fft = new RealFft(size);
  const power = new Float32Array(size / 2 + 1);
  fft.power(Float32Array.from(noise.subarray(0, size)), power);
  const sum = (from: number) => Array.from(power.subarray(from)).reduce((a, b) => a + b, 0);
  return (meanPower(noise) * sum(Math.round((lowestHz * size) / rate))) / sum(1);
}

describe("harmonicsToNoise", () => {
  for (const [name, style] of Object.entries(STYLES)) {
    for (const sampleRateHz of [16_000, 48_000]) {
      it.each(RATIOS_DB)(`is within 0.5 dB of %i dB of white noise, ${name}, ${sampleRateHz} Hz`, (ratioDb) => {
        const sung = sungVowel({ ...style, sampleRateHz });
        const noise = whiteNoise(sung.samples.length, 5);
        const noisy = withNoise(sung.samples, noise, ratioDb);
        const ratios = measured(noisy, sampleRateHz, truePitch(sung));
        const noisePower = meanPower(sung.samples) / 10 ** (ratioDb / 10);
        // A voice that glides across its formants swells: the truth is that of each frame.
        const errors = ratios.map((ratio, i) => {
          const half = Math.round(0.025 * sampleRateHz);
          const centre = Math.round(i * 0.01 * sampleRateHz);
          const voice = meanPower(sung.samples.subarray(Math.max(0, centre - half), centre + half));
          return ratio - 10 * Math.log10(voice / noisePower);
        });
        expect(Math.abs(quantile(errors, 0.5))).toBeLessThan(0.5);
      });
    }
  }

  it.each(RATIOS_DB)("is within 0.5 dB of %i dB of pink noise above half the pitch", (ratioDb) => {
    const sung = sungVowel({ frequencyHz: 210, tractScale: 1.17, sampleRateHz: 16_000 });
    const noise = pinkNoise(sung.samples.length, 16_000, 9);
    const heard = powerAbove(noise, 16_000, 105);
    const noisy = withNoise(sung.samples, noise, ratioDb, heard);
    expect(Math.abs(quantile(measured(noisy, 16_000, truePitch(sung)), 0.5) - ratioDb)).toBeLessThan(0.5);
  });

  it("reaches its ceiling on an even voice and its floor on noise", () => {
    const sung = sungVowel({ frequencyHz: 210, sampleRateHz: 16_000 });
    expect(quantile(measured(sung.samples, 16_000, truePitch(sung)), 0.5)).toBe(60);
    const noise = Float32Array.from(whiteNoise(sung.samples.length, 3), (x) => 0.1 * x);
    expect(quantile(measured(noise, 16_000, truePitch(sung)), 0.5)).toBeLessThan(-5);
  });

  it("is NaN in digital silence and where not voiced", () => {
    const sung = sungVowel({ frequencyHz: 210, sampleRateHz: 16_000 });
    const pitch = truePitch(sung);
    expect(measured(new Float32Array(sung.samples.length), 16_000, pitch).every(Number.isNaN)).toBe(true);
    expect(measured(sung.samples, 16_000, pitch)[0]).toBeNaN();
  });
});

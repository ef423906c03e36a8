import { resample } from "../signal/resample.js";
import { gaussianWindow } from "../signal/windows.js";
import { BurgPredictor } from "./linear-prediction.js";
import { predictorRoots } from "./polynomial-roots.js";

/** Resonances of each frame that was looked at. */
export interface FormantTrack {
  /** F1 to F4 in rising order, `frames x 4`; NaN where a frame was not looked at or has fewer. */
  readonly frequencyHz: Float64Array;
}

const FORMANTS = 4;
const RATE_HZ = 11_000;
const ORDER = 11;
const FRAME_SECONDS = 0.05;
const PRE_EMPHASIS_HZ = 50;
const LOWEST_HZ = 150;
const HIGHEST_HZ = 5200;
const WIDEST_HZ = 600;

/**
 * Formants by linear prediction: sound at 11 kHz, 6 dB an octave lifted above 50 Hz, 50 ms Gaussian frames, Burg's method, and the
 * angles of the predictor's poles (Markel and Gray 1976; settings as Praat's `To Formant (burg)` has them). A pole counts as a
 * resonance between 150 and 5200 Hz with a bandwidth under 600 Hz.
 *
 * @param sound - At `sampleRateHz`.
 * @param wanted - Which frames to look at; frame `i` is centred on `i * hopSeconds`.
 */
export function measureFormants(
  sound: Float32Array,
  sampleRateHz: number,
  hopSeconds: number,
  wanted: Uint8Array,
): FormantTrack {
  const low = resample(sound, sampleRateHz, RATE_HZ);
  const keep = Math.exp((-2 * Math.PI * PRE_EMPHASIS_HZ) / RATE_HZ);
  const length = Math.round(FRAME_SECONDS * RATE_HZ);
  const window = gaussianWindow(length);
  const predictor = new BurgPredictor(ORDER, length);
  const frame = new Float64Array(length);
  const real = new Float64Array(ORDER);
  const imaginary = new Float64Array(ORDER);
  const found = new Float64Array(ORDER);
  const frequencyHz = new Float64Array(wanted.length * FORMANTS).fill(Number.NaN);
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === 0) continue;
    const start = Math.round(i * hopSeconds * RATE_HZ) - Math.floor(length / 2);
    for (let n = 0; n < length; n++) {
      const at = start + n;
      frame[n] = at >= 1 && at < low.length ? (low[at] - keep * low[at - 1]) * window[n] : 0;
    }
    if (Number.isNaN(predictor.predict(frame))) continue;
    if (!predictorRoots(predictor.coefficients, real, imaginary)) continue;
    let count = 0;
    for (let k = 0; k < ORDER; k++) {
      if (imaginary[k] <= 0) continue;
      const frequency = (Math.atan2(imaginary[k], real[k]) * RATE_HZ) / (2 * Math.PI);
      const bandwidth = (-Math.log(Math.hypot(real[k], imaginary[k])) * RATE_HZ) / Math.PI;
      if (frequency < LOWEST_HZ || frequency > HIGHEST_HZ || !(bandwidth < WIDEST_HZ)) continue;
      let slot = count++;
      for (; slot > 0 && found[slot - 1] > frequency; slot--) found[slot] = found[slot - 1];
      found[slot] = frequency;
    }
    for (let f = 0; f < Math.min(count, FORMANTS); f++) frequencyHz[i * FORMANTS + f] = found[f];
  }
  return { frequencyHz };
}

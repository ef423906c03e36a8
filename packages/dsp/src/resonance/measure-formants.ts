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
/** Twice the frequency up to which an adult has four or five formants. */
const RATE_HZ = 11_000;
const FRAME_SECONDS = 0.05;
const PRE_EMPHASIS_HZ = 50;
const LOWEST_HZ = 150;
/** Poles this near the Nyquist frequency belong to the filter before it. */
const HIGHEST_SHARE = 0.945;
/** A pole wider than this is spectral tilt, not a resonance: 600 Hz, or this share of its frequency. */
const WIDEST_HZ = 600;
const WIDEST_SHARE = 0.25;

/**
 * Formants by linear prediction: sound at 11 kHz, 6 dB an octave lifted above 50 Hz, 50 ms Gaussian frames, Burg's method, and the
 * angles of the predictor's poles (Markel and Gray 1976; settings as Praat's `To Formant (burg)` has them), one pole a
 * kilohertz. A pole counts as a resonance between 150 and 5200 Hz with a bandwidth under 600 Hz or a quarter of its
 * frequency. Sound that never held 5.5 kHz is
 * taken at its own rate, for a predictor would spend its poles on the empty band.
 *
 * @param sound - At `sampleRateHz`.
 * @param highestHz - Highest frequency that the recording can hold.
 * @param wanted - Which frames to look at; frame `i` is centred on `i * hopSeconds`.
 */
export function measureFormants(
  sound: Float32Array,
  sampleRateHz: number,
  highestHz: number,
  hopSeconds: number,
  wanted: Uint8Array,
): FormantTrack {
  const rateHz = Math.min(RATE_HZ, Math.round(2 * highestHz));
  const order = Math.round(rateHz / 1000);
  const low = resample(sound, sampleRateHz, rateHz);
  const keep = Math.exp((-2 * Math.PI * PRE_EMPHASIS_HZ) / rateHz);
  const length = Math.round(FRAME_SECONDS * rateHz);
  const window = gaussianWindow(length);
  const predictor = new BurgPredictor(order, length);
  const frame = new Float64Array(length);
  const real = new Float64Array(order);
  const imaginary = new Float64Array(order);
  const found = new Float64Array(order);
  const frequencyHz = new Float64Array(wanted.length * FORMANTS).fill(Number.NaN);
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === 0) continue;
    const start = Math.round(i * hopSeconds * rateHz) - Math.floor(length / 2);
    for (let n = 0; n < length; n++) {
      const at = start + n;
      frame[n] = at >= 1 && at < low.length ? (low[at] - keep * low[at - 1]) * window[n] : 0;
    }
    if (Number.isNaN(predictor.predict(frame))) continue;
    if (!predictorRoots(predictor.coefficients, real, imaginary)) continue;
    let count = 0;
    for (let k = 0; k < order; k++) {
      if (imaginary[k] <= 0) continue;
      const frequency = (Math.atan2(imaginary[k], real[k]) * rateHz) / (2 * Math.PI);
      const bandwidth = (-Math.log(Math.hypot(real[k], imaginary[k])) * rateHz) / Math.PI;
      if (
        frequency < LOWEST_HZ ||
        frequency > HIGHEST_SHARE * 0.5 * rateHz ||
        !(bandwidth < Math.max(WIDEST_HZ, WIDEST_SHARE * frequency))
      )
        continue;
      let slot = count++;
      for (; slot > 0 && found[slot - 1] > frequency; slot--) found[slot] = found[slot - 1];
      found[slot] = frequency;
    }
    for (let f = 0; f < Math.min(count, FORMANTS); f++) frequencyHz[i * FORMANTS + f] = found[f];
  }
  return { frequencyHz };
}

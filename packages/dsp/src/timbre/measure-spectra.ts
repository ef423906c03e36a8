import type { RegisterSettings } from "../register.js";
import { RealFft } from "../signal/real-fft.js";
import { hannWindow } from "../signal/windows.js";
import { MEL_FILTERS } from "./mel-cepstrum.js";
import { melFilterBank } from "./mel-filter-bank.js";

/** What is read from the short-time spectrum of every frame. */
export interface SpectrumTracks {
  readonly centroidHz: Float64Array;
  readonly spreadHz: Float64Array;
  readonly flatness: Float64Array;
  readonly rolloffHz: Float64Array;
  /** Mean power density in each of the 26 mel filters, `frames x 26`. */
  readonly melPower: Float64Array;
  /** Centre of each mel filter in Hz. */
  readonly melCentreHz: Float64Array;
  /** Power in the band that carries the syllables. */
  readonly syllablePower: Float64Array;
}

/** Share of the power that lies below the rolloff. */
const ROLLOFF = 0.85;
/** Power of a whole frame below which it counts as digital silence: -140 dB re full scale. */
const SILENT_POWER = 1e-14;

/**
 * Short-time spectra of a sound and what they say: centroid, spread, flatness and rolloff (Peeters 2004, on power) within the
 * register's band, mel filter powers, and the power of the syllable band. Frames are Hann-windowed and centred on
 * `i * hopSeconds`.
 *
 * @param sound - At `settings.timbreRateHz`.
 * @param highestHz - Highest frequency that the recording can hold; the band ends there at the latest.
 * @param onWork - Called every few hundred frames; it may throw to stop.
 */
export function measureSpectra(
  sound: Float32Array,
  settings: RegisterSettings,
  highestHz: number,
  hopSeconds: number,
  frames: number,
  onWork?: () => void,
): SpectrumTracks {
  const length = settings.timbreFrame;
  const rate = settings.timbreRateHz;
  const bins = length / 2 + 1;
  const binHz = rate / length;
  const bandHz: [number, number] = [settings.timbreHz[0], Math.min(settings.timbreHz[1], highestHz)];
  const lowBin = Math.ceil(bandHz[0] / binHz);
  const highBin = Math.min(bins - 1, Math.floor(bandHz[1] / binHz));
  const syllableLow = Math.ceil(settings.syllableHz[0] / binHz);
  const syllableHigh = Math.min(bins - 1, Math.floor(settings.syllableHz[1] / binHz));
  const bank = melFilterBank(MEL_FILTERS, settings.timbreHz, binHz, bins);
  // Filters that reach beyond what the recording can hold.
  const heardFilters = bank.centreHz.filter((_, m) => upperEdge(bank.centreHz, m) <= 1.05 * bandHz[1]).length;
  const window = hannWindow(length);
  // So that the sum over bins is the frame's mean power.
  const scale = 2 / (length * length * 0.375);
  const fft = new RealFft(length);
  const frame = new Float64Array(length);
  const power = new Float64Array(bins);
  const tracks: SpectrumTracks = {
    centroidHz: new Float64Array(frames).fill(Number.NaN),
    spreadHz: new Float64Array(frames).fill(Number.NaN),
    flatness: new Float64Array(frames).fill(Number.NaN),
    rolloffHz: new Float64Array(frames).fill(Number.NaN),
    melPower: new Float64Array(frames * MEL_FILTERS),
    melCentreHz: bank.centreHz,
    syllablePower: new Float64Array(frames),
  };
  for (let i = 0; i < frames; i++) {
    if (i % 256 === 255) onWork?.();
    const start = Math.round(i * hopSeconds * rate) - length / 2;
    for (let n = 0; n < length; n++) {
      const at = start + n;
      frame[n] = at >= 0 && at < sound.length ? sound[at] * window[n] : 0;
    }
    fft.power(frame, power);
    let total = 0;
    let moment = 0;
    let logarithm = 0;
    let product = 1;
    for (let k = lowBin; k <= highBin; k++) {
      const p = power[k] * scale;
      total += p;
      moment += p * k;
      // One logarithm for several bins; the product stays within range because each factor is clamped.
      product *= Math.min(1e9, Math.max(1e-25, p));
      if ((k & 7) === 0) {
        logarithm += Math.log(product);
        product = 1;
      }
    }
    logarithm += Math.log(product);
    let syllable = 0;
    for (let k = syllableLow; k <= syllableHigh; k++) syllable += power[k];
    tracks.syllablePower[i] = syllable * scale;
    for (let m = 0; m < MEL_FILTERS; m++) {
      let sum = 0;
      const first = bank.firstBin[m] - bank.offset[m];
      for (let w = bank.offset[m]; w < bank.offset[m + 1]; w++) sum += bank.weights[w] * power[first + w];
      tracks.melPower[i * MEL_FILTERS + m] = sum * scale;
    }
    extrapolate(tracks.melPower, i * MEL_FILTERS, heardFilters, bank.centreHz);
    if (total < SILENT_POWER) continue;
    const count = highBin - lowBin + 1;
    const centroid = moment / total;
    let variance = 0;
    let below = 0;
    let rolloff = -1;
    for (let k = lowBin; k <= highBin; k++) {
      const p = power[k] * scale;
      variance += p * (k - centroid) * (k - centroid);
      if (rolloff < 0 && below + p >= ROLLOFF * total) rolloff = k - 0.5 + (ROLLOFF * total - below) / p;
      below += p;
    }
    tracks.centroidHz[i] = centroid * binHz;
    tracks.spreadHz[i] = Math.sqrt(variance / total) * binHz;
    tracks.flatness[i] = Math.min(1, (Math.exp(logarithm / count) * count) / total);
    tracks.rolloffHz[i] = (rolloff < 0 ? highBin : rolloff) * binHz;
  }
  return tracks;
}

function upperEdge(centreHz: Float64Array, filter: number): number {
  return filter + 1 < centreHz.length ? centreHz[filter + 1] : 2 * centreHz[filter] - centreHz[filter - 1];
}

/** Usual fall of a voice's spectrum where a recording of a low sample rate holds nothing, in dB an octave. */
const UNHEARD_FALL_DB = 12;

/**
 * Carries the spectrum on above the band of a recording of a low sample rate, so that its cepstrum stays comparable with that
 * of others: a voice does not end where a telephone does.
 */
function extrapolate(melPower: Float64Array, at: number, heard: number, centreHz: Float64Array): void {
  if (heard >= MEL_FILTERS || heard < 2) return;
  const edge = 0.5 * (melPower[at + heard - 1] + melPower[at + heard - 2]);
  for (let m = heard; m < MEL_FILTERS; m++) {
    melPower[at + m] = edge * (centreHz[m] / centreHz[heard - 1]) ** (-UNHEARD_FALL_DB / 3.0103);
  }
}

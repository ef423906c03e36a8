import type { KnownPitch } from "./known-pitch.js";

/** Half the length of the filter in seconds: edges are about 100 Hz wide. */
const REACH_SECONDS = 0.025;

/**
 * What is left of a sound between two frequencies: a linear-phase band-pass (sinc under a Blackman window, 74 dB down beyond its
 * edges), its delay taken out.
 *
 * @param lowHz -6 dB point in Hz; 0 lets everything below pass
 * @param highHz -6 dB point in Hz
 */
export function limitBand(known: KnownPitch, lowHz: number, highHz: number): KnownPitch {
  const { samples, sampleRateHz } = known;
  const reach = Math.round(REACH_SECONDS * sampleRateHz);
  const low = (2 * lowHz) / sampleRateHz;
  const high = (2 * highHz) / sampleRateHz;
  const taps = Float64Array.from({ length: reach + 1 }, (_, i) => {
    const window = 0.42 + 0.5 * Math.cos((Math.PI * i) / reach) + 0.08 * Math.cos((2 * Math.PI * i) / reach);
    const sinc = (edge: number) => (i === 0 ? edge : Math.sin(Math.PI * edge * i) / (Math.PI * i));
    return window * (sinc(high) - sinc(low));
  });
  const limited = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    let value = (taps[0] ?? 0) * (samples[i] ?? 0);
    for (let j = 1; j <= reach; j++) value += (taps[j] ?? 0) * ((samples[i - j] ?? 0) + (samples[i + j] ?? 0));
    limited[i] = value;
  }
  return { ...known, samples: limited };
}

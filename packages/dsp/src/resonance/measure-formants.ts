import { quantile } from "../signal/quantile.js";
import { releasable, release } from "../signal/release.js";
import type { SoundBetween } from "../signal/sound-between.js";
import type { FormantTrack } from "../voice-features.js";
import { FORMANTS, formantPath } from "./formant-path.js";
import { MOST_RESONANCES } from "./resonance-meter.js";
import { ResonanceRuns, resonanceRate, stepStride } from "./resonance-runs.js";

/** A band holds as many formants as this goes into it; the last one of a telephone's 4 kHz would be as often its edge as a resonance. */
const HZ_A_FORMANT = 1050;
/**
 * Formants F1 to F4 with bandwidths: the resonances of `ResonanceMeter` along the path of `formantPath`, measured 20 ms apart (frames of 30 ms overlap
 * enough), and the mean of both neighbours in between. Sound that never held 5.5 kHz is taken at its own rate, and below 4.2 kHz has three.
 *
 * @param soundBetween - The sound.
 * @param highestHz - Highest frequency that the recording can hold.
 * @param pitchHz - Fundamental frequency of each frame, NaN where it has none; frame `i` is centred on `i * hopSeconds`.
 * @param wanted - 1 for each frame to look at; the others are NaN.
 * @param known - What was measured before the end of the sound, on frames of this hop.
 */
export function measureFormants(
  soundBetween: SoundBetween,
  highestHz: number,
  hopSeconds: number,
  pitchHz: Float64Array,
  wanted: Uint8Array,
  known = new ResonanceRuns(),
): FormantTrack {
  const held = Math.min(FORMANTS, Math.floor(highestHz / HZ_A_FORMANT));
  const stride = stepStride(hopSeconds);
  const frequencyHz = new Float32Array(wanted.length * FORMANTS).fill(Number.NaN);
  const bandwidthHz = new Float32Array(wanted.length * FORMANTS).fill(Number.NaN);
  const length = Math.ceil(wanted.length / stride);
  const steps = {
    count: new Uint8Array(length),
    frequencyHz: releasable(Float32Array, length * MOST_RESONANCES),
    bandwidthHz: releasable(Float32Array, length * MOST_RESONANCES),
  };
  known.measure({ soundBetween, rateHz: resonanceRate(highestHz), hopSeconds, pitchHz, wanted }, (first, run) => {
    steps.count.set(run.count, first);
    steps.frequencyHz.set(run.frequencyHz, first * MOST_RESONANCES);
    steps.bandwidthHz.set(run.bandwidthHz, first * MOST_RESONANCES);
  });
  const pitch = quantile(pitchHz, 0.5);
  const places = formantPath(steps, held, pitch > 0 ? pitch : undefined);
  for (let i = 0; i < places.length; i++) {
    if (places[i] < 0) continue;
    const step = Math.floor(i / FORMANTS);
    const at = step * stride * FORMANTS + (i % FORMANTS);
    frequencyHz[at] = steps.frequencyHz[step * MOST_RESONANCES + places[i]];
    bandwidthHz[at] = steps.bandwidthHz[step * MOST_RESONANCES + places[i]];
  }
  release(steps.frequencyHz, steps.bandwidthHz);
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === 0 || i % stride === 0) continue;
    const before = i - (i % stride);
    fillBetween(frequencyHz, i, before, before + stride);
    fillBetween(bandwidthHz, i, before, before + stride);
  }
  return { frequencyHz, bandwidthHz };
}

/** The line between two measured frames; where only one of them has a value, that. */
function fillBetween(track: Float32Array, frame: number, before: number, after: number): void {
  for (let f = 0; f < FORMANTS; f++) {
    const a = track[before * FORMANTS + f];
    const b = after * FORMANTS + f < track.length ? track[after * FORMANTS + f] : Number.NaN;
    const share = (frame - before) / (after - before);
    if (Number.isNaN(a)) track[frame * FORMANTS + f] = b;
    else track[frame * FORMANTS + f] = Number.isNaN(b) ? a : a + share * (b - a);
  }
}

import { RealFft } from "../signal/real-fft.js";
import { hannWindow } from "../signal/windows.js";

/** A whistle carries this share of its power in one narrow band... */
const WHISTLE_SHARE = 0.6;
/** ...and no more than this share clearly below it, where a voice would have its fundamental. */
const UNDERTONE_SHARE = 0.1;
const UNDERTONE_EDGE = 0.7;
/** Only above the human range is a whistle a bird's. */
const LOWEST_WHISTLE_HZ = 1100;
/** Short, so that a trill stays narrow within it. */
const FRAME_SECONDS = 0.008;
/** Half width of the narrow band in bins: the window's main lobe and room for a glide. */
const NARROW_BINS = 3;

/**
 * Share of the sound's power that is whistled above the human range: one narrow band with next to nothing below it. A soprano's
 * top notes and a child's laughter have their fundamental within the human range, and sibilants are wide.
 *
 * @param sound - At any rate.
 * @returns 0 to 1.
 *
 * @example
 * ```ts
 * whistledShare(new Float32Array(16_000).map((_, i) => Math.sin(i)), 16_000); // 1: a tone at 2546 Hz
 * ```
 */
export function whistledShare(sound: Float32Array, sampleRateHz: number): number {
  const length = 2 ** Math.ceil(Math.log2(FRAME_SECONDS * sampleRateHz));
  const binHz = sampleRateHz / length;
  const frames = Math.floor(sound.length / length);
  const fft = new RealFft(length);
  const window = hannWindow(length);
  const frame = new Float64Array(length);
  const power = new Float64Array(length / 2 + 1);
  let all = 0;
  let whistled = 0;
  for (let i = 0; i < frames; i++) {
    for (let n = 0; n < length; n++) frame[n] = sound[i * length + n] * window[n];
    fft.power(frame, power);
    let peak = 2;
    let total = 0;
    for (let k = 2; k < power.length; k++) {
      total += power[k];
      if (power[k] > power[peak]) peak = k;
    }
    all += total;
    if (peak * binHz <= LOWEST_WHISTLE_HZ) continue;
    let narrow = 0;
    const last = Math.min(power.length - 1, peak + NARROW_BINS);
    for (let k = Math.max(2, peak - NARROW_BINS); k <= last; k++) narrow += power[k];
    let below = 0;
    for (let k = 2; k < UNDERTONE_EDGE * peak; k++) below += power[k];
    if (narrow > WHISTLE_SHARE * total && below < UNDERTONE_SHARE * total) whistled += total;
  }
  return all > 0 ? whistled / all : 0;
}

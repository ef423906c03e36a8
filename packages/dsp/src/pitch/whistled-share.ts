import { RealFft } from "../signal/real-fft.js";
import { hannWindow } from "../signal/windows.js";

/** Frames are heard while they lie within this range of the loudest. */
const HEARD_DB = 20;
/** A whistle carries this share of its power in one narrow band... */
const WHISTLE_SHARE = 0.6;
/** ...and no more than this share clearly below it, where a voice would have its fundamental. */
const UNDERTONE_SHARE = 0.1;
/** Only above the human range is a whistle a bird's. */
const LOWEST_WHISTLE_HZ = 1100;
const FRAME_SECONDS = 0.03;

/**
 * Share of the heard frames that are whistled above the human range: one narrow band with next to nothing below it. A soprano's
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
  const hop = length / 2;
  const frames = Math.max(1, Math.floor(sound.length / hop));
  const fft = new RealFft(length);
  const window = hannWindow(length);
  const frame = new Float64Array(length);
  const power = new Float64Array(length / 2 + 1);
  const totals = new Float64Array(frames);
  const whistles = new Uint8Array(frames);
  for (let i = 0; i < frames; i++) {
    for (let n = 0; n < length; n++) frame[n] = (sound[i * hop + n] ?? 0) * window[n];
    fft.power(frame, power);
    let peak = 2;
    let total = 0;
    for (let k = 2; k < power.length; k++) {
      total += power[k];
      if (power[k] > power[peak]) peak = k;
    }
    totals[i] = total;
    let narrow = 0;
    for (let k = Math.max(2, peak - 4); k <= Math.min(power.length - 1, peak + 4); k++) narrow += power[k];
    let below = 0;
    for (let k = 2; k < 0.7 * peak; k++) below += power[k];
    if (peak * binHz > LOWEST_WHISTLE_HZ && narrow > WHISTLE_SHARE * total && below < UNDERTONE_SHARE * total)
      whistles[i] = 1;
  }
  const loudest = Math.max(...totals);
  let heard = 0;
  let whistled = 0;
  for (let i = 0; i < frames; i++) {
    if (totals[i] < loudest * 10 ** (-HEARD_DB / 10)) continue;
    heard++;
    whistled += whistles[i];
  }
  return whistled / heard;
}

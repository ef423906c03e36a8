import type { Register } from "../register.js";
import { RealFft } from "../signal/real-fft.js";
import { hannWindow } from "../signal/windows.js";

/** Frames are heard while they lie within this range of the loudest. */
const HEARD_DB = 20;
/** A whistle carries this share of its power in one narrow band... */
const WHISTLE_SHARE = 0.6;
/** ...and no more than this share clearly below it, where a voice would have its fundamental. */
const UNDERTONE_SHARE = 0.1;
const LENGTH = 1024;

/**
 * The register of a recording. A bird's is chosen only where most of what is heard is whistled above the human range: one narrow
 * band with next to nothing below it. A soprano's top notes and a child's laughter have their fundamental within the
 * human range, and sibilants are wide. A whale's is chosen where most of what is heard is a tone below the human range.
 *
 * @param sound - At 32 kHz.
 */
export function findRegister(sound: Float32Array): Register {
  const rate = 32_000;
  const binHz = rate / LENGTH;
  const hop = LENGTH / 2;
  const frames = Math.max(1, Math.floor(sound.length / hop));
  const fft = new RealFft(LENGTH);
  const window = hannWindow(LENGTH);
  const frame = new Float64Array(LENGTH);
  const power = new Float64Array(LENGTH / 2 + 1);
  const totals = new Float64Array(frames);
  const whistles = new Uint8Array(frames);
  for (let i = 0; i < frames; i++) {
    for (let n = 0; n < LENGTH; n++) frame[n] = (sound[i * hop + n] ?? 0) * window[n];
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
    if (peak * binHz > 1100 && narrow > WHISTLE_SHARE * total && below < UNDERTONE_SHARE * total) whistles[i] = 1;
  }
  const loudest = Math.max(...totals);
  let heard = 0;
  let whistled = 0;
  for (let i = 0; i < frames; i++) {
    if (totals[i] < loudest * 10 ** (-HEARD_DB / 10)) continue;
    heard++;
    whistled += whistles[i];
  }
  return whistled > 0.5 * heard ? "bird" : "human";
}

import { LOST_SPAN_SECONDS, type LostPower } from "../signal/lost-power-meter.js";
import { quantile } from "../signal/quantile.js";
import { harmonicsToNoise } from "./harmonics-to-noise.js";
import type { VoicedSound } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Where harmonics are told from noise near the top of what was kept: shares of the Nyquist frequency, below where reading between samples fails. */
const TOP: readonly [number, number] = [0.6, 0.78];
/** Half the length of the band-pass, in samples. */
const REACH = 24;
/** A stretch is compared with itself no further than this beyond its outer frames: half of the longest cycle. */
const AROUND_SECONDS = 0.04;

/**
 * Noise above the kept band: as dense as near its top, where harmonics can still be told from noise, and at least as great a share of
 * all that is there, at most all of it.
 *
 * @param pilots - Voiced stretches with their sounds and the times at which these begin.
 * @returns Share of the lost power that is noise, 0 to 1.
 */
export function lostNoiseShare(
  lost: LostPower,
  pilots: readonly { readonly sound: VoicedSound; readonly stretch: VoicedStretch; readonly startSeconds: number }[],
): number {
  let noise = 0;
  let top = 0;
  let above = 0;
  let bandHz = 0;
  for (const { sound, startSeconds, stretch } of pilots) {
    const { sampleRateHz, pitch } = sound;
    bandHz = (TOP_GAIN * sampleRateHz) / 2;
    const from = Math.round(pitch.timeSeconds[stretch.firstFrame] * sampleRateHz);
    const to = Math.round(pitch.timeSeconds[stretch.lastFrame] * sampleRateHz);
    const around = Math.ceil(AROUND_SECONDS * sampleRateHz);
    const samples = topOf(sound.samples, from - around, to + around);
    const ratioDb = quantile(harmonicsToNoise({ sampleRateHz, samples, pitch }, [stretch]), 0.5);
    if (Number.isNaN(ratioDb)) continue;
    let energy = 0;
    for (let n = from; n < to; n++) energy += samples[n] * samples[n];
    const power = energy / Math.max(1, to - from);
    const frames = stretch.lastFrame - stretch.firstFrame + 1;
    top += frames * power;
    noise += (frames * power) / (1 + 10 ** (ratioDb / 10));
    for (let i = stretch.firstFrame; i <= stretch.lastFrame; i++) {
      above += lostPowerAt(lost, startSeconds + pitch.timeSeconds[i]);
    }
  }
  if (!(above > 0 && top > 0)) return 1;
  const asDense = (noise * (lost.toHz - lost.fromHz)) / bandHz;
  return Math.min(1, Math.max(noise / top, asDense / above));
}

/** Power of the span that holds an instant; 0 beyond the ends. */
export function lostPowerAt({ power }: LostPower, seconds: number): number {
  return power[Math.floor(seconds / LOST_SPAN_SECONDS)] ?? 0;
}

/** The middle tap of a band-pass and those to its right: the difference of two windowed sincs (Hann). */
const TOP_KERNEL = Float64Array.from({ length: REACH }, (_, k) => {
  const [from, to] = TOP;
  const band = k === 0 ? to - from : (Math.sin(Math.PI * k * to) - Math.sin(Math.PI * k * from)) / (Math.PI * k);
  return band * (0.5 + 0.5 * Math.cos((Math.PI * k) / REACH));
});
/** Power with which white noise leaves it: its width as a share of the Nyquist frequency. */
const TOP_GAIN = TOP_KERNEL.reduce((sum, tap, k) => sum + (k === 0 ? 1 : 2) * tap * tap, 0);

/** The band near the top of what a stretch and its surroundings hold; silence elsewhere. */
function topOf(sound: Float32Array, from: number, to: number): Float32Array {
  const result = new Float32Array(sound.length);
  const first = Math.max(0, from);
  const last = Math.min(sound.length, to);
  const padded = new Float64Array(last - first + 2 * REACH);
  padded.set(sound.subarray(Math.max(0, first - REACH), last + REACH), Math.max(0, REACH - first));
  for (let n = first; n < last; n++) {
    const at = n - first + REACH;
    let value = TOP_KERNEL[0] * padded[at];
    for (let k = 1; k < REACH; k++) value += TOP_KERNEL[k] * (padded[at - k] + padded[at + k]);
    result[n] = value;
  }
  return result;
}

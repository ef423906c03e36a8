import { seededRandom } from "@vocalith/testkit";
import type { KnownPitch } from "./known-pitch.js";

/** Time from the direct sound to the first that comes off a wall, in seconds. */
const FIRST_ECHO_SECONDS = 0.004;

/**
 * The same sound in a room: the direct sound, then noise that decays exponentially (Moorer 1979). The truth stays that of the
 * larynx: what rings on after it is not voiced.
 *
 * @param decaySeconds time in which the room's sound falls by 60 dB (RT60)
 * @param directToReverberantDb energy of the direct sound against all the rest, 10 log10
 */
export function reverberate(
  known: KnownPitch,
  decaySeconds: number,
  directToReverberantDb: number,
  seed: number,
): KnownPitch {
  const { samples, sampleRateHz } = known;
  const random = seededRandom(seed);
  const first = Math.round(FIRST_ECHO_SECONDS * sampleRateHz);
  const tail = Float64Array.from({ length: Math.round(decaySeconds * sampleRateHz) }, (_, i) =>
    i < first ? 0 : random.normal() * 10 ** ((-3 * i) / (decaySeconds * sampleRateHz)),
  );
  let energy = 0;
  for (const value of tail) energy += value * value;
  const gain = 10 ** (-directToReverberantDb / 20) / Math.sqrt(energy);
  const sound = Float64Array.from(samples);
  for (let i = 0; i < samples.length; i++) {
    const sample = gain * (samples[i] ?? 0);
    const end = Math.min(tail.length, sound.length - i);
    for (let j = first; j < end; j++) sound[i + j] = (sound[i + j] ?? 0) + sample * (tail[j] ?? 0);
  }
  return { ...known, samples: Float32Array.from(sound) };
}

import { addNoise } from "./add-noise.js";
import type { KnownPitch, PitchSet } from "./known-pitch.js";
import { limitBand } from "./limit-band.js";
import { reverberate } from "./reverberate.js";

/** What happens to a sound on its way to the tracker; the number of the sound seeds it. */
export type Degradation = (known: KnownPitch, index: number) => KnownPitch;

export const white =
  (decibels: number): Degradation =>
  (known, i) =>
    addNoise(known, "white", decibels, 17 * i + decibels);
export const pink =
  (decibels: number): Degradation =>
  (known, i) =>
    addNoise(known, "pink", decibels, 19 * i + decibels);
export const hum: Degradation = (known, i) => addNoise(known, "mains hum", 20, i);
export const telephone: Degradation = (known) => limitBand(known, 300, 3400);
export const belowFourKilohertz: Degradation = (known) => limitBand(known, 0, 4000);
export const room: Degradation = (known, i) => reverberate(known, 0.4, 6, 23 * i);
export const quiet: Degradation = (known) => ({
  ...known,
  samples: known.samples.map((sample) => Math.round(sample * 1e-3 * 2 ** 23) / 2 ** 23),
});

/** The same set after that. */
export const degraded = (make: PitchSet["make"], degrade: Degradation) => async () => (await make()).map(degrade);

/** Makes something when it is first asked for, and only then. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

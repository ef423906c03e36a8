import type { PitchSet } from "./known-pitch.js";
import { countErrors, type PitchErrors, sumErrors } from "./measure-pitch.js";
import type { Tracker } from "./tracker.js";

/** What every tracker did on one set. */
export interface SetResult {
  readonly set: PitchSet;
  /** By the name of the tracker: for each of its variants the errors of all sounds together. */
  readonly errors: ReadonlyMap<string, readonly PitchErrors[]>;
}

/** Lets every tracker hear every sound of a set. */
export async function compareOn(
  set: PitchSet,
  trackers: readonly Tracker[],
  onProgress: (line: string) => void,
): Promise<SetResult> {
  const sounds = await set.make();
  const errors = new Map<string, readonly PitchErrors[]>();
  for (const tracker of trackers) {
    const start = performance.now();
    const variants = await tracker.track(sounds, set.rangeHz);
    errors.set(
      tracker.name,
      variants.map((guesses) =>
        sumErrors(
          guesses.map((guess, i) => {
            const truth = sounds[i];
            if (truth === undefined) throw new RangeError(`${tracker.name} told of more sounds than it was given`);
            return countErrors(truth, guess);
          }),
        ),
      ),
    );
    onProgress(`${set.name}: ${tracker.name} ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  return { set, errors };
}

import { lettersRead } from "./letters-read.js";

/** So many seconds of a recording pass between two rehearsals of what comes at its end: engines forget code that lies idle for longer. */
export const REHEARSED_EVERY_SECONDS = 5;

/** How long something is done for nobody. */
export interface WarmingUp {
  /** So often in any case. */
  readonly leastTimes: number;
  /** And then again until so much time has passed, in ms, if nobody waits. */
  readonly idleMs: number;
  readonly othersWait: () => boolean;
}

/** Does a thing again and again, so that the engine knows the way when it is wanted. */
export async function warmUp(
  doing: (time: number) => unknown,
  { idleMs, leastTimes, othersWait }: WarmingUp,
): Promise<undefined> {
  const began = performance.now();
  for (let time = 0; time < leastTimes || (performance.now() - began < idleMs && !othersWait()); time++) {
    await doing(time);
    await lettersRead();
  }
  return undefined;
}

import type { Creak, GlottalCycles } from "../voice-features.js";

/** Longer periods than this are creak by themselves: pulse register has 7 to 78 Hz (Hollien and Michel 1968). */
const PULSE_PERIOD_SECONDS = 1 / 65;
/** From this period on an uneven step is creak; shorter ones are a rough or a breaking voice. */
const SLOW_PERIOD_SECONDS = 1 / 130;
/** Step between neighbouring periods, relative to their mean, that no modal voice makes. */
const UNEVEN_STEP = 0.12;

/** Creaky cycles no further apart than this are one creak... */
const JOINED_SECONDS = 0.04;
/** ...if there are at least so many: one or two are the edge of a consonant. */
const LEAST_CYCLES = 3;

/**
 * Creak: share of the voiced time taken by cycles of creaky voice, 0 to 1. A cycle is creaky where it lasts longer than 1/65 s, or
 * longer than 1/130 s and differs from one of its neighbours by more than 12 % (irregular or alternating pulses: the long, uneven
 * periods of Ishi et al. 2008 and Kane, Drugman and Gobl 2013, without their energy contours). Creak too irregular for the pitch track
 * to call it voiced is not counted.
 *
 * @returns NaN where there are no two cycles in a row.
 */
export function creakOf({ periodSeconds }: GlottalCycles): number {
  let creaky = 0;
  let total = 0;
  // Not by `forEach`, which makes an object of every number.
  for (let i = 0; i < periodSeconds.length; i++) {
    const period = periodSeconds[i];
    if (!(period > 0)) continue;
    total += period;
    if (isCreaky(periodSeconds, i)) creaky += period;
  }
  return total > 0 ? creaky / total : Number.NaN;
}

/** When the voice creaks: three creaky cycles or more, each within 40 ms of the last. */
export function creaksOf({ closureSeconds, periodSeconds }: GlottalCycles): Creak[] {
  const creaks: (Creak & { cycles: number })[] = [];
  for (let i = 0; i < periodSeconds.length; i++) {
    if (!isCreaky(periodSeconds, i)) continue;
    const startSeconds = closureSeconds[i] - periodSeconds[i];
    const endSeconds = closureSeconds[i];
    const last = creaks.at(-1);
    if (last !== undefined && startSeconds - last.endSeconds <= JOINED_SECONDS) {
      creaks[creaks.length - 1] = { startSeconds: last.startSeconds, endSeconds, cycles: last.cycles + 1 };
    } else creaks.push({ startSeconds, endSeconds, cycles: 1 });
  }
  return creaks
    .filter(({ cycles }) => cycles >= LEAST_CYCLES)
    .map(({ startSeconds, endSeconds }) => ({ startSeconds, endSeconds }));
}

function isCreaky(periods: Float64Array, i: number): boolean {
  const period = periods[i];
  if (period > PULSE_PERIOD_SECONDS) return true;
  if (!(period > SLOW_PERIOD_SECONDS)) return false;
  return (i > 0 && differs(period, periods[i - 1])) || (i + 1 < periods.length && differs(period, periods[i + 1]));
}

function differs(a: number, b: number): boolean {
  return 2 * Math.abs(a - b) > UNEVEN_STEP * (a + b);
}

import type { GlottalCycles } from "./glottal-cycles.js";

/** Longer periods than this are creak by themselves: pulse register has 7 to 78 Hz (Hollien and Michel 1968). */
const PULSE_PERIOD_SECONDS = 1 / 65;
/** From this period on an uneven step is creak; shorter ones are a rough or a breaking voice. */
const SLOW_PERIOD_SECONDS = 1 / 130;
/** Step between neighbouring periods, relative to their mean, that no modal voice makes. */
const UNEVEN_STEP = 0.12;

/**
 * Creak: share of the voiced time taken by cycles of creaky voice, 0 to 1. A cycle is creaky where it lasts longer than 1/65 s, or
 * longer than 1/130 s and differs from one of its neighbours by more than 12 % (irregular or alternating pulses: the long, uneven
 * periods of Ishi et al. 2008 and Kane, Drugman and Gobl 2013, without their energy contours). Creak too irregular for the pitch track
 * to call it voiced is not counted.
 *
 * @returns NaN where there are no two cycles in a row.
 */
export function creakOf(cycles: GlottalCycles): number {
  const { periodSeconds } = cycles;
  let creaky = 0;
  let total = 0;
  for (let i = 0; i < periodSeconds.length; i++) {
    const period = periodSeconds[i];
    if (!(period > 0)) continue;
    total += period;
    if (period > PULSE_PERIOD_SECONDS || (period > SLOW_PERIOD_SECONDS && isUneven(periodSeconds, i))) {
      creaky += period;
    }
  }
  return total > 0 ? creaky / total : Number.NaN;
}

function isUneven(periods: Float64Array, i: number): boolean {
  return differs(periods[i], periods[i - 1]) || differs(periods[i], periods[i + 1]);
}

function differs(a: number, b: number | undefined): boolean {
  return b !== undefined && 2 * Math.abs(a - b) > UNEVEN_STEP * (a + b);
}

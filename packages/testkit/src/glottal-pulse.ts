import cos from "@stdlib/math-base-special-cos";
import exp from "@stdlib/math-base-special-exp";
import sin from "@stdlib/math-base-special-sin";

/** One cycle of the derivative of glottal flow, as a function of phase. */
export interface GlottalPulse {
  /** Phase of the main excitation, where the folds meet: 0 to 1 of the cycle. The derivative is -1 there. */
  readonly closurePhase: number;
  /** The derivative of flow at a phase of 0 (opening) to 1 (the next opening). */
  flowDerivative(phase: number): number;
}

const solved = new Map<number, GlottalPulse>();

/**
 * The transformed LF model of voice (Fant, Liljencrants and Lin 1985; Fant 1995): one number, Rd, from a tense (0.3) over a
 * modal (1) to a breathy (2.7) voice sets the whole pulse. In units of the cycle:
 * `Ra = (4.8 Rd - 1) / 100`, `Rk = (22.4 + 11.8 Rd) / 100`, `Rg = Rk / (4 (0.11 Rd / (0.5 + 1.2 Rk) - Ra))`; the flow rises
 * to its peak at `Tp = 1 / (2 Rg)`, the folds meet at `Te = Tp (1 + Rk)`, and the derivative returns with time constant `Ra`.
 * Growth `alpha` is solved so that the flow returns to zero. Closed form, so a pulse may start between two samples.
 *
 * @param rd the shape, 0.3 to 2.7; beyond that the nearest; steps of 1/64 (a solved shape is kept)
 * @example
 * ```ts
 * import { glottalPulse } from "@vocalith/testkit";
 * const pulse = glottalPulse(1);
 * pulse.flowDerivative(pulse.closurePhase); // -1
 * ```
 */
export function glottalPulse(rd: number): GlottalPulse {
  const step = Math.round(Math.min(2.7, Math.max(0.3, rd)) * 64);
  let pulse = solved.get(step);
  if (pulse === undefined) {
    pulse = solvePulse(step / 64);
    solved.set(step, pulse);
  }
  return pulse;
}

function solvePulse(rd: number): GlottalPulse {
  const ra = (4.8 * rd - 1) / 100;
  const rk = (22.4 + 11.8 * rd) / 100;
  const rg = rk / (4 * ((0.11 * rd) / (0.5 + 1.2 * rk) - ra));
  const omega = 2 * Math.PI * rg;
  const te = (1 + rk) / (2 * rg);
  const tb = 1 - te;

  // epsilon Ta = 1 - exp(-epsilon Tb) by iteration from its limit for a short return; a contraction as Ta < Tb.
  let epsilon = 1 / ra;
  for (let i = 0; i < 60; i++) epsilon = (1 - exp(-epsilon * tb)) / ra;
  const end = exp(-epsilon * tb);
  const returnArea = -((1 - end) / epsilon - tb * end) / (epsilon * ra);

  const sinTe = sin(omega * te);
  const cosTe = cos(omega * te);
  const openArea = (alpha: number): number =>
    -(alpha * sinTe - omega * cosTe + omega * exp(-alpha * te)) / ((alpha * alpha + omega * omega) * sinTe);
  let low = -60;
  let high = 300;
  for (let i = 0; i < 80; i++) {
    const alpha = (low + high) / 2;
    // The steeper the growth, the smaller the flow before a closure of unit strength.
    if (openArea(alpha) + returnArea > 0) low = alpha;
    else high = alpha;
  }
  const alpha = (low + high) / 2;
  return {
    closurePhase: te,
    flowDerivative(phase) {
      if (phase <= 0 || phase >= 1) return 0;
      if (phase < te) return (-exp(alpha * (phase - te)) * sin(omega * phase)) / sinTe;
      return -(exp(-epsilon * (phase - te)) - end) / (epsilon * ra);
    },
  };
}

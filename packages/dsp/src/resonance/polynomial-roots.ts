import { type Kernels, sharedKernels } from "../signal/kernels.js";

const MOST_ROUNDS = 60;
/** The iteration triples the right digits: after so small a step none is wrong. */
const CONVERGED = 1e-6;
/** Roots of another polynomial are turned by this much, so that none stays on the real axis for want of anything that would push it off. */
const TURN = 0.01;

/**
 * All complex roots of the monic polynomial `z^n - a[0] z^(n-1) - ... - a[n-1]`, the form of a predictor, by the simultaneous
 * iteration of Aberth (1973). It starts on a spiral of fixed points or, for a polynomial that is close to one just solved, from the roots of that.
 *
 * @param real - Receives the real parts, `n` of them.
 * @param imaginary - Receives the imaginary parts.
 * @param isClose - Whether both hold the roots of a polynomial that is close to this one.
 * @param kernels - Null for plain TypeScript.
 * @returns Whether all roots settled.
 *
 * @example
 * ```ts
 * const real = new Float64Array(2);
 * const imaginary = new Float64Array(2);
 * predictorRoots(Float64Array.of(0, -1), real, imaginary); // +i and -i
 * ```
 */
export function predictorRoots(
  a: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
  isClose = false,
  kernels: Kernels | null = sharedKernels(),
): boolean {
  const n = a.length;
  if (isClose) {
    for (let k = 0; k < n; k++) {
      const turned = real[k] - TURN * imaginary[k];
      imaginary[k] += TURN * real[k];
      real[k] = turned;
    }
    return settle(a, real, imaginary, kernels) || predictorRoots(a, real, imaginary, false, kernels);
  }
  for (let k = 0; k < n; k++) {
    const angle = (2 * Math.PI * (k + 0.35)) / n;
    const radius = 0.85 + (0.1 * k) / n;
    real[k] = radius * Math.cos(angle);
    imaginary[k] = radius * Math.sin(angle);
  }
  return settle(a, real, imaginary, kernels);
}

function settle(a: Float64Array, real: Float64Array, imaginary: Float64Array, kernels: Kernels | null): boolean {
  if (kernels === null) return settlePlainly(a, real, imaginary);
  const n = a.length;
  const place = kernels.scratch(24 * n);
  const { numbers, run } = kernels;
  const at = place / 8;
  // Quicker one by one than by `set`, so few they are.
  for (let k = 0; k < n; k++) {
    numbers[at + k] = a[k];
    numbers[at + n + k] = real[k];
    numbers[at + 2 * n + k] = imaginary[k];
  }
  const isSettled = run.settleRoots(place, n, place + 8 * n, place + 16 * n) !== 0;
  for (let k = 0; k < n; k++) {
    real[k] = numbers[at + n + k];
    imaginary[k] = numbers[at + 2 * n + k];
  }
  return isSettled;
}

/** The kernel's twin. */
function settlePlainly(a: Float64Array, real: Float64Array, imaginary: Float64Array): boolean {
  const n = a.length;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let largest = 0;
    for (let k = 0; k < n; k++) {
      const zr = real[k];
      const zi = imaginary[k];
      // The polynomial and its derivative by Horner's rule.
      let pr = 1;
      let pi = 0;
      let dr = 0;
      let di = 0;
      for (let j = 0; j < n; j++) {
        const nextDr = dr * zr - di * zi + pr;
        di = dr * zi + di * zr + pi;
        dr = nextDr;
        const nextPr = pr * zr - pi * zi - a[j];
        pi = pr * zi + pi * zr;
        pr = nextPr;
      }
      const derivative = dr * dr + di * di;
      if (derivative === 0) continue;
      const newtonR = (pr * dr + pi * di) / derivative;
      const newtonI = (pi * dr - pr * di) / derivative;
      let pushR = 0;
      let pushI = 0;
      for (let j = 0; j < n; j++) {
        if (j === k) continue;
        const er = zr - real[j];
        const ei = zi - imaginary[j];
        const nearness = 1 / (er * er + ei * ei || 1e-300);
        pushR += er * nearness;
        pushI -= ei * nearness;
      }
      // newton / (1 - newton * push)
      const br = 1 - (newtonR * pushR - newtonI * pushI);
      const bi = -(newtonR * pushI + newtonI * pushR);
      const b = br * br + bi * bi || 1e-300;
      const stepR = (newtonR * br + newtonI * bi) / b;
      const stepI = (newtonI * br - newtonR * bi) / b;
      real[k] = zr - stepR;
      imaginary[k] = zi - stepI;
      const step = Math.abs(stepR) + Math.abs(stepI);
      if (!(step <= largest)) largest = step;
    }
    if (largest < CONVERGED) return true;
  }
  return false;
}

// The library's exponentials and sines are exact to the last bit and take 30 to 100 ns; a picture asks for some ten million. These
// take a few, of exact operations alone, and are right to what an eye can see.

const STEPS_TO_ONE = 256;
const LARGEST = 16;

/** e^-x at every 1/256 from 0 to 16: each from the one before, by the Taylor series of e^-1/256. */
const DECAY = /* @__PURE__ */ decayTable();

function decayTable(): Float64Array {
  const table = new Float64Array(LARGEST * STEPS_TO_ONE + 2);
  const x = -1 / STEPS_TO_ONE;
  let step = 1;
  for (let term = 8; term >= 1; term--) step = 1 + (step * x) / term;
  table[0] = 1;
  for (let i = 1; i < table.length; i++) table[i] = table[i - 1] * step;
  return table;
}

/** e^-x for x >= 0, right to 2e-6 of its value up to x = 16 and 0 from there. */
export function decay(x: number): number {
  if (!(x < LARGEST)) return 0;
  const place = x * STEPS_TO_ONE;
  const whole = Math.floor(place);
  const at = DECAY[whole];
  return at + (DECAY[whole + 1] - at) * (place - whole);
}

/** The sine of so many turns, right to 0.0011: a parabola a half-turn, bent once more. */
export function wave(turns: number): number {
  const t = turns - Math.floor(turns);
  const half = t < 0.5 ? 16 * t * (0.5 - t) : -16 * (t - 0.5) * (1 - t);
  return half * (0.775 + 0.225 * Math.abs(half));
}

/** 0 up to `from`, 1 from `to` on, and level at both. */
export function smoothStep(from: number, to: number, x: number): number {
  const t = (x - from) / (to - from);
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  return t * t * (3 - 2 * t);
}

/** Steps that a person counts in, within one decade. */
const STEPS = [1, 2, 5, 10];
/** Values that a person reads off a logarithmic axis, within one decade; the first set that is not too dense is taken. */
const LOGARITHMIC_SETS = [
  [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8],
  [1, 1.5, 2, 3, 4, 6, 8],
  [1, 2, 4, 8],
  [1, 2, 5],
  [1, 3],
];

/** Places of ticks, and how many decimals tell them apart. */
export interface Ticks {
  readonly values: readonly number[];
  /** Finer ones between them, five to a step. */
  readonly between: readonly number[];
  readonly decimals: number;
}

/**
 * Round values between two others, in steps of 1, 2 or 5 times a power of ten.
 *
 * @param most - At most so many.
 */
export function linearTicks(from: number, to: number, most: number): Ticks {
  const rough = (to - from) / Math.max(1, most - 1);
  const decade = Math.floor(Math.log10(rough));
  const unit = 10 ** decade;
  const multiple = STEPS.find((step) => step * unit >= rough * (1 - 1e-9)) ?? 10;
  const step = multiple * unit;
  const decimals = Math.max(0, multiple === 10 ? -decade - 1 : -decade);
  const multiples = (of: number, places: number) => {
    const first = Math.ceil(from / of - 1e-9);
    const count = Math.floor(to / of + 1e-9) - first + 1;
    return Array.from({ length: count }, (_, i) => Number(((first + i) * of).toFixed(places)));
  };
  const values = multiples(step, decimals);
  return { values, between: multiples(step / 5, decimals + 1).filter((value) => !values.includes(value)), decimals };
}

/** Round values between two positive ones, for a logarithmic axis. */
export function logarithmicTicks(from: number, to: number, most: number): readonly number[] {
  let values: number[] = [];
  for (const set of LOGARITHMIC_SETS) {
    values = [];
    for (let decade = 10 ** Math.floor(Math.log10(from)); decade <= to; decade *= 10) {
      values.push(
        ...set.map((s) => Number((s * decade).toPrecision(3))).filter((value) => value >= from && value <= to),
      );
    }
    if (values.length <= most) break;
  }
  return values;
}

/**
 * The `share` quantile of the finite numbers in `values`, linear between order statistics (Hyndman and Fan 1996, type 7); NaN
 * where none is finite.
 *
 * @param share - 0 (least) to 1 (greatest); 0.5 is the median.
 *
 * @example
 * ```ts
 * quantile([3, Number.NaN, 1, 2], 0.5); // 2
 * ```
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  return selectQuantile(finiteOf(values), share);
}

/**
 * A copy of the finite numbers of `values`, for several quantiles of them.
 *
 * @example
 * ```ts
 * finiteOf([2, Number.NaN, 1]); // 2, 1
 * ```
 */
export function finiteOf(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values);
  let count = 0;
  for (let i = 0; i < kept.length; i++) if (Number.isFinite(kept[i])) kept[count++] = kept[i];
  return kept.subarray(0, count);
}

/**
 * The same of finite numbers, without sorting them all (Hoare 1961): it leaves `values` in another order.
 *
 * @example
 * ```ts
 * selectQuantile(Float64Array.of(4, 1, 2), 0.25); // 1.5
 * ```
 */
export function selectQuantile(values: Float64Array, share: number): number {
  return values.length === 0 ? Number.NaN : atPosition(values, share * (values.length - 1));
}

/** One in so many numbers makes a sample, by which the lowest are told. */
const SAMPLED_EVERY = 61;
/** Fewer are not sampled. */
const FEWEST_SAMPLED = 100 * SAMPLED_EVERY;
/** A bound lies this far above the quantile that is sought, as a share: four deviations of the sample's. */
const BOUND_ABOVE = 0.05;

/**
 * The same for a small share of many finite numbers, of which nearly all are looked at but once: those above a sample's bound cannot matter.
 *
 * @param kept - Takes the lowest; as long as `values`.
 *
 * @example
 * ```ts
 * selectLowQuantile(Float64Array.of(3, 1, 2), 0.5, new Float64Array(3)); // 2
 * ```
 */
export function selectLowQuantile(values: Float64Array, share: number, kept: Float64Array): number {
  if (values.length < FEWEST_SAMPLED) return selectQuantile(values, share);
  const position = share * (values.length - 1);
  const lowest = kept.subarray(0, keepUpTo(sampledQuantile(values, share + BOUND_ABOVE), values, kept));
  return lowest.length < position + 2 ? selectQuantile(values, share) : atPosition(lowest, position);
}

function sampledQuantile(values: Float64Array, share: number): number {
  const sample = new Float64Array(Math.floor(values.length / SAMPLED_EVERY));
  for (let i = 0; i < sample.length; i++) sample[i] = values[i * SAMPLED_EVERY];
  return selectQuantile(sample, Math.min(1, share));
}

function keepUpTo(bound: number, values: Float64Array, kept: Float64Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] <= bound) kept[count++] = values[i];
  return count;
}

/** The number at a place, from 0, of the order of `values`, which it leaves in another. */
function atPosition(values: Float64Array, position: number): number {
  const below = Math.floor(position);
  partitionAt(values, below);
  let above = values[below];
  if (below + 1 < values.length) {
    above = values[below + 1];
    for (let i = below + 2; i < values.length; i++) if (values[i] < above) above = values[i];
  }
  return values[below] + (position - below) * (above - values[below]);
}

/**
 * The middle half of finite numbers, in no order: what is left without the lowest and the highest quarter. It leaves `values` in another order, and is a view of it.
 *
 * @example
 * ```ts
 * selectMiddleHalf(Float64Array.of(4, 9, 1, 2)); // 2 and 4
 * ```
 */
export function selectMiddleHalf(values: Float64Array): Float64Array {
  const from = Math.floor(values.length / 4);
  const to = values.length - from;
  partitionAt(values, from);
  partitionAt(values, to - 1);
  return values.subarray(from, to);
}

/** Puts the number of rank `rank` in its place, none greater before it and none less after it. */
function partitionAt(values: Float64Array, rank: number): void {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left > right) break;
      const value = values[left];
      values[left++] = values[right];
      values[right--] = value;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}

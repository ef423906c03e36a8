/** How often a value of the first list lies below one of the second, ties counting half: the area under the ROC curve (Hanley and McNeil 1982). */
export function areaUnderCurve(same: readonly number[], other: readonly number[]): number {
  const sorted = Float64Array.from(other).sort();
  const below = (value: number, orEqual: boolean) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (orEqual ? sorted[middle] <= value : sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let won = 0;
  for (const value of same) won += sorted.length - (below(value, true) + below(value, false)) / 2;
  return won / (same.length * other.length);
}

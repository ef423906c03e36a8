/**
 * A value over time: one number that holds throughout, or points `[timeSeconds, value]` in order of time with straight
 * lines between them; before the first and after the last point their values hold.
 */
export type Contour = number | readonly (readonly [timeSeconds: number, value: number])[];

/**
 * Reads a contour at one instant.
 *
 * @param contour the contour; an empty list of points reads 0
 * @param timeSeconds the instant in seconds
 * @example
 * ```ts
 * import { contourValue } from "@vocalith/testkit";
 * contourValue([[0, 100], [2, 200]], 0.5); // 125
 * ```
 */
export function contourValue(contour: Contour, timeSeconds: number): number {
  if (typeof contour === "number") return contour;
  let low = 0;
  let high = contour.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((contour[middle]?.[0] ?? 0) <= timeSeconds) low = middle + 1;
    else high = middle;
  }
  const before = contour[low - 1];
  const after = contour[low];
  if (before === undefined) return after?.[1] ?? 0;
  if (after === undefined) return before[1];
  return before[1] + ((after[1] - before[1]) * (timeSeconds - before[0])) / (after[0] - before[0]);
}

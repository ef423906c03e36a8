/** How far two stones lie apart to the eye, in steps that words can say. */
export type DistanceBand = "same" | "close" | "kin" | "apart" | "far";

/**
 * The step of a `gemDistance`, 0 to 2. Two sentences of one calm voice measure about .3, calm and excited of one voice about .6, two voices of
 * one range 1, a deep and a high voice 1.4.
 */
export function distanceBand(distance: number): DistanceBand {
  if (distance < 0.03) return "same";
  if (distance < 0.45) return "close";
  if (distance < 0.8) return "kin";
  if (distance < 1.2) return "apart";
  return "far";
}

import type { Scale } from "./scale.js";
import { svgNumber } from "./svg-element.js";
import type { ThinTrack } from "./thin-track.js";

/**
 * A track as path data: a line through neighbours, broken wherever a value is NaN; a value alone between gaps becomes a line of no
 * length, which round caps make a dot.
 *
 * @param jumps - Tells neighbours that no line should join.
 */
export function trackPath(
  { timeSeconds, values }: ThinTrack,
  timeX: Scale,
  valueY: Scale,
  jumps: (before: number, after: number) => boolean = () => false,
): string {
  const joined = (i: number) =>
    i > 0 &&
    i < values.length &&
    !Number.isNaN(values[i - 1]) &&
    !Number.isNaN(values[i]) &&
    !jumps(values[i - 1], values[i]);
  let d = "";
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const point = `${svgNumber(timeX(timeSeconds[i]))} ${svgNumber(valueY(value))}`;
    if (joined(i)) d += `L${point}`;
    else d += `M${point}${joined(i + 1) ? "" : "h0"}`;
  });
  return d;
}

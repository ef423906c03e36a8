/** Where a value lies on the drawing, in pixels. */
export type Scale = (value: number) => number;

/** Values to pixels in proportion: `from` lies at `fromPx`, `to` at `toPx`. */
export function linearScale(from: number, to: number, fromPx: number, toPx: number): Scale {
  const pxPerUnit = (toPx - fromPx) / (to - from);
  return (value) => fromPx + (value - from) * pxPerUnit;
}

/** Positive values to pixels by their logarithm: equal musical intervals are equally long. */
export function logarithmicScale(from: number, to: number, fromPx: number, toPx: number): Scale {
  const linear = linearScale(Math.log2(from), Math.log2(to), fromPx, toPx);
  return (value) => linear(Math.log2(value));
}

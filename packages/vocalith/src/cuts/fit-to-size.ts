import { bounds, type Vector } from "@vocalith/geometry";

/**
 * What brings a stone to its size: the factor by which the longest side of the box about its corners becomes `sizeMm`, and the move, before that, which
 * stands it on z = 0 with the box's middle on the z axis.
 */
export function fitToSize(
  corners: readonly Float64Array[],
  sizeMm: number,
): { readonly scale: number; readonly toMiddle: Vector } {
  const { minimum, maximum } = bounds(...corners);
  return {
    scale: sizeMm / Math.max(...maximum.map((high, axis) => high - minimum[axis])),
    toMiddle: [-(minimum[0] + maximum[0]) / 2, -(minimum[1] + maximum[1]) / 2, -minimum[2]],
  };
}

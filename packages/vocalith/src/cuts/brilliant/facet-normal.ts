import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";

/**
 * The unit outward normal of a facet cut at an angle from the axis and a tooth of the index gear, as GemCad has it: seen from above the teeth
 * go round with the clock, tooth 0 at the top of the page (+y). A negative angle is a facet of the pavilion or, at -90, of the girdle.
 *
 * @param angleDegrees 0 (the table) to 90 or -90 (the girdle) to just below 0 (the culet).
 */
export function facetNormal(
  angleDegrees: number,
  index: number,
  gear: number,
): readonly [x: number, y: number, z: number] {
  const angle = (Math.abs(angleDegrees) * Math.PI) / 180;
  const turn = (index / gear) * 2 * Math.PI;
  const outward = sin(angle);
  const up = Math.abs(angleDegrees) === 90 ? 0 : cos(angle);
  return [outward * sin(turn), outward * cos(turn), angleDegrees < 0 ? -up : up];
}

import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";
import type { GemCadDesign } from "./gemcad-design.js";

/**
 * The half-spaces whose intersection is a design's stone, for geometry's `intersectHalfSpaces`: four numbers a facet, outward unit normal and distance, tier
 * by tier.
 *
 * @returns The same bits on every machine.
 *
 * @example
 * ```ts
 * import { gemCadHalfSpaces, readGemCadAsc } from "@vocalith/formats";
 * import { intersectHalfSpaces } from "@vocalith/geometry";
 * declare const file: Uint8Array;
 * const stone = intersectHalfSpaces(gemCadHalfSpaces(readGemCadAsc(file)));
 * ```
 */
export function gemCadHalfSpaces(design: Pick<GemCadDesign, "gear" | "gearOffset" | "tiers">): Float64Array {
  const { gear, gearOffset = 0, tiers } = design;
  return Float64Array.from(
    tiers.flatMap(({ angleDegrees, facets }) =>
      facets.flatMap(({ index, distance }) => [...facetNormal(angleDegrees, index - gearOffset, gear), distance]),
    ),
  );
}

/** Unit outward normal of a facet that is cut at an angle from the axis, so many teeth from the top. */
export function facetNormal(angleDegrees: number, teeth: number, gear: number): [x: number, y: number, z: number] {
  const angle = (Math.abs(angleDegrees) * Math.PI) / 180;
  const turn = (teeth / gear) * 2 * Math.PI;
  const outward = sin(angle);
  const up = Math.abs(angleDegrees) === 90 ? 0 : cos(angle);
  return [outward * sin(turn), outward * cos(turn), isPavilion(angleDegrees) ? -up : up];
}

/** Whether a facet looks down: its angle is below 0, or -0 for a culet. */
export function isPavilion(angleDegrees: number): boolean {
  return angleDegrees < 0 || Object.is(angleDegrees, -0);
}

import type { FacetingAngles } from "./faceting-angles.js";
import type { FacetingDesignTier } from "./faceting-design-tier.js";
import type { Girdle } from "./girdle.js";
import { markedTiers } from "./marked-tiers.js";
import { meetPoint, planeThrough } from "./meet-point.js";

/** Deepest place where lower halves may end, as a share of the culet's depth: below it the mains would be lost. */
const DEEPEST_MEET = 0.85;

/**
 * The pavilion: lower halves that start on the girdle's lower edge, which keeps the girdle even, and mains that all meet in one point, the
 * culet, and reach up to the corners of the girdle that stand furthest out.
 *
 * @returns None where a lower half would reach too far down.
 */
export function growPavilion({ pattern, corners }: Girdle, angles: FacetingAngles): FacetingDesignTier[] | undefined {
  const { gear, sides, mains, marked } = pattern;
  const count = sides.length;
  const halfAngles = marked.map((isMarked) => -angles.lowerHalves[isMarked ? "marked" : "plain"]);
  const halfPlanes = sides.map((tooth, i) => planeThrough(halfAngles[i], tooth, gear, [...corners[i], 0]));
  let culetDepth = 0;
  mains.forEach((tooth, i) => {
    const [, , z, distance] = planeThrough(-angles.pavilionMains, tooth, gear, [...corners[i], 0]);
    culetDepth = Math.max(culetDepth, -distance / z);
  });
  const mainPlanes = mains.map((tooth) => planeThrough(-angles.pavilionMains, tooth, gear, [0, 0, -culetDepth]));
  for (let i = 0; i < count; i++) {
    const tip = meetPoint(halfPlanes[i], mainPlanes[(i + count - 1) % count], mainPlanes[i]);
    const betweenHalves = meetPoint(halfPlanes[i], halfPlanes[(i + 1) % count], mainPlanes[i]);
    if (Math.min(tip[2], betweenHalves[2]) < -DEEPEST_MEET * culetDepth) return undefined;
  }
  return [
    ...markedTiers(
      "lower halves",
      halfAngles,
      halfPlanes.map(([, , , distance], i) => ({ index: sides[i], distance })),
    ),
    {
      name: "pavilion mains",
      angleDegrees: -angles.pavilionMains,
      facets: mainPlanes.map(([, , , distance], i) => ({ index: mains[i], distance })),
    },
  ];
}

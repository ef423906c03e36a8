import { intersectHalfSpaces, supportDistance } from "@vocalith/geometry";
import { fitToSize } from "../cuts/fit-to-size.js";
import type { PlacedCrystal } from "../cuts/placed-crystal.js";
import { sharedSectionArea } from "./shared-section-area.js";

/** How far out the twin plane may cut a heart, as a share of its reach from the axis, and by how much it comes nearer at a time. */
const FARTHEST_PLANE = 0.7;
const STEP = 0.05;
/** What the hearts must share of the twin plane, as a share of the smaller one's section through its axis: a strong neck. */
const LEAST_SHARED = 0.45;

/**
 * Grows two stones through one another after the Carlsbad law of feldspar (twin axis [001], penetration): both stand upright on one ground, the
 * second turned by half a turn about the vertical, so that each keeps its handedness, its angles and its species, and both begin and
 * end their melody where they face one another. The first stands left (-x), the second right (+x).
 *
 * Two minerals have no lattice in common. What they share is the upright plane x = 0: it cuts each heart at the same share of its reach, as far out
 * as it can while their sections on it still overlap by 0.45 of the smaller heart's section through its axis. Nothing is cut off:
 * the crystals of one may reach into the other.
 *
 * @param first - Its heart in front, as every cut gives it, standing on z = 0 about the z axis.
 * @param second - Another stone of the same size.
 * @param sizeMm - Length of the twin's longest side.
 */
export function growTwin(
  first: readonly PlacedCrystal[],
  second: readonly PlacedCrystal[],
  sizeMm: number,
): PlacedCrystal[] {
  const turned = second.map(turnedRound);
  const [leftHeart, rightHeart] = [first[0].halfSpaces, turned[0].halfSpaces];
  const leftReach = supportDistance(intersectHalfSpaces(leftHeart).vertices, [1, 0, 0]);
  const rightReach = supportDistance(intersectHalfSpaces(rightHeart).vertices, [-1, 0, 0]);
  const wanted = LEAST_SHARED * Math.min(sharedSectionArea([leftHeart], [0]), sharedSectionArea([rightHeart], [0]));
  let share = FARTHEST_PLANE;
  while (share > 0 && sharedSectionArea([leftHeart, rightHeart], [share * leftReach, -share * rightReach]) < wanted) {
    share = Math.max(0, share - STEP);
  }
  const crystals = [
    ...first.map((crystal) => moved(crystal, -share * leftReach)),
    ...turned.map((crystal) => moved(crystal, share * rightReach)),
  ];
  return scaled(crystals, sizeMm);
}

/** Half a turn about the vertical. */
function turnedRound({ halfSpaces, syllables, inside }: PlacedCrystal): PlacedCrystal {
  const turned = halfSpaces.slice();
  for (let i = 0; i < turned.length; i += 4) {
    turned[i] = -turned[i];
    turned[i + 1] = -turned[i + 1];
  }
  return { halfSpaces: turned, syllables, ...(inside && { inside: [-inside[0], -inside[1], inside[2]] as const }) };
}

/** Moved along x. */
function moved({ halfSpaces, syllables, inside }: PlacedCrystal, x: number): PlacedCrystal {
  const there = halfSpaces.slice();
  for (let i = 0; i < there.length; i += 4) there[i + 3] += there[i] * x;
  return { halfSpaces: there, syllables, ...(inside && { inside: [inside[0] + x, inside[1], inside[2]] as const }) };
}

/** Scales about the foot of the twin plane, which stays at x = 0. */
function scaled(crystals: readonly PlacedCrystal[], sizeMm: number): PlacedCrystal[] {
  const shapes = crystals.map(({ halfSpaces, inside }) =>
    intersectHalfSpaces(halfSpaces, inside && { interior: inside }),
  );
  const { scale } = fitToSize(
    shapes.map(({ vertices }) => vertices),
    sizeMm,
  );
  return crystals.map(({ halfSpaces, syllables, inside }) => {
    const grown = halfSpaces.slice();
    for (let i = 3; i < grown.length; i += 4) grown[i] *= scale;
    return {
      halfSpaces: grown,
      syllables,
      ...(inside && { inside: [scale * inside[0], scale * inside[1], scale * inside[2]] as const }),
    };
  });
}

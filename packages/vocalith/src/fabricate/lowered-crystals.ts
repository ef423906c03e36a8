import { intersectHalfSpaces } from "@vocalith/geometry";
import type { GemCrystal } from "../gem.js";

/** A crystal that reaches less than this below the flat is not cut by it, in mm. */
const TOUCH_MM = 1e-6;

/**
 * The crystals of a stone that was cut flat: lowered with it, and those that the cut went through ended there, by one more half-space after their own. A
 * crystal that lay wholly below is kept as it was, lowered, so that facets and syllables still name their own.
 */
export function loweredCrystals(crystals: readonly GemCrystal[], loweredMm: number): readonly GemCrystal[] {
  if (loweredMm === 0) return crystals;
  return crystals.map((crystal) => {
    const { syllables } = crystal;
    const lowered = crystal.halfSpaces.slice();
    for (let i = 0; i < lowered.length; i += 4) lowered[i + 3] -= lowered[i + 2] * loweredMm;
    const corners = crystal.corners.slice();
    for (let i = 2; i < corners.length; i += 3) corners[i] -= loweredMm;
    let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 2; i < corners.length; i += 3) {
      lowest = Math.min(lowest, corners[i]);
      highest = Math.max(highest, corners[i]);
    }
    const isCut = lowest < -TOUCH_MM && highest > TOUCH_MM;
    if (!isCut) return { halfSpaces: lowered, corners, syllables };
    const halfSpaces = Float64Array.of(...lowered, 0, 0, -1, 0);
    return { halfSpaces, corners: intersectHalfSpaces(halfSpaces).vertices, syllables };
  });
}

import type { GemCode } from "../code/gem-code.js";
import { designStone } from "./brilliant/faceting-design.js";
import { fitToSize } from "./fit-to-size.js";
import type { PlacedCrystal } from "./placed-crystal.js";

/**
 * The brilliant cut: one stone with table, crown, girdle and pavilion, cut on an index gear. The species gives the gear and the angle of every
 * tier, the utterance the widths and distances of the facets and how many rows of them there are. The culet stands on z = 0; the longest side is `sizeMm`.
 */
export function cutBrilliant(code: GemCode, sizeMm: number): PlacedCrystal[] {
  const { halfSpaces, solid } = designStone(code);
  const { scale, toMiddle } = fitToSize([solid.vertices], sizeMm);
  const placed = solid.facets.flatMap(({ halfSpace }) => {
    const [x, y, z, distance] = halfSpaces.subarray(4 * halfSpace, 4 * halfSpace + 4);
    return [x, y, z, scale * (distance + x * toMiddle[0] + y * toMiddle[1] + z * toMiddle[2])];
  });
  // The design's origin lies on the axis at the girdle.
  const inside = [scale * toMiddle[0], scale * toMiddle[1], scale * toMiddle[2]] as const;
  return [{ halfSpaces: Float64Array.from(placed), syllables: code.specimen.syllables.map((_, i) => i), inside }];
}

import { bounds } from "@vocalith/geometry";
import type { DiagramStone } from "./diagram-stone.js";
import { projectEdges } from "./project-edges.js";
import { mm, segmentPath, textAt } from "./svg-text.js";

/** A view square to the axis on the paper. */
export interface ProfileView {
  readonly from: "front" | "side";
  /** Where the axis stands. */
  readonly axisX: number;
  /** Where the stone's highest point lies. */
  readonly top: number;
  readonly scale: number;
  /** Whether the measures against the width stand beside it. */
  readonly hasMeasures: boolean;
}

const TYPE_MM = 2.2;
/** From the stone to the lines of its measures. */
const AWAY = 4.5;

/** The stone from the front (tooth 0 behind) or from the right, with crown, girdle and pavilion measured against the width. */
export function drawProfile(stone: DiagramStone, { from, axisX, top, scale, hasMeasures }: ProfileView): string[] {
  const { contours, edges, minimum, maximum } = projectEdges(stone.mesh, from);
  const place = (x: number, y: number) => [axisX + scale * x, top + scale * (maximum[1] - y)] as const;
  const drawn = `<g fill="none" stroke="#111"><path stroke-width="0.16" d="${segmentPath(edges, place)}"/><path stroke-width="0.32" d="${segmentPath(contours, place)}"/></g>`;
  if (!hasMeasures) return [drawn];
  const { width, crownToWidth, girdleToWidth, pavilionToWidth } = stone.proportions;
  const { maximum: high } = bounds(stone.solid.vertices);
  const levels = [
    high[2],
    high[2] - width * crownToWidth,
    high[2] - width * (crownToWidth + girdleToWidth),
    minimum[1],
  ].map((z) => place(0, z)[1]);
  const x = place(maximum[0], 0)[0] + AWAY;
  const parts = [
    ["C/W", crownToWidth],
    ["G/W", girdleToWidth],
    ["P/W", pavilionToWidth],
  ] as const;
  return [
    drawn,
    `<path fill="none" stroke="#777" stroke-width="0.11" d="${levels
      .map((y) => `M${mm(x - 3.2)} ${mm(y)}L${mm(x + 1)} ${mm(y)}`)
      .join("")}M${mm(x)} ${mm(levels[0])}L${mm(x)} ${mm(levels[3])}"/>`,
    ...apart(
      parts.map((_, i) => (levels[i] + levels[i + 1]) / 2),
      TYPE_MM * 1.35,
    ).map((y, i) =>
      textAt(x + 2, y + 0.36 * TYPE_MM, `${parts[i][0]} ${parts[i][1].toFixed(3)}`, { sizeMm: TYPE_MM, color: "#333" }),
    ),
  ];
}

/** Three heights that lie at least so far apart, the middle one kept. */
function apart([first, middle, last]: readonly number[], distance: number): number[] {
  return [Math.min(first, middle - distance), middle, Math.max(last, middle + distance)];
}

import { DrawingError } from "./drawing-error.js";
import { type DrawableMesh, type DrawingView, type ProjectedEdges, projectEdges } from "./project-edges.js";
import { mm, segmentPath, svgFile, textAt } from "./svg-text.js";

/** How `writeDimensionedViews` draws. */
export interface DimensionedViewsOptions {
  /** Largest width and height of the drawing in mm, each 60 to 2000. Default 180 by 180. */
  readonly maximumSizeMm?: readonly [width: number, height: number];
  /** Whether edges that lie behind something are left out or dashed. Default `omit`. */
  readonly hiddenEdges?: "omit" | "dashed";
  /** The drawing's name, for programs that read it aloud. Default `Dimensioned views`. */
  readonly title?: string;
}

/** The options `writeDimensionedViews` uses where none are given. */
export const DIMENSIONED_VIEWS_DEFAULTS = {
  maximumSizeMm: [180, 180],
  hiddenEdges: "omit",
  title: "Dimensioned views",
} as const satisfies Required<DimensionedViewsOptions>;

/** Scales of technical drawings (ISO 5455), the largest first: millimetres on paper for one of the solid. */
const SCALES = [
  ["50:1", 50],
  ["20:1", 20],
  ["10:1", 10],
  ["5:1", 5],
  ["2:1", 2],
  ["1:1", 1],
  ["1:2", 1 / 2],
  ["1:5", 1 / 5],
  ["1:10", 1 / 10],
  ["1:20", 1 / 20],
  ["1:50", 1 / 50],
  ["1:100", 1 / 100],
] as const;

const MARGIN = 4;
/** Between two views, with room for a dimension and a name. */
const GAP = 19;
/** Left of the views and above them, for the height's dimension. */
const DIMENSION_ROOM = 13;
/** Beneath the lowest views, for a dimension, their names and the scale. */
const FOOT_ROOM = 21;
const TYPE_MM = 2.9;

/**
 * A solid in three views with its overall measures, as an SVG of its true size on paper: the front, the top above it, the side from the right beside it
 * (third-angle projection), all in one scale of ISO 5455, the largest that fits. Contours are drawn thicker than the edges between facets; what is hidden
 * is left out or dashed. Measures are in mm to the tenth.
 *
 * @param mesh - In mm, z upwards.
 * @returns A self-contained SVG file; the same mesh gives the same text.
 * @throws {@link DrawingError} for a mesh that cannot be drawn or a size that is too small for it.
 *
 * @example
 * ```ts
 * import { writeDimensionedViews } from "@vocalith/formats";
 * import type { Mesh } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 * const svg: string = writeDimensionedViews(mesh, { maximumSizeMm: [120, 120] });
 * ```
 */
export function writeDimensionedViews(mesh: DrawableMesh, options: DimensionedViewsOptions = {}): string {
  const [maximumWidth, maximumHeight] = options.maximumSizeMm ?? DIMENSIONED_VIEWS_DEFAULTS.maximumSizeMm;
  const hiddenEdges = options.hiddenEdges ?? DIMENSIONED_VIEWS_DEFAULTS.hiddenEdges;
  const title = options.title ?? DIMENSIONED_VIEWS_DEFAULTS.title;
  const drawn = (view: DrawingView) => projectEdges(mesh, view);
  const [front, top, side] = [drawn("front"), drawn("top"), drawn("side")];
  const [width, height] = sizeOf(front);
  const [depth] = sizeOf(side);
  const paperWidth = (scale: number) => 2 * MARGIN + DIMENSION_ROOM + scale * (width + depth) + GAP;
  const paperHeight = (scale: number) => 2 * MARGIN + scale * (height + depth) + GAP + FOOT_ROOM;
  const found = SCALES.find(([, scale]) => paperWidth(scale) <= maximumWidth && paperHeight(scale) <= maximumHeight);
  if (found === undefined) {
    throw new DrawingError(
      `a solid of ${[width, depth, height].map((length) => length.toFixed(1)).join(" x ")} mm on ${maximumWidth} x ${maximumHeight} mm`,
      "a sheet that holds its views and their measures at 1:100 or larger",
      "Give it a larger maximumSizeMm.",
    );
  }
  const [scaleName, scale] = found;
  const left = MARGIN + DIMENSION_ROOM;
  const frontTop = MARGIN + scale * depth + GAP;
  const sideLeft = left + scale * width + GAP;
  const frontFoot = frontTop + scale * height;
  const body = [
    view(top, left, MARGIN, scale, hiddenEdges),
    view(front, left, frontTop, scale, hiddenEdges),
    view(side, sideLeft, frontTop, scale, hiddenEdges),
    '<g stroke="#555" stroke-width="0.13" fill="none">',
    across(left, left + scale * width, frontFoot, 7),
    across(sideLeft, sideLeft + scale * depth, frontFoot, 7),
    upright(frontTop, frontFoot, left, 7),
    upright(MARGIN, MARGIN + scale * depth, left, 7),
    "</g>",
    measure(left + (scale * width) / 2, frontFoot + 6, width),
    measure(sideLeft + (scale * depth) / 2, frontFoot + 6, depth),
    measure(left - 8, frontTop + (scale * height) / 2, height, -90),
    measure(left - 8, MARGIN + (scale * depth) / 2, depth, -90),
    name(left + (scale * width) / 2, MARGIN + scale * depth + 7.5, "top"),
    name(left + (scale * width) / 2, frontFoot + 13.5, "front"),
    name(sideLeft + (scale * depth) / 2, frontFoot + 13.5, "right side"),
    textAt(paperWidth(scale) - MARGIN, paperHeight(scale) - MARGIN, `scale ${scaleName}, measures in mm`, {
      sizeMm: 2.5,
      anchor: "end",
      color: "#555",
    }),
  ];
  return svgFile(paperWidth(scale), paperHeight(scale), title, body);
}

function sizeOf({ minimum, maximum }: ProjectedEdges): [width: number, height: number] {
  return [maximum[0] - minimum[0], maximum[1] - minimum[1]];
}

/** A view with its upper left corner at a place on the paper. */
function view(
  { contours, edges, hidden, minimum, maximum }: ProjectedEdges,
  left: number,
  top: number,
  scale: number,
  hiddenEdges: "omit" | "dashed",
): string {
  const place = (x: number, y: number) => [left + scale * (x - minimum[0]), top + scale * (maximum[1] - y)] as const;
  const path = (segments: Float64Array, attributes: string) => {
    const d = segmentPath(segments, place);
    return d === "" ? "" : `<path fill="none" stroke="#111" ${attributes} d="${d}"/>`;
  };
  return [
    hiddenEdges === "dashed" ? path(hidden, 'stroke-width="0.1" stroke-dasharray="0.8 0.6" opacity="0.6"') : "",
    path(edges, 'stroke-width="0.15"'),
    path(contours, 'stroke-width="0.3"'),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** A dimension beneath a view, with its extension lines. */
function across(from: number, to: number, foot: number, away: number): string {
  const y = foot + away;
  return [
    line(from, foot + 1, from, y + 1.2),
    line(to, foot + 1, to, y + 1.2),
    line(from, y, to, y),
    arrow(from, y, to > from + 6 ? 1 : -1, 0),
    arrow(to, y, to > from + 6 ? -1 : 1, 0),
  ].join("");
}

/** A dimension left of a view, with its extension lines. */
function upright(from: number, to: number, left: number, away: number): string {
  const x = left - away;
  return [
    line(left - 1, from, x - 1.2, from),
    line(left - 1, to, x - 1.2, to),
    line(x, from, x, to),
    arrow(x, from, 0, to > from + 6 ? 1 : -1),
    arrow(x, to, 0, to > from + 6 ? -1 : 1),
  ].join("");
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${mm(x1)} ${mm(y1)}L${mm(x2)} ${mm(y2)}"/>`;
}

/** A slender arrowhead whose tip lies at a place, its shaft going along x or y. */
function arrow(x: number, y: number, alongX: number, alongY: number): string {
  const [length, half] = [2, 0.3];
  const [backX, backY] = [x + length * alongX, y + length * alongY];
  const [sideX, sideY] = [half * alongY, half * alongX];
  return `<path fill="#555" stroke="none" d="M${mm(x)} ${mm(y)}L${mm(backX + sideX)} ${mm(backY + sideY)}L${mm(backX - sideX)} ${mm(backY - sideY)}Z"/>`;
}

function measure(x: number, y: number, lengthMm: number, turnDegrees?: number): string {
  return textAt(x, y, lengthMm.toFixed(1), {
    sizeMm: TYPE_MM,
    anchor: "middle",
    halo: true,
    ...(turnDegrees !== undefined && { turnDegrees }),
  });
}

function name(x: number, y: number, text: string): string {
  return textAt(x, y, text, { sizeMm: TYPE_MM, anchor: "middle", color: "#555" });
}

import { facetNormal } from "../gemcad/gemcad-half-spaces.js";
import type { DiagramStone } from "./diagram-stone.js";
import { CAPITAL_HEIGHT, type FittedLabel, fitLabel, middleOf, type PaperPoint } from "./fit-label.js";
import { projectEdges } from "./project-edges.js";
import { mm, segmentPath, textAt, textWidthMm } from "./svg-text.js";

/** A view along the axis on the paper. */
export interface PlanView {
  readonly side: "crown" | "pavilion";
  readonly middle: PaperPoint;
  /** Millimetres on paper for one unit of the design. */
  readonly scale: number;
  readonly gear: number;
  readonly gearOffset: number;
}

/** From the stone's outermost corner to the ticks of the gear, in mm. */
export const RING_GAP = 5.2;
/** From the ticks to the middle of the figures. */
const FIGURE_GAP = 4.3;
/** Room that a view needs beyond the stone's outermost corner. */
export const PLAN_MARGIN = RING_GAP + FIGURE_GAP + 2;
const TICK = 0.9;
const LONG_TICK = 1.8;
const FIGURE_MM = 2.1;
/** Figures stand at most at so many teeth. */
const MOST_FIGURES = 32;

/**
 * Crown or pavilion as seen along the axis: facet edges, a label for every step of cutting, and the teeth of the index gear. The pavilion is seen from
 * below, so that its teeth go round against the clock.
 */
export function drawPlanView(stone: DiagramStone, view: PlanView): string[] {
  const { side, middle, scale } = view;
  const isBelow = side === "pavilion";
  const place = (x: number, y: number): PaperPoint => [middle[0] + scale * x, middle[1] - scale * y];
  const { contours, edges } = projectEdges(stone.mesh, isBelow ? "bottom" : "top");
  return [
    `<g fill="none" stroke="#111"><path stroke-width="0.16" d="${segmentPath(edges, place)}"/><path stroke-width="0.32" d="${segmentPath(contours, place)}"/></g>`,
    ...drawGear(stone, view),
    ...labelSteps(stone, view, (x, y) => place(isBelow ? -x : x, y)),
  ];
}

/** Unit direction of a tooth on the paper, y downwards. */
function toothDirection({ side, gear, gearOffset }: PlanView, tooth: number): PaperPoint {
  const [x, y] = facetNormal(90, tooth - gearOffset, gear);
  return [side === "pavilion" ? -x : x, -y];
}

function drawGear(stone: DiagramStone, view: PlanView): string[] {
  const teeth = Math.abs(view.gear);
  const step = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24].find(
    (one) => teeth % one === 0 && teeth / one <= MOST_FIGURES,
  );
  const ring = stone.radius * view.scale + RING_GAP;
  const at = (tooth: number, radius: number): PaperPoint => {
    const [x, y] = toothDirection(view, tooth);
    return [view.middle[0] + radius * x, view.middle[1] + radius * y];
  };
  const every = step ?? Math.ceil(teeth / MOST_FIGURES);
  const numbered = (tooth: number) => tooth % every === 0 && tooth + every <= teeth + (step === undefined ? 0 : every);
  const ticks = Array.from({ length: teeth }, (_, tooth) => {
    const [fromX, fromY] = at(tooth, ring);
    const [toX, toY] = at(tooth, ring + (numbered(tooth) ? LONG_TICK : TICK));
    return `M${mm(fromX)} ${mm(fromY)}L${mm(toX)} ${mm(toY)}`;
  });
  const figures = Array.from({ length: teeth }, (_, tooth) => tooth)
    .filter(numbered)
    .map((tooth) => {
      const [x, y] = at(tooth, ring + FIGURE_GAP);
      const isTop = tooth === 0;
      return textAt(x, y + (CAPITAL_HEIGHT * FIGURE_MM) / 2, `${isTop ? teeth : tooth}`, {
        sizeMm: FIGURE_MM,
        anchor: "middle",
        ...(isTop ? { bold: true } : { color: "#444" }),
      });
    });
  return [`<path fill="none" stroke="#444" stroke-width="0.13" d="${ticks.join("")}"/>`, ...figures];
}

/** A label's box on the paper. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly foot: number;
}

/** The labels of a view: inside their facets where they fit, else inside the table or outside the stone with a thin line to the facet. */
function labelSteps(stone: DiagramStone, view: PlanView, place: (x: number, y: number) => PaperPoint): string[] {
  const boxes: Box[] = [];
  const parts: string[] = [];
  const put = (label: string, at: PaperPoint, sizeMm: number) => {
    boxes.push(boxOf(label, at, sizeMm));
    parts.push(textAt(at[0], at[1] + (CAPITAL_HEIGHT * sizeMm) / 2, label, { sizeMm, anchor: "middle" }));
  };
  const tooSmall: { label: string; from: PaperPoint }[] = [];
  for (const { side, label, outlines, facets, angleDegrees } of stone.steps) {
    const drawn = outlines
      .map((outline, i) => ({ outline: outline.map(([x, y]) => place(x, y)), index: facets[i].index }))
      .filter(({ outline }) => outline.length > 2)
      .sort((a, b) => fromPreferred(view, a.index) - fromPreferred(view, b.index));
    if (label === "" || drawn.length === 0) continue;
    if (side === "girdle" && view.side === "pavilion") put(label, besideEdge(label, view, drawn[0]), OUTSIDE_MM);
    if (side !== view.side) continue;
    const fitted = mostLegible(drawn.map(({ outline }) => fitLabel(label, outline)));
    if (fitted !== undefined) put(label, fitted.at, angleDegrees === 0 ? LEVEL_MM : fitted.sizeMm);
    else tooSmall.push({ label, from: middleOf(drawn[0].outline) });
  }
  const table = stone.steps
    .filter(({ side, angleDegrees }) => side === view.side && angleDegrees === 0)
    .flatMap(({ outlines }) => outlines.map((outline) => outline.map(([x, y]) => place(x, y))))
    .at(0);
  for (const { label, from } of tooSmall) {
    const at = freePlace(label, from, stone.radius * view.scale, view.middle, table, boxes);
    parts.push(leader(from, at, boxOf(label, at, OUTSIDE_MM)));
    put(label, at, OUTSIDE_MM);
  }
  return parts;
}

const OUTSIDE_MM = 1.75;
/** Type of the table's label. */
const LEVEL_MM = 2.6;
/** Type that is large enough; a facet that holds it is not passed over for another that holds larger type. */
const LEGIBLE_MM = 1.9;
/** Labels begin at this share of a turn from the top, with the clock. */
const PREFERRED_TURN = 0.06;

/** How far a tooth lies, either way round, from where labels begin, in turns. */
function fromPreferred({ gear, gearOffset }: PlanView, index: number): number {
  const turns = (index - gearOffset) / gear - PREFERRED_TURN;
  const part = turns - Math.floor(turns);
  return Math.min(part, 1 - part);
}

/** The first label that is large enough, else the first of the largest. */
function mostLegible(labels: readonly (FittedLabel | undefined)[]): FittedLabel | undefined {
  let best: FittedLabel | undefined;
  for (const label of labels) {
    if (label !== undefined && (best === undefined || label.sizeMm > best.sizeMm)) best = label;
    if (best !== undefined && best.sizeMm >= LEGIBLE_MM) break;
  }
  return best;
}

/** Where a girdle facet's label stands: outside the edge that it is seen as. */
function besideEdge(
  label: string,
  view: PlanView,
  { outline, index }: { readonly outline: readonly PaperPoint[]; readonly index: number },
): PaperPoint {
  const [x, y] = middleOf(outline);
  const [alongX, alongY] = toothDirection(view, index);
  const halves = [textWidthMm(label, OUTSIDE_MM) / 2, (CAPITAL_HEIGHT * OUTSIDE_MM) / 2];
  const away = 0.9 + Math.abs(alongX) * halves[0] + Math.abs(alongY) * halves[1];
  return [x + away * alongX, y + away * alongY];
}

/** From the middle of a facet to the middle of its label inside the table. */
const INWARDS_MM = [3.4, 5.6, 7.8, 10, 12.2] as const;
/** From the stone's outermost corner to the middle of a label outside. */
const OUTWARDS_MM = [2.6, RING_GAP + FIGURE_GAP + 3.2] as const;
/** Directions round the stone that are tried. */
const DIRECTIONS = 48;

/** The nearest place for a label that touches no other: within the table where there is one and the facet is near it, else outside the stone. */
function freePlace(
  label: string,
  from: PaperPoint,
  radius: number,
  middle: PaperPoint,
  table: readonly PaperPoint[] | undefined,
  boxes: readonly Box[],
): PaperPoint {
  const [x, y] = [from[0] - middle[0], from[1] - middle[1]];
  const distance = Math.sqrt(x * x + y * y);
  const directions = Array.from({ length: DIRECTIONS }, (_, i) => facetNormal(90, i, DIRECTIONS))
    .map(([alongX, alongY]): PaperPoint => [alongX, -alongY])
    .sort((a, b) => b[0] * x + b[1] * y - (a[0] * x + a[1] * y));
  const nearest: PaperPoint = distance > 0 ? [x / distance, y / distance] : directions[0];
  const tried = [nearest, ...directions.slice(0, DIRECTIONS / 2)];
  const free = (at: PaperPoint) => boxes.every((box) => !overlap(box, boxOf(label, at, OUTSIDE_MM)));
  const within = (at: PaperPoint) =>
    table !== undefined && distance < 0.75 * radius && holds(table, boxOf(label, at, OUTSIDE_MM));
  const candidates = [
    ...INWARDS_MM.flatMap((inwards) =>
      tried.slice(0, 9).map((along) => pointAlong(middle, along, distance - inwards)),
    ).filter(within),
    ...OUTWARDS_MM.flatMap((outwards) => tried.map((along) => pointAlong(middle, along, radius + outwards))),
  ];
  return candidates.find(free) ?? pointAlong(middle, nearest, radius + OUTWARDS_MM[0]);
}

function pointAlong([x, y]: PaperPoint, [alongX, alongY]: PaperPoint, distance: number): PaperPoint {
  return [x + distance * alongX, y + distance * alongY];
}

/** A dot in the facet and a line from it to the rim of its label. */
function leader(from: PaperPoint, at: PaperPoint, { left, right, top, foot }: Box): string {
  const [x, y] = [from[0] - at[0], from[1] - at[1]];
  const share = Math.min(
    x === 0 ? 1 : (right - left) / 2 / Math.abs(x),
    y === 0 ? 1 : (foot - top) / 2 / Math.abs(y),
    1,
  );
  return [
    `<path fill="none" stroke="#777" stroke-width="0.1" d="M${mm(from[0])} ${mm(from[1])}L${mm(at[0] + share * x)} ${mm(at[1] + share * y)}"/>`,
    `<circle cx="${mm(from[0])}" cy="${mm(from[1])}" r="0.22" fill="#777"/>`,
  ].join("");
}

/** A label's box with some room around. */
function boxOf(label: string, [x, y]: PaperPoint, sizeMm: number): Box {
  const halfWidth = textWidthMm(label, sizeMm) / 2 + 0.35;
  const halfHeight = (CAPITAL_HEIGHT * sizeMm) / 2 + 0.35;
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, foot: y + halfHeight };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.foot && b.top < a.foot;
}

/** Whether a box lies wholly within a convex outline. */
function holds(outline: readonly PaperPoint[], { left, right, top, foot }: Box): boolean {
  const [middleX, middleY] = middleOf(outline);
  return outline.every(([x, y], i) => {
    const [nextX, nextY] = outline[(i + 1) % outline.length];
    const side = (pointX: number, pointY: number) => (nextX - x) * (pointY - y) - (nextY - y) * (pointX - x);
    const inner = Math.sign(side(middleX, middleY));
    return [left, right].every((pointX) => [top, foot].every((pointY) => inner * side(pointX, pointY) >= 0));
  });
}

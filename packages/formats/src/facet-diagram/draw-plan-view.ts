import { facetNormal } from "../gemcad/gemcad-half-spaces.js";
import type { DiagramStep, DiagramStone } from "./diagram-stone.js";
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
/** Places round the stone where labels of facets too small for them may stand. */
const LEADER_PLACES = 64;

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

function labelSteps(stone: DiagramStone, view: PlanView, place: (x: number, y: number) => PaperPoint): string[] {
  const own = stone.steps.filter(({ side, label }) => side === view.side && label !== "");
  const taken = new Set<number>();
  const girdle =
    view.side === "pavilion"
      ? stone.steps
          .filter(({ side, label }) => side === "girdle" && label !== "")
          .map((step) => besideEdge(step, view, place, taken))
      : [];
  const inside: string[] = [];
  const outside: { label: string; from: PaperPoint }[] = [];
  for (const { label, outlines } of own) {
    const drawn = outlines
      .filter((outline) => outline.length > 2)
      .map((outline) => outline.map(([x, y]) => place(x, y)));
    if (drawn.length === 0) continue;
    const fitted = drawn
      .map((outline) => fitLabel(label, outline))
      .reduce<FittedLabel | undefined>(
        (best, one) => (one !== undefined && (best === undefined || one.sizeMm > best.sizeMm) ? one : best),
        undefined,
      );
    if (fitted === undefined) outside.push({ label, from: middleOf(drawn[0]) });
    else {
      const { at, sizeMm } = fitted;
      inside.push(textAt(at[0], at[1] + (CAPITAL_HEIGHT * sizeMm) / 2, label, { sizeMm, anchor: "middle" }));
    }
  }
  return [...girdle, ...inside, ...outside.map(({ label, from }) => withLeader(label, from, stone, view, taken))];
}

const OUTSIDE_MM = 1.9;

/** The label of a girdle's step, outside the edge that its first facet is seen as. */
function besideEdge(
  { label, outlines, facets }: DiagramStep,
  view: PlanView,
  place: (x: number, y: number) => PaperPoint,
  taken: Set<number>,
): string {
  const first = Math.max(
    0,
    outlines.findIndex((outline) => outline.length > 0),
  );
  const outline = outlines[first].map(([x, y]) => place(x, y));
  if (outline.length === 0) return "";
  const [x, y] = middleOf(outline);
  const [alongX, alongY] = toothDirection(view, facets[first].index);
  taken.add(nearestPlace([alongX, alongY]));
  const away =
    0.9 + (Math.abs(alongX) * textWidthMm(label, OUTSIDE_MM) + Math.abs(alongY) * CAPITAL_HEIGHT * OUTSIDE_MM) / 2;
  return textAt(x + away * alongX, y + away * alongY + (CAPITAL_HEIGHT * OUTSIDE_MM) / 2, label, {
    sizeMm: OUTSIDE_MM,
    anchor: "middle",
  });
}

/** The label of a facet too small to hold it: outside the stone, with a thin line to the facet. */
function withLeader(
  label: string,
  from: PaperPoint,
  { radius }: DiagramStone,
  { middle, scale }: PlanView,
  taken: Set<number>,
): string {
  const wanted = nearestPlace([from[0] - middle[0], from[1] - middle[1]]);
  let free = wanted;
  for (let step = 0; step < LEADER_PLACES && isTaken(taken, free); step++) {
    free = (wanted + (step % 2 === 0 ? 1 : -1) * Math.ceil((step + 1) / 2) + LEADER_PLACES) % LEADER_PLACES;
  }
  taken.add(free);
  const [x, y] = facetNormal(90, free, LEADER_PLACES);
  const reach = radius * scale + RING_GAP - 2;
  const at: PaperPoint = [middle[0] + reach * x, middle[1] - reach * y];
  return [
    `<path fill="none" stroke="#777" stroke-width="0.1" d="M${mm(from[0])} ${mm(from[1])}L${mm(at[0])} ${mm(at[1])}"/>`,
    `<circle cx="${mm(from[0])}" cy="${mm(from[1])}" r="0.25" fill="#777"/>`,
    textAt(at[0], at[1] + (CAPITAL_HEIGHT * OUTSIDE_MM) / 2, label, {
      sizeMm: OUTSIDE_MM,
      anchor: "middle",
      halo: true,
    }),
  ].join("");
}

/** Labels side by side need two places each. */
function isTaken(taken: ReadonlySet<number>, place: number): boolean {
  return [-1, 0, 1].some((step) => taken.has((place + step + LEADER_PLACES) % LEADER_PLACES));
}

/** The place round the stone whose direction is nearest to one on the paper. */
function nearestPlace([x, y]: PaperPoint): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let place = 0; place < LEADER_PLACES; place++) {
    const [alongX, alongY] = facetNormal(90, place, LEADER_PLACES);
    const along = alongX * x - alongY * y;
    if (along > most) [best, most] = [place, along];
  }
  return best;
}

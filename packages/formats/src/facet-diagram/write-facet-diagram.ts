import asin from "@stdlib/math-base-special-asin";
import type { GemCadDesign } from "../gemcad/gemcad-design.js";
import { type DiagramStone, diagramStone } from "./diagram-stone.js";
import { drawPlanView, PLAN_MARGIN } from "./draw-plan-view.js";
import { drawProfile } from "./draw-profile.js";
import { drawStepTable, shortened } from "./draw-step-table.js";
import { DrawingError } from "./drawing-error.js";
import { mm, svgFile, textAt } from "./svg-text.js";

/** What `writeFacetDiagram` says beside the design. */
export interface FacetDiagramOptions {
  /** The stone's name. Default the design's first heading, else `Brilliant cut`. */
  readonly title?: string;
  /** The code that cuts it again, printed at the foot. */
  readonly code?: string;
  /** Length of the finished stone's longest side in mm, 1 to 1000: measures and the drawing's scale are then given too. */
  readonly sizeMm?: number;
}

/** The options `writeFacetDiagram` uses where none are given. */
export const FACET_DIAGRAM_DEFAULTS = { title: "Brilliant cut" } as const satisfies FacetDiagramOptions;

// A4.
const PAGE_WIDTH = 210;
const PAGE_HEIGHT = 297;
const MARGIN = 13;
const RIGHT = PAGE_WIDTH - MARGIN;
const LEFT_AXIS = MARGIN + (RIGHT - MARGIN) / 4;
const RIGHT_AXIS = RIGHT - (RIGHT - MARGIN) / 4;
const CELLS_TOP = 30;
const CELL_HEIGHT = 8.6;
const VIEWS_TOP = 52;
/** The stone's outermost corner lies so far from the axis on paper. */
const STONE_RADIUS = 33.5;
const PROFILES_TOP = VIEWS_TOP + 2 * (STONE_RADIUS + PLAN_MARGIN) + 7;
const CODE_MM = 1.9;
const CODE_SPACING = 1.4;
const CODE_LINE = 120;
/** Between the table and the notes at the foot. */
const NOTES_GAP = 5;

/**
 * A faceting design as faceters print it, one sheet of A4: the crown from above and the pavilion from below with a label for every step of cutting
 * and the teeth of the index gear round them, the profile (from the side too where that differs), proportions against the width (L/W, T/W, C/W, P/W, H/W, volume / W³),
 * gear, refractive index, symmetry, and a table of the steps with angle and teeth.
 *
 * @param design - Such as `facetingDesign(code)` of vocalith, or read from a GemCad file.
 * @returns A self-contained SVG file in true millimetres; the same design gives the same text.
 * @throws GemCadError for a design that cannot be cut, HalfSpaceError of geometry where its facets enclose no stone, {@link DrawingError} for a size out of
 * range.
 *
 * @example
 * ```ts
 * import { type GemCadDesign, writeFacetDiagram } from "@vocalith/formats";
 * declare const design: GemCadDesign;
 * const svg: string = writeFacetDiagram(design, { title: "A voice", sizeMm: 12 });
 * ```
 */
export function writeFacetDiagram(design: GemCadDesign, options: FacetDiagramOptions = {}): string {
  const { sizeMm, code } = options;
  if (sizeMm !== undefined && !(sizeMm >= 1 && sizeMm <= 1000)) {
    throw new DrawingError(`a stone of sizeMm = ${sizeMm}`, "1 to 1000", "Give its longest side in millimetres.");
  }
  const { gear, gearOffset = 0, headings = [], footnotes = [] } = design;
  const title = options.title ?? headings[0] ?? FACET_DIAGRAM_DEFAULTS.title;
  const stone = diagramStone(design);
  const scale = STONE_RADIUS / stone.radius;
  const planMiddle = VIEWS_TOP + STONE_RADIUS + PLAN_MARGIN;
  const profileHeight = scale * stone.proportions.heightToWidth * stone.proportions.width;
  const hasSide = differsFromSide(stone);
  const notes = noteLines(footnotes, code);
  const notesHeight = notes.length * CODE_MM * CODE_SPACING;
  const table = drawStepTable(stone.steps, gear, {
    left: MARGIN,
    right: RIGHT,
    top: PROFILES_TOP + profileHeight + 9,
    foot: PAGE_HEIGHT - MARGIN - NOTES_GAP - notesHeight,
  });
  const pageHeight = Math.max(PAGE_HEIGHT, table.foot + NOTES_GAP + notesHeight + MARGIN);
  const body = [
    textAt(MARGIN, MARGIN + 6, shortened(title, RIGHT - MARGIN, 6), { sizeMm: 6, bold: true }),
    textAt(MARGIN, MARGIN + 12, shortened(subtitle(design, options), RIGHT - MARGIN, 2.8), {
      sizeMm: 2.8,
      color: "#444",
    }),
    ...drawCells(design, stone, sizeMm),
    caption(MARGIN, VIEWS_TOP + 3.5, "Crown, from above"),
    caption(RIGHT, VIEWS_TOP + 3.5, "Pavilion, from below", "end"),
    ...drawPlanView(stone, { side: "crown", middle: [LEFT_AXIS, planMiddle], scale, gear, gearOffset }),
    ...drawPlanView(stone, { side: "pavilion", middle: [RIGHT_AXIS, planMiddle], scale, gear, gearOffset }),
    caption(MARGIN, PROFILES_TOP - 2.5, "Profile, from the front"),
    ...drawProfile(stone, {
      from: "front",
      axisX: hasSide ? LEFT_AXIS - 4 : PAGE_WIDTH / 2,
      top: PROFILES_TOP,
      scale,
      hasMeasures: true,
    }),
    ...(hasSide
      ? [
          caption(RIGHT, PROFILES_TOP - 2.5, "Profile, from the right", "end"),
          ...drawProfile(stone, { from: "side", axisX: RIGHT_AXIS, top: PROFILES_TOP, scale, hasMeasures: false }),
        ]
      : []),
    ...table.parts,
    ...notes.map((line, i) =>
      textAt(MARGIN, pageHeight - MARGIN - (notes.length - 1 - i) * CODE_MM * CODE_SPACING, line, {
        sizeMm: CODE_MM,
        color: "#555",
      }),
    ),
    ...drawScale(stone, scale, sizeMm, PROFILES_TOP + profileHeight + 3),
  ];
  return svgFile(PAGE_WIDTH, pageHeight, title, body);
}

function subtitle({ material, headings = [] }: GemCadDesign, { title }: FacetDiagramOptions): string {
  const further = (title === undefined ? headings.slice(1) : headings).map((line) => line.trim());
  return [...further, material === undefined ? "" : `to be cut in ${material}`]
    .filter((line) => line !== "")
    .join(", ");
}

/** Facts and proportions in a grid above the views. */
function drawCells(design: GemCadDesign, stone: DiagramStone, sizeMm: number | undefined): string[] {
  const { gear, symmetryFolds, mirror, refractiveIndex } = design;
  const { facets, proportions } = stone;
  const { width, lengthToWidth, heightToWidth } = proportions;
  const widthMm = sizeMm === undefined ? 0 : sizeMm / Math.max(1, lengthToWidth, heightToWidth);
  const rows: (readonly [name: string, value: string])[][] = [
    [
      ["Facets", facets.girdle > 0 ? `${facets.faces} + ${facets.girdle} girdle` : `${facets.faces}`],
      ["Symmetry", `${symmetryFolds}-fold${mirror ? ", mirror" : ""}`],
      ["Index gear", `${Math.abs(gear)}`],
      ["Refractive index", refractiveIndex.toFixed(3)],
      ["Critical angle", `${((asin(1 / refractiveIndex) * 180) / Math.PI).toFixed(1)}°`],
      sizeMm === undefined
        ? ["Width as designed", width.toFixed(4)]
        : ["W × L × H, mm", [1, lengthToWidth, heightToWidth].map((part) => (part * widthMm).toFixed(2)).join(" × ")],
    ],
    [
      ["L/W", lengthToWidth.toFixed(3)],
      ["T/W", proportions.tableToWidth.toFixed(3)],
      ["C/W", proportions.crownToWidth.toFixed(3)],
      ["P/W", proportions.pavilionToWidth.toFixed(3)],
      ["H/W", heightToWidth.toFixed(3)],
      ["Volume / W³", proportions.volumeToWidthCubed.toFixed(3)],
    ],
  ];
  const cellWidth = (RIGHT - MARGIN) / 6;
  const rules = [0, 1, 2].map((row) => `M${MARGIN} ${mm(CELLS_TOP + row * CELL_HEIGHT)}H${RIGHT}`);
  return [
    `<path fill="none" stroke="#999" stroke-width="0.13" d="${rules.join("")}"/>`,
    ...rows.flatMap((cells, row) =>
      cells.flatMap(([name, value], column) => [
        textAt(MARGIN + column * cellWidth + 0.5, CELLS_TOP + row * CELL_HEIGHT + 3, name, {
          sizeMm: 1.95,
          color: "#666",
        }),
        textAt(MARGIN + column * cellWidth + 0.5, CELLS_TOP + row * CELL_HEIGHT + 7, value, { sizeMm: 2.9 }),
      ]),
    ),
  ];
}

/** Lengths of a scale bar in mm. */
const BARS = [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2] as const;

/** A bar that tells how large the drawing is, and its scale for a stone of known size. */
function drawScale(
  { proportions, radius }: DiagramStone,
  scale: number,
  sizeMm: number | undefined,
  y: number,
): string[] {
  const { width, lengthToWidth, heightToWidth } = proportions;
  const unitMm = sizeMm === undefined ? 0 : sizeMm / (width * Math.max(1, lengthToWidth, heightToWidth));
  const bar = BARS.find((length) => length <= 0.8 * radius * unitMm) ?? BARS[BARS.length - 1];
  const length = sizeMm === undefined ? (scale * width) / 4 : (scale * bar) / unitMm;
  const text =
    sizeMm === undefined ? "W / 4" : `${bar} mm on the stone; drawn ${(scale / unitMm).toFixed(2)} times its size`;
  const from = MARGIN + 0.2;
  return [
    `<path fill="none" stroke="#333" stroke-width="0.25" d="M${mm(from)} ${mm(y - 0.8)}V${mm(y + 0.8)}M${mm(from)} ${mm(y)}H${mm(from + length)}M${mm(from + length)} ${mm(y - 0.8)}V${mm(y + 0.8)}"/>`,
    textAt(from + length + 1.5, y + 0.75, text, { sizeMm: 2.1, color: "#333" }),
  ];
}

/** Whether a quarter of a turn shows another stone: the symmetry of a design may leave its last row out. */
function differsFromSide({ solid: { vertices }, radius }: DiagramStone): boolean {
  const key = (x: number, y: number, z: number) =>
    [x, y, z].map((value) => Math.round((1e4 * value) / radius) + 0).join(" ");
  const corners = new Set<string>();
  const turned: string[] = [];
  for (let i = 0; i < vertices.length; i += 3) {
    const [x, y, z] = vertices.subarray(i, i + 3);
    corners.add(key(x, y, z));
    turned.push(key(-y, x, z));
  }
  return turned.some((corner) => !corners.has(corner));
}

function noteLines(footnotes: readonly string[], code: string | undefined): string[] {
  const text = code === undefined ? "" : `Cut again from ${code}`;
  const lines = Array.from({ length: Math.ceil(text.length / CODE_LINE) }, (_, i) =>
    text.slice(i * CODE_LINE, (i + 1) * CODE_LINE),
  );
  return [...footnotes.filter((line) => line.trim() !== ""), ...lines];
}

function caption(x: number, y: number, text: string, anchor: "start" | "end" = "start"): string {
  return textAt(x, y, text, { sizeMm: 2.6, bold: true, anchor, color: "#333" });
}

import type { DiagramStep } from "./diagram-stone.js";
import { mm, textAt, textWidthMm } from "./svg-text.js";

/** Where the table may stand. */
export interface TableRoom {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Where it should end. */
  readonly foot: number;
}

/** What `drawStepTable` has drawn. */
export interface DrawnTable {
  readonly parts: readonly string[];
  /** Where it ends, below `foot` where even the smallest type did not fit. */
  readonly foot: number;
}

const LARGEST_TYPE_MM = 2.7;
const SMALLEST_TYPE_MM = 1.7;
/** Line spacing against the size of the type. */
const SPACING = 1.42;
const SECTION_LINES = 1.7;
// Columns from the left of the table, in sizes of type.
const ANGLE_END = 9.5;
const INDEX_START = 11.5;
/** Right column: what faceters call the step. */
const NAME_WIDTH = 15;

interface Row {
  readonly step?: DiagramStep;
  /** A section's name. */
  readonly heading?: string;
  /** Teeth, broken to the column. */
  readonly lines: readonly string[];
}

/** The steps of cutting: label, angle, teeth, name; girdle and pavilion first, then the crown, as they are cut. */
export function drawStepTable(steps: readonly DiagramStep[], gear: number, room: TableRoom): DrawnTable {
  for (let typeMm = LARGEST_TYPE_MM; ; typeMm -= 0.1) {
    const rows = rowsOf(steps, gear, room, typeMm);
    const height = rows.reduce((sum, row) => sum + heightOf(row), 0) * typeMm * SPACING;
    if (room.top + height <= room.foot || typeMm - 0.1 < SMALLEST_TYPE_MM) {
      return { parts: drawRows(rows, room, typeMm), foot: room.top + height };
    }
  }
}

/** Lines that a row takes; sections stand apart. */
function heightOf({ heading, lines }: Row): number {
  return heading === undefined ? lines.length : SECTION_LINES;
}

function rowsOf(steps: readonly DiagramStep[], gear: number, { left, right }: TableRoom, typeMm: number): Row[] {
  const teeth = Math.abs(gear);
  const width = right - left - (INDEX_START + NAME_WIDTH) * typeMm;
  const rows = (part: readonly DiagramStep[]): Row[] =>
    part.map((step) => {
      const indices = step.facets.map(({ index }) => (index === 0 ? teeth : Number(index.toFixed(2))));
      const isLevel = step.angleDegrees === 0;
      return {
        step,
        lines: isLevel ? ["any"] : broken(indices.sort((a, b) => (a % teeth) - (b % teeth)).map(String), width, typeMm),
      };
    });
  const lower = steps.filter(({ side }) => side !== "crown");
  const upper = steps.filter(({ side }) => side === "crown");
  return [
    ...(lower.length > 0 ? [{ heading: "Pavilion", lines: [] }, ...rows(lower)] : []),
    ...(upper.length > 0 ? [{ heading: "Crown", lines: [] }, ...rows(upper)] : []),
  ];
}

/** Teeth joined by dashes, in lines no wider than the column. */
function broken(teeth: readonly string[], width: number, typeMm: number): string[] {
  const lines: string[] = [];
  let line = "";
  teeth.forEach((tooth, i) => {
    const part = i + 1 < teeth.length ? `${tooth} - ` : tooth;
    if (line !== "" && textWidthMm(line + part, typeMm) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += part;
  });
  return [...lines, line];
}

function drawRows(rows: readonly Row[], { left, right, top }: TableRoom, typeMm: number): string[] {
  const parts: string[] = [];
  const spacing = typeMm * SPACING;
  let y = top;
  for (const row of rows) {
    const { step, heading, lines } = row;
    const height = heightOf(row) * spacing;
    const base = y + typeMm + (heading === undefined ? 0 : height - spacing);
    if (heading !== undefined) {
      parts.push(textAt(left, base, heading, { sizeMm: typeMm, bold: true }));
      parts.push(
        textAt(left + ANGLE_END * typeMm, base, "angle", { sizeMm: 0.85 * typeMm, anchor: "end", color: "#666" }),
      );
      parts.push(textAt(left + INDEX_START * typeMm, base, "index", { sizeMm: 0.85 * typeMm, color: "#666" }));
      parts.push(rule(left, right, y + height, 0.18, "#111"));
    } else if (step !== undefined) {
      parts.push(textAt(left + 0.4 * typeMm, base, step.label, { sizeMm: typeMm, bold: true }));
      parts.push(
        textAt(left + ANGLE_END * typeMm, base, `${Math.abs(step.angleDegrees).toFixed(2)}°`, {
          sizeMm: typeMm,
          anchor: "end",
        }),
      );
      lines.forEach((line, i) => {
        parts.push(textAt(left + INDEX_START * typeMm, base + i * spacing, line, { sizeMm: typeMm }));
      });
      parts.push(
        textAt(right, base, shortened(step.name, NAME_WIDTH * typeMm, typeMm), {
          sizeMm: typeMm,
          anchor: "end",
          color: "#444",
        }),
      );
      parts.push(rule(left, right, y + height, 0.08, "#bbb"));
    }
    y += height;
  }
  return parts;
}

function rule(left: number, right: number, y: number, width: number, color: string): string {
  return `<path stroke="${color}" stroke-width="${mm(width)}" d="M${mm(left)} ${mm(y)}H${mm(right)}"/>`;
}

/** A text cut to a width, with dots where something is missing. */
export function shortened(text: string, width: number, typeMm: number): string {
  if (textWidthMm(text, typeMm) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidthMm(`${characters.join("")}…`, typeMm) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

import { GLYPH_HEIGHT, GLYPHS } from "./glyphs.js";

/** Tenths of a pen's width in one step of the glyphs' grid. */
export const STEP = 10;

/** The pen: an octagon 10 across, its slanting sides at whole tenths too, 9.9 apart. */
const PEN = [5, -2, 5, 2, 2, 5, -2, 5, -5, 2, -5, -2, -2, -5, 2, -5];

/** The least width of a stroke, in tenths of a pen: across a slanting one, 14 / sqrt 2. */
export const STROKE = 14 / Math.SQRT2;

/** Between two characters, and between two lines, in tenths of a pen beside the pen itself. */
const LETTER_GAP = 10;
const LINE_GAP = 20;

/** Text as convex outlines on a grid of whole numbers, tenths of a pen's width, centred about 0, 0. */
export interface Lettering {
  /** Convex polygons, x, y a corner, counter-clockwise; they overlap where strokes meet. */
  readonly pieces: readonly (readonly number[])[];
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/**
 * Sets lines of text, each centred. Every stroke is the convex hull of the pen at its two ends, so all edges run level, upright or at 45
 * degrees through whole or half tenths: they can be united without rounding.
 *
 * @param lines characters of `GLYPHS`.
 * @internal
 */
export function setLettering(lines: readonly string[]): Lettering {
  const widths = lines.map(lineWidth);
  const width = Math.max(...widths);
  const pitch = STEP * GLYPH_HEIGHT + STEP + LINE_GAP;
  const height = pitch * (lines.length - 1) + STEP * GLYPH_HEIGHT;
  const pieces: number[][] = [];
  lines.forEach((line, row) => {
    let x = -Math.round(widths[row] / 2);
    const y = Math.round(height / 2) - STEP * GLYPH_HEIGHT - row * pitch;
    for (const character of line) {
      const { width: steps, strokes } = GLYPHS[character];
      for (const stroke of strokes)
        pieces.push(...strokeOutlines(stroke.map((s, i) => STEP * s + (i % 2 === 0 ? x : y))));
      x += STEP * steps + STEP + LETTER_GAP;
    }
  });
  return { pieces, halfWidth: (width + STEP) / 2 + 1, halfHeight: (height + STEP) / 2 + 1 };
}

function lineWidth(line: string): number {
  const steps = Array.from(line, (character) => STEP * GLYPHS[character].width + STEP + LETTER_GAP);
  return steps.reduce((sum, step) => sum + step, -STEP - LETTER_GAP);
}

function strokeOutlines(points: readonly number[]): number[][] {
  if (points.length === 2) return [penHull(points, points)];
  const outlines: number[][] = [];
  for (let i = 0; i + 3 < points.length; i += 2) {
    outlines.push(penHull(points.slice(i, i + 2), points.slice(i + 2, i + 4)));
  }
  return outlines;
}

/** The convex hull of the pen at two places: each corner of the pen goes where it is farther out. */
function penHull(from: readonly number[], to: readonly number[]): number[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const hull: number[] = [];
  const count = PEN.length / 2;
  for (let i = 0; i < count; i++) {
    const [x, y] = [PEN[2 * i], PEN[2 * i + 1]];
    const before = (i + count - 1) % count;
    const after = (i + 1) % count;
    // How far the displacement carries the sides before and after this corner outwards.
    const [inX, inY] = [x - PEN[2 * before], y - PEN[2 * before + 1]];
    const [outX, outY] = [PEN[2 * after] - x, PEN[2 * after + 1] - y];
    const carriedIn = inY * dx - inX * dy;
    const carriedOut = outY * dx - outX * dy;
    const places =
      carriedIn > 0 && carriedOut < 0
        ? [to, from]
        : carriedIn < 0 && carriedOut > 0
          ? [from, to]
          : carriedIn > 0 || carriedOut > 0
            ? [to]
            : [from];
    for (const place of places) hull.push(x + place[0], y + place[1]);
  }
  return hull;
}

import { textWidthMm } from "./svg-text.js";

/** A place on the paper, in mm. */
export type PaperPoint = readonly [x: number, y: number];

/** Where a label stands inside a facet. */
export interface FittedLabel {
  /** Middle of the label. */
  readonly at: PaperPoint;
  readonly sizeMm: number;
}

/** Sizes of type that are tried, the largest first. */
const SIZES_MM = [2.3, 1.9, 1.55] as const;
/** Height of capitals and figures against the size of the type. */
export const CAPITAL_HEIGHT = 0.72;
/** Between a label and an edge. */
const CLEARANCE_MM = 0.3;
const GRID = 24;

/**
 * The largest label that lies wholly inside a convex outline, where it is furthest from the edges: the best of a grid of places over the outline's box.
 *
 * @returns None where even the smallest type would touch an edge.
 */
export function fitLabel(label: string, outline: readonly PaperPoint[]): FittedLabel | undefined {
  for (const sizeMm of SIZES_MM) {
    const halfWidth = textWidthMm(label, sizeMm) / 2;
    const halfHeight = (CAPITAL_HEIGHT * sizeMm) / 2;
    const place = roomiest(outline, halfWidth, halfHeight);
    if (place !== undefined && place.room >= CLEARANCE_MM) return { at: place.at, sizeMm };
  }
  return undefined;
}

/** Mean of an outline's corners: a place inside it. */
export function middleOf(outline: readonly PaperPoint[]): PaperPoint {
  const sum = outline.reduce<PaperPoint>(([x, y], [cornerX, cornerY]) => [x + cornerX, y + cornerY], [0, 0]);
  return [sum[0] / outline.length, sum[1] / outline.length];
}

function roomiest(outline: readonly PaperPoint[], halfWidth: number, halfHeight: number) {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [middleX, middleY] = middleOf(outline);
  let best: { at: PaperPoint; room: number } | undefined;
  for (let row = 0; row <= GRID; row++) {
    for (let column = 0; column <= GRID; column++) {
      const at = [left + ((right - left) * column) / GRID, low + ((high - low) * row) / GRID] as const;
      let room = Number.POSITIVE_INFINITY;
      outline.forEach(([x, y], i) => {
        const [nextX, nextY] = outline[(i + 1) % outline.length];
        const length = Math.sqrt((nextX - x) * (nextX - x) + (nextY - y) * (nextY - y));
        if (length === 0) return;
        let [normalX, normalY] = [(y - nextY) / length, (nextX - x) / length];
        if (normalX * (middleX - x) + normalY * (middleY - y) < 0) [normalX, normalY] = [-normalX, -normalY];
        const reach = Math.abs(normalX) * halfWidth + Math.abs(normalY) * halfHeight;
        room = Math.min(room, normalX * (at[0] - x) + normalY * (at[1] - y) - reach);
      });
      if (best === undefined || room > best.room + 1e-9) best = { at, room };
    }
  }
  return best;
}

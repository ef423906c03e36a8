import { circlePoint } from "./bars.js";

/** A place for a rectangle in the plane. */
export interface RectanglePlace {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  /** Cosine and sine of the angle by which it is turned. */
  readonly turn: readonly [number, number];
  /** How many times larger than asked it can be made. */
  readonly scale: number;
}

/** How the plane is searched: places along each side, angles over a half turn, refinements that halve the step. */
const PLACES = 20;
const ANGLES = 24;
const REFINEMENTS = 8;

/**
 * The largest place found for a rectangle of given proportions inside a flat face, clear of obstacles by a margin: the best of a grid of
 * places and angles, refined by a pattern search. Only finding is approximate; what is found is clear.
 *
 * @param face triangles, x, y a corner.
 * @param obstacles convex polygons, x, y a corner; they hold the face's boundary.
 * @param half half the width and half the height of the rectangle.
 * @returns a scale of 0 when nothing fits.
 * @internal
 */
export function fitRectangle(
  face: readonly (readonly number[])[],
  obstacles: readonly (readonly number[])[],
  half: readonly [number, number],
  margin: number,
): RectanglePlace {
  let best: RectanglePlace = { x: 0, y: 0, turn: [1, 0], scale: 0 };
  const all = face.flat();
  const [xs, ys] = [0, 1].map((k) => all.filter((_, i) => i % 2 === k));
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const tryAt = (x: number, y: number, turn: readonly [number, number]): boolean => {
    if (!face.some((triangle) => isInside(triangle, x, y))) return false;
    const scale = scaleAt(obstacles, x, y, turn, half, margin, best.scale);
    if (scale <= best.scale) return false;
    best = { x, y, turn, scale };
    return true;
  };
  for (let i = 1; i < PLACES; i++) {
    for (let j = 1; j < PLACES; j++) {
      const [x, y] = [left + ((right - left) * i) / PLACES, low + ((high - low) * j) / PLACES];
      // However it is turned, the rectangle holds a circle as wide as its shorter side.
      const enough = Math.min(...half) * best.scale + margin;
      if (!isClear(obstacles, x, y, enough)) continue;
      for (let a = 0; a < ANGLES; a++) tryAt(x, y, upright(circlePoint(a / (2 * ANGLES))));
    }
  }
  let [stepX, stepY, step] = [(right - left) / PLACES, (high - low) / PLACES, 1 / (2 * ANGLES)];
  for (let round = 0; round < REFINEMENTS && best.scale > 0; round++) {
    [stepX, stepY, step] = [stepX / 2, stepY / 2, step / 2];
    for (let better = true; better; ) {
      const { x, y, turn } = best;
      better = false;
      for (const dx of [-1, 0, 1])
        for (const dy of [-1, 0, 1]) better = tryAt(x + dx * stepX, y + dy * stepY, turn) || better;
      for (const side of [-1, 1]) better = tryAt(x, y, turned(turn, circlePoint(side * step))) || better;
    }
  }
  return best;
}

/** A direction or its opposite, whichever reads more from left to right. */
function upright([cosine, sine]: readonly [number, number]): [number, number] {
  return cosine < -1e-9 ? [-cosine, -sine] : [cosine, sine];
}

function turned([c, s]: readonly [number, number], [k, l]: readonly [number, number]): [number, number] {
  const [x, y] = [c * k - s * l, s * k + c * l];
  const length = Math.sqrt(x * x + y * y);
  return [x / length, y / length];
}

/** How large the rectangle can be at a place before it meets an obstacle; `enough` or less when it is no better than that. */
function scaleAt(
  obstacles: readonly (readonly number[])[],
  x: number,
  y: number,
  [cosine, sine]: readonly [number, number],
  [a, b]: readonly [number, number],
  margin: number,
  enough: number,
): number {
  let scale = Number.POSITIVE_INFINITY;
  for (const polygon of obstacles) {
    if (isInside(polygon, x, y)) return 0;
    const count = polygon.length;
    let [px, py] = turnedBack(polygon[count - 2] - x, polygon[count - 1] - y, cosine, sine);
    for (let i = 0; i < count; i += 2) {
      const [qx, qy] = turnedBack(polygon[i] - x, polygon[i + 1] - y, cosine, sine);
      scale = Math.min(scale, scaleAtEdge(px, py, qx, qy, a, b, margin));
      if (scale <= enough) return scale;
      [px, py] = [qx, qy];
    }
  }
  return scale;
}

/** Whether every edge of the obstacles is farther from a point than that. */
function isClear(obstacles: readonly (readonly number[])[], x: number, y: number, distance: number): boolean {
  const least = distance * distance;
  return obstacles.every((polygon) => {
    for (let i = 0; i < polygon.length; i += 2) {
      const j = (i + 2) % polygon.length;
      const [ax, ay, dx, dy] = [
        polygon[i] - x,
        polygon[i + 1] - y,
        polygon[j] - polygon[i],
        polygon[j + 1] - polygon[i + 1],
      ];
      const length = dx * dx + dy * dy;
      const part = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
      const [px, py] = [ax + part * dx, ay + part * dy];
      if (px * px + py * py < least) return false;
    }
    return true;
  });
}

function turnedBack(x: number, y: number, cosine: number, sine: number): [number, number] {
  return [cosine * x + sine * y, cosine * y - sine * x];
}

/**
 * The least of max((|x| - m) / a, (|y| - m) / b) on a line segment: the greatest of four linear functions is least at an end, or where two of
 * them are equal.
 */
function scaleAtEdge(px: number, py: number, qx: number, qy: number, a: number, b: number, margin: number): number {
  const [x, y, dx, dy] = [px / a, py / b, (qx - px) / a, (qy - py) / b];
  const [marginX, marginY] = [margin / a, margin / b];
  let least = Math.min(greatestAt(0, x, y, dx, dy, marginX, marginY), greatestAt(1, x, y, dx, dy, marginX, marginY));
  for (let pair = 0; pair < 6; pair++) {
    const sign = pair % 2 === 0 ? 1 : -1;
    let t = 0;
    if (pair === 0) t = -x / dx;
    else if (pair === 1) t = -y / dy;
    else if (pair < 4) t = (marginX - marginY - x - sign * y) / (dx + sign * dy);
    else t = (marginY - marginX - x - sign * y) / (dx + sign * dy);
    if (t > 0 && t < 1) least = Math.min(least, greatestAt(t, x, y, dx, dy, marginX, marginY));
  }
  return Math.max(0, least);
}

function greatestAt(t: number, x: number, y: number, dx: number, dy: number, marginX: number, marginY: number): number {
  return Math.max(Math.abs(x + t * dx) - marginX, Math.abs(y + t * dy) - marginY);
}

/** Whether a point lies inside a convex polygon, whichever way it runs. */
function isInside(polygon: readonly number[], x: number, y: number): boolean {
  let [left, right] = [false, false];
  for (let i = 0; i < polygon.length; i += 2) {
    const j = (i + 2) % polygon.length;
    const side =
      (polygon[j] - polygon[i]) * (y - polygon[i + 1]) - (polygon[j + 1] - polygon[i + 1]) * (x - polygon[i]);
    if (side > 0) left = true;
    if (side < 0) right = true;
  }
  return left !== right;
}

/** A circle inside a polygon. */
export interface InscribedCircle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** No circle inside the polygon is larger than `radius` by more than this. */
  readonly error: number;
}

/**
 * The largest circle inside a polygon, which may have holes. For a convex polygon the linear programme "largest r with n.x + r <= d for
 * each side" (Boyd and Vandenberghe 2004, 4.3.1) by the dual simplex method, exact but for rounding; for others squares are
 * divided, the most promising first, until none can hold a centre that is better by more than `tolerance` of the radius (Garcia-Castellanos
 * and Lombardo 2007, with a bound).
 *
 * @param sides x and y of the start and of the end of each side, the inside on its left.
 * @param tolerance relative, for polygons that are not convex.
 * @internal
 */
export function inscribedCircle(sides: Float64Array, tolerance: number): InscribedCircle {
  const lines = sideLines(sides);
  const convex = isConvex(sides) ? circleOfConvex(lines) : undefined;
  return convex ?? circleOfAny(sides, tolerance);
}

/** Unit outward normal and distance from the origin of the line of each side that has a length. */
function sideLines(sides: Float64Array): Float64Array {
  const lines: number[] = [];
  for (let i = 0; i < sides.length; i += 4) {
    const [x, y, dx, dy] = [sides[i], sides[i + 1], sides[i + 2] - sides[i], sides[i + 3] - sides[i + 1]];
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length > 0) lines.push(dy / length, -dx / length, (dy * x - dx * y) / length);
  }
  return Float64Array.from(lines);
}

/** Whether the sides form one loop that turns left, or goes straight on but for rounding, at each corner. */
function isConvex(sides: Float64Array): boolean {
  const count = sides.length / 4;
  const startingAt = new Map<string, number>();
  for (let i = 0; i < count; i++) startingAt.set(`${sides[4 * i]} ${sides[4 * i + 1]}`, i);
  if (startingAt.size !== count || count < 3) return false;
  let side = 0;
  let turned = 0;
  for (let step = 0; step < count; step++) {
    const next = startingAt.get(`${sides[4 * side + 2]} ${sides[4 * side + 3]}`);
    if (next === undefined || (next === 0 && step < count - 1)) return false;
    const [ux, uy] = [sides[4 * side + 2] - sides[4 * side], sides[4 * side + 3] - sides[4 * side + 1]];
    const [vx, vy] = [sides[4 * next + 2] - sides[4 * next], sides[4 * next + 3] - sides[4 * next + 1]];
    const cross = ux * vy - uy * vx;
    const lengths = Math.sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy));
    if (cross < -1e-13 * lengths || (cross <= 1e-13 * lengths && ux * vx + uy * vy < 0)) return false;
    // Once round, the direction passes the positive x axis once.
    if (uy < 0 && vy >= 0) turned++;
    side = next;
  }
  return side === 0 && turned === 1;
}

/** The dual simplex method: the circle that touches three lines, exchanged for a smaller one as long as a line cuts it. */
function circleOfConvex(lines: Float64Array): InscribedCircle | undefined {
  const count = lines.length / 3;
  const basis = firstBasis(lines);
  if (basis === undefined) return undefined;
  for (let step = 0; step < 20 * count + 100; step++) {
    const [i, j, k] = basis.map((line) => 3 * line);
    const circle = touching(lines, i, j, k);
    if (circle === undefined) return undefined;
    const [x, y, r] = circle;
    let [worst, cut] = [-1, 1e-14 * (Math.abs(x) + Math.abs(y) + Math.abs(r))];
    let inside = Number.POSITIVE_INFINITY;
    for (let line = 0; line < count; line++) {
      const room = lines[3 * line + 2] - lines[3 * line] * x - lines[3 * line + 1] * y;
      inside = Math.min(inside, room);
      if (r - room > cut) [worst, cut] = [line, r - room];
    }
    if (worst < 0 || basis.includes(worst)) {
      return { x, y, radius: Math.max(0, inside), error: Math.max(0, r - inside) };
    }
    const leaving = leavingLine(lines, basis, worst);
    if (leaving < 0) return undefined;
    basis[leaving] = worst;
  }
  return undefined;
}

/** Three sides whose normals hold the origin between them: the first, and the two next to the direction against it. */
function firstBasis(lines: Float64Array): number[] | undefined {
  const [ax, ay] = [lines[0], lines[1]];
  let [before, after] = [-1, -1];
  let [cosBefore, cosAfter] = [1, 1];
  for (let line = 1; line < lines.length / 3; line++) {
    const cross = ax * lines[3 * line + 1] - ay * lines[3 * line];
    const dot = ax * lines[3 * line] + ay * lines[3 * line + 1];
    if (cross > 0 && dot < cosBefore) [before, cosBefore] = [line, dot];
    if (cross <= 0 && dot < cosAfter) [after, cosAfter] = [line, dot];
  }
  return before < 0 || after < 0 ? undefined : [0, before, after];
}

/** Centre and radius of the circle that touches three lines from within. */
function touching(lines: Float64Array, i: number, j: number, k: number): [number, number, number] | undefined {
  const [ax, ay, ad] = [lines[j] - lines[i], lines[j + 1] - lines[i + 1], lines[j + 2] - lines[i + 2]];
  const [bx, by, bd] = [lines[k] - lines[i], lines[k + 1] - lines[i + 1], lines[k + 2] - lines[i + 2]];
  const determinant = ax * by - ay * bx;
  if (determinant === 0) return undefined;
  const x = (ad * by - ay * bd) / determinant;
  const y = (ax * bd - ad * bx) / determinant;
  return [x, y, lines[i + 2] - lines[i] * x - lines[i + 1] * y];
}

/** Which of three lines to exchange for another so that the normals go on holding the origin between them. */
function leavingLine(lines: Float64Array, basis: readonly number[], entering: number): number {
  const [i, j, k] = basis.map((line) => 3 * line);
  // Barycentric coordinates about the tips of the three normals.
  const share = (x: number, y: number): [number, number, number] => {
    const cross = (a: number, b: number) => (lines[a] - x) * (lines[b + 1] - y) - (lines[a + 1] - y) * (lines[b] - x);
    const [u, v, w] = [cross(j, k), cross(k, i), cross(i, j)];
    return [u / (u + v + w), v / (u + v + w), w / (u + v + w)];
  };
  const origin = share(0, 0);
  const added = share(lines[3 * entering], lines[3 * entering + 1]);
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let place = 0; place < 3; place++) {
    if (!(added[place] > 1e-14)) continue;
    const ratio = Math.max(0, origin[place]) / added[place];
    if (ratio < least) [best, least] = [place, ratio];
  }
  return best;
}

/** The general case by squares that are divided. */
function circleOfAny(sides: Float64Array, tolerance: number): InscribedCircle {
  let [x0, y0, x1, y1] = [sides[0], sides[1], sides[0], sides[1]];
  for (let i = 0; i < sides.length; i += 2) {
    x0 = Math.min(x0, sides[i]);
    y0 = Math.min(y0, sides[i + 1]);
    x1 = Math.max(x1, sides[i]);
    y1 = Math.max(y1, sides[i + 1]);
  }
  const size = Math.max(x1 - x0, y1 - y0);
  let best = { x: (x0 + x1) / 2, y: (y0 + y1) / 2, radius: 0 };
  const heap = new SquareHeap();
  const consider = (x: number, y: number, half: number): void => {
    const distance = signedDistance(sides, x, y);
    if (distance > best.radius) best = { x, y, radius: distance };
    const bound = distance + half * Math.SQRT2;
    if (bound > best.radius) heap.push(x, y, half, Math.min(bound, boundBetweenSides(sides, x, y, half)));
  };
  const cell = Math.max(Math.min(x1 - x0, y1 - y0), size / 64);
  if (!(size > 0)) return { ...best, error: 0 };
  for (let x = x0; x < x1 || x === x0; x += cell) {
    for (let y = y0; y < y1 || y === y0; y += cell) consider(x + cell / 2, y + cell / 2, cell / 2);
  }
  const enough = (): number => Math.max(tolerance * best.radius, 1e-7 * size);
  for (let steps = 0; steps < 20_000 && heap.bound() > best.radius + enough(); steps++) {
    const { x, y, half } = heap.pop();
    for (const [sx, sy] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ]) {
      consider(x + (sx * half) / 2, y + (sy * half) / 2, half / 2);
    }
  }
  return { ...best, error: Math.max(0, heap.bound() - best.radius) };
}

/**
 * What the distance to the nearest side reaches at most in a square, by two sides: the nearest one and the nearest across from it. The
 * smaller of two distances is no more than their mean, which is convex and so greatest at a corner. Between parallel sides, where the
 * distance has a long flat ridge, this is exact.
 */
function boundBetweenSides(sides: Float64Array, x: number, y: number, half: number): number {
  let [one, other, leastOne, leastOther] = [-1, -1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < sides.length; i += 4) {
    const distance = squareToSide(sides, i, x, y);
    if (distance < leastOne) [one, leastOne] = [i, distance];
  }
  const [ax, ay] = [sides[one + 2] - sides[one], sides[one + 3] - sides[one + 1]];
  for (let i = 0; i < sides.length; i += 4) {
    const along = ax * (sides[i + 2] - sides[i]) + ay * (sides[i + 3] - sides[i + 1]);
    if (along >= 0) continue;
    const distance = squareToSide(sides, i, x, y);
    if (distance < leastOther) [other, leastOther] = [i, distance];
  }
  if (other < 0) return Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (let corner = 0; corner < 4; corner++) {
    const [cx, cy] = [x + (corner & 1 ? half : -half), y + (corner & 2 ? half : -half)];
    const mean = (Math.sqrt(squareToSide(sides, one, cx, cy)) + Math.sqrt(squareToSide(sides, other, cx, cy))) / 2;
    greatest = Math.max(greatest, mean);
  }
  return greatest;
}

/** The square of the distance to a side. */
function squareToSide(sides: Float64Array, i: number, x: number, y: number): number {
  const [dx, dy] = [sides[i + 2] - sides[i], sides[i + 3] - sides[i + 1]];
  const [px, py] = [x - sides[i], y - sides[i + 1]];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
  const [ox, oy] = [px - along * dx, py - along * dy];
  return ox * ox + oy * oy;
}

/** Distance to the nearest side; negative outside. */
function signedDistance(sides: Float64Array, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  let inside = false;
  for (let i = 0; i < sides.length; i += 4) {
    least = Math.min(least, squareToSide(sides, i, x, y));
    const [ay, by] = [sides[i + 1], sides[i + 3]];
    if (ay > y !== by > y && x < sides[i] + ((y - ay) / (by - ay)) * (sides[i + 2] - sides[i])) inside = !inside;
  }
  return inside ? Math.sqrt(least) : -Math.sqrt(least);
}

/** Squares by what the best centre in them could reach, the greatest first. */
class SquareHeap {
  private readonly squares: { x: number; y: number; half: number; bound: number }[] = [];

  bound(): number {
    return this.squares.length > 0 ? this.squares[0].bound : 0;
  }

  push(x: number, y: number, half: number, bound: number): void {
    const { squares } = this;
    let i = squares.length;
    squares.push({ x, y, half, bound });
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (squares[parent].bound >= squares[i].bound) return;
      [squares[parent], squares[i]] = [squares[i], squares[parent]];
      i = parent;
    }
  }

  pop(): { x: number; y: number; half: number } {
    const { squares } = this;
    const top = squares[0];
    const last = squares[squares.length - 1];
    squares.length--;
    if (squares.length > 0) {
      squares[0] = last;
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        let largest = i;
        if (left < squares.length && squares[left].bound > squares[largest].bound) largest = left;
        if (right < squares.length && squares[right].bound > squares[largest].bound) largest = right;
        if (largest === i) break;
        [squares[i], squares[largest]] = [squares[largest], squares[i]];
        i = largest;
      }
    }
    return top;
  }
}

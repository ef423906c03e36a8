/** A point deep inside an intersection of half-spaces. */
export interface InteriorPoint {
  /** x, y, z. */
  readonly point: readonly [number, number, number];
  /** Distance to the nearest plane: positive strictly inside, negative when no point lies in all half-spaces. */
  readonly depth: number;
}

/**
 * The Chebyshev centre of half-spaces: the centre of a largest ball inside all of them. The linear programme "largest r with
 * n.x + r <= d" in four unknowns is solved by Seidel's incremental method (Seidel 1991) in a fixed shuffle: expected time linear in the number
 * of half-spaces. Where the ball can grow without end it is stopped by a box a million times the largest distance.
 *
 * Planes that all but coincide can leave Seidel's method without a digit. Where it finds no depth, the programme is solved again by cutting
 * planes (Kelley 1960), which take a plane in only if the best ball so far crosses it, and the deeper of the two points is given.
 *
 * @param halfSpaces four numbers each: unit outward normal, distance from the origin.
 * @internal
 */
export function interiorPoint(halfSpaces: Float64Array): InteriorPoint {
  const count = halfSpaces.length / 4;
  let largest = 0;
  for (let i = 0; i < count; i++) largest = Math.max(largest, Math.abs(halfSpaces[4 * i + 3]));
  const box = largest > 0 ? 1e6 * largest : 1;
  const rows: number[][] = [];
  for (const i of shuffledOrder(count)) {
    rows.push([halfSpaces[4 * i], halfSpaces[4 * i + 1], halfSpaces[4 * i + 2], 1, halfSpaces[4 * i + 3]]);
  }
  const atOnce = withDepth(halfSpaces, maximize(rows, [0, 0, 0, 1], [box, box, box, box]) ?? [0, 0, 0]);
  if (atOnce.depth > 1e-9 * largest) return atOnce;
  const byCuts = withDepth(halfSpaces, cutTowardsCentre(rows, largest > 0 ? largest : 1));
  return byCuts.depth > atOnce.depth ? byCuts : atOnce;
}

function withDepth(halfSpaces: Float64Array, [x, y, z]: readonly number[]): InteriorPoint {
  let depth = Number.POSITIVE_INFINITY;
  for (let h = 0; h < halfSpaces.length; h += 4) {
    depth = Math.min(depth, halfSpaces[h + 3] - (halfSpaces[h] * x + halfSpaces[h + 1] * y + halfSpaces[h + 2] * z));
  }
  return { point: [x, y, z], depth };
}

/** Solves the programme for the rows met so far, takes in the row that its best ball crosses most, and begins again until none is crossed. */
function cutTowardsCentre(rows: readonly number[][], scale: number): number[] {
  const taken: number[][] = [];
  const box = 1e6;
  let best = [0, 0, 0, box];
  // Ten to forty rows settle it; where rounding keeps the balls from settling, the last one is as good as any.
  for (let step = 0; step < 200; step++) {
    let worst: number[] | undefined;
    let mostCrossed = 1e-12;
    for (const row of rows) {
      const crossed = row[0] * best[0] + row[1] * best[1] + row[2] * best[2] + best[3] - row[4] / scale;
      if (crossed > mostCrossed) {
        mostCrossed = crossed;
        worst = row;
      }
    }
    if (worst === undefined) break;
    taken.push([...worst.slice(0, 4), worst[4] / scale]);
    const next = maximize(taken, [0, 0, 0, 1], [box, box, box, box]);
    if (next === undefined) break;
    best = next;
  }
  return best.map((x) => x * scale);
}

/** 0 to count - 1 in an order that no input can foresee but every machine repeats (xorshift32, Marsaglia 2003). */
function shuffledOrder(count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = 0x9e3779b9 | 0;
  for (let i = count - 1; i > 0; i--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const j = (state >>> 0) % (i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * Maximizes goal.x subject to row.x <= row's last number for every row, and |x_k| <= limits[k]; `undefined` when no x fits.
 * Adds the rows one by one; a row that cuts off the best point so far holds with equality at the next best one, which
 * leaves a problem of one unknown less.
 */
function maximize(rows: readonly number[][], goal: readonly number[], limits: readonly number[]): number[] | undefined {
  const unknowns = goal.length;
  if (unknowns === 1) return maximizeOnLine(rows, goal[0], limits[0]);
  let best = goal.map((g, k) => (g >= 0 ? limits[k] : -limits[k]));
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    let excess = -row[unknowns];
    let scale = Math.abs(row[unknowns]);
    for (let k = 0; k < unknowns; k++) {
      excess += row[k] * best[k];
      scale = Math.max(scale, Math.abs(row[k] * best[k]));
    }
    if (excess <= 1e-14 * scale) continue;
    let pivot = 0;
    for (let k = 1; k < unknowns; k++) if (Math.abs(row[k]) > Math.abs(row[pivot])) pivot = k;
    if (row[pivot] === 0) return undefined;
    const smaller: number[][] = [];
    for (let j = 0; j < i; j++) smaller.push(eliminate(rows[j], row, pivot));
    const unit = new Array<number>(unknowns + 1).fill(0);
    unit[pivot] = 1;
    unit[unknowns] = limits[pivot];
    smaller.push(eliminate(unit, row, pivot));
    unit[pivot] = -1;
    smaller.push(eliminate(unit, row, pivot));
    const smallerGoal = eliminate([...goal, 0], row, pivot).slice(0, -1);
    const inner = maximize(smaller, smallerGoal, limits.toSpliced(pivot, 1));
    if (inner === undefined) return undefined;
    let value = row[unknowns];
    for (let k = 0, m = 0; k < unknowns; k++) if (k !== pivot) value -= row[k] * inner[m++];
    best = inner.toSpliced(pivot, 0, value / row[pivot]);
  }
  return best;
}

/** A row with the pivot's unknown replaced by what the equality `by` says it is. */
function eliminate(row: readonly number[], by: readonly number[], pivot: number): number[] {
  const factor = row[pivot] / by[pivot];
  const result: number[] = [];
  for (let k = 0; k < row.length; k++) if (k !== pivot) result.push(row[k] - factor * by[k]);
  return result;
}

function maximizeOnLine(rows: readonly number[][], goal: number, limit: number): number[] | undefined {
  let low = -limit;
  let high = limit;
  for (const [slope, bound] of rows) {
    if (slope > 0) high = Math.min(high, bound / slope);
    else if (slope < 0) low = Math.max(low, bound / slope);
    else if (bound < 0) return undefined;
  }
  // Equalities that meet in one point may cross by a rounding; the middle is as good as either.
  if (low > high) return low - high <= 1e-9 * Math.max(1, Math.abs(low)) ? [(low + high) / 2] : undefined;
  return [goal >= 0 ? high : low];
}

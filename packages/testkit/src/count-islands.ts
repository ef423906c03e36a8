/** One layer of a print. */
export interface Layer {
  /** Pixels in a row. */
  readonly width: number;
  /** Pixels in all. */
  readonly pixels: number;
  isCured(pixel: number): boolean;
}

/** What holds together in a stack of layers. */
export interface Islands {
  /** Solids in the whole stack, touching by sides of pixels in a layer and by overlap from layer to layer. */
  readonly pieces: number;
  /** Places where a layer begins on nothing, the first layer left out: each needs a support. */
  readonly startsInTheAir: number;
}

/**
 * Follows cured pixels through the layers of a print: runs along rows, joined with the runs beside and below them.
 *
 * @param layers - From the first printed on; each is read once.
 */
export function countIslands(layers: Iterable<() => Layer>): Islands {
  const parents: number[] = [];
  const root = (of: number): number => {
    let at = of;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] ?? 0] ?? 0;
      at = parents[at] ?? 0;
    }
    return at;
  };
  const join = (first: number, second: number) => {
    parents[root(first)] = root(second);
  };
  let below: Rows = new Map();
  let startsInTheAir = 0;
  let isFirst = true;
  for (const read of layers) {
    const rows = runsOf(read(), () => parents.push(parents.length) - 1);
    // First what holds together within the layer, then whether anything below carries it.
    for (const [row, runs] of rows) forEachOverlap(runs, rows.get(row - 1), join);
    const carried = new Set<number>();
    const joinBelow: [number, number][] = [];
    for (const [row, runs] of rows) {
      forEachOverlap(runs, below.get(row), (above, under) => {
        carried.add(root(above));
        joinBelow.push([above, under]);
      });
    }
    if (!isFirst) {
      const groups = new Set([...rows.values()].flat().map(({ piece }) => root(piece)));
      for (const group of groups) if (!carried.has(group)) startsInTheAir++;
    }
    for (const [above, under] of joinBelow) join(above, under);
    below = rows;
    isFirst = false;
  }
  return { pieces: parents.filter((parent, piece) => parent === piece).length, startsInTheAir };
}

/** Cured pixels beside one another in a row, from the first to before the last. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly piece: number;
}
type Rows = ReadonlyMap<number, readonly Run[]>;

function runsOf(layer: Layer, newPiece: () => number): Rows {
  const rows = new Map<number, Run[]>();
  for (let row = 0; row * layer.width < layer.pixels; row++) {
    const runs: Run[] = [];
    const start = row * layer.width;
    for (let x = 0; x < layer.width; x++) {
      if (!layer.isCured(start + x)) continue;
      const from = x;
      while (x < layer.width && layer.isCured(start + x)) x++;
      runs.push({ from, to: x, piece: newPiece() });
    }
    if (runs.length > 0) rows.set(row, runs);
  }
  return rows;
}

function forEachOverlap(
  runs: readonly Run[],
  others: readonly Run[] | undefined,
  visit: (piece: number, other: number) => void,
): void {
  if (others === undefined) return;
  let at = 0;
  for (const run of runs) {
    while (at < others.length && (others[at]?.to ?? 0) <= run.from) at++;
    for (let i = at; i < others.length; i++) {
      const other = others[i];
      if (other === undefined || other.from >= run.to) break;
      visit(run.piece, other.piece);
    }
  }
}

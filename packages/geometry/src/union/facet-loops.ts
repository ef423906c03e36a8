/** Corners in a plane, seen so that outside is up. */
export interface PlaneView {
  readonly x: (corner: number) => number;
  readonly y: (corner: number) => number;
}

/**
 * Joins directed edges to closed loops that run counter-clockwise around what is inside and clockwise around holes. Where more than
 * two edges meet in a corner, a loop goes on along the edge that bounds the same wedge.
 *
 * @param edges the start and the end of each edge, the inside to the left.
 * @returns `undefined` when they do not close.
 * @internal
 */
export function facetLoops(edges: readonly number[], view: PlaneView): number[][] | undefined {
  const leaving = new Map<number, number[]>();
  for (let e = 0; e < edges.length; e += 2) {
    const known = leaving.get(edges[e]);
    if (known === undefined) leaving.set(edges[e], [e]);
    else known.push(e);
  }
  const used = new Uint8Array(edges.length);
  const loops: number[][] = [];
  for (let first = 0; first < edges.length; first += 2) {
    if (used[first] === 1) continue;
    const loop: number[] = [];
    for (let e = first; used[e] === 0; ) {
      used[e] = 1;
      loop.push(edges[e]);
      const ways = leaving.get(edges[e + 1]);
      if (ways === undefined) return undefined;
      e = ways.length === 1 ? ways[0] : sameWedge(edges, e, ways, view);
      if (used[e] === 1 && e !== first) return undefined;
    }
    loops.push(loop);
  }
  return loops;
}

/** The first of several edges met when turning clockwise from where an edge came from. */
function sameWedge(edges: readonly number[], e: number, ways: readonly number[], { x, y }: PlaneView): number {
  const at = edges[e + 1];
  const backX = x(edges[e]) - x(at);
  const backY = y(edges[e]) - y(at);
  // Grows from 0 to 4 with the clockwise angle from the way back.
  const turned = (way: number): number => {
    const dx = x(edges[way + 1]) - x(at);
    const dy = y(edges[way + 1]) - y(at);
    const along = backX * dx + backY * dy;
    const right = backY * dx - backX * dy;
    const part = along / (Math.abs(along) + Math.abs(right));
    return right >= 0 ? 1 - part : 3 + part;
  };
  return ways.reduce((best, way) => (turned(way) < turned(best) ? way : best));
}

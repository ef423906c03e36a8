import { nextHalfEdge } from "../measure/twin-half-edges.js";

/** How often each edge of a surface is run along. An edge is known by the first half-edge that runs along it. */
export interface EdgeTable {
  /** The first half-edge of the edge that each half-edge belongs to. */
  readonly edgeOf: Uint32Array;
  /** For the first half-edge of each edge, how many run the same way; 255 at most. Zero for all others. */
  readonly forwards: Uint8Array;
  /** How many run back; 255 at most. */
  readonly backwards: Uint8Array;
}

/**
 * Counts the triangles at every edge. Linear time.
 *
 * @param corners three vertex numbers a triangle.
 * @internal
 */
export function edgeTable(corners: Uint32Array): EdgeTable {
  const edgeOf = new Uint32Array(corners.length);
  const forwards = new Uint8Array(corners.length);
  const backwards = new Uint8Array(corners.length);
  let slots = 16;
  while (slots < 2 * corners.length) slots *= 2;
  const table = new Int32Array(slots).fill(-1);
  for (let h = 0; h < corners.length; h++) {
    const [from, to] = [corners[h], corners[nextHalfEdge(h)]];
    let slot = Math.imul(Math.min(from, to), 0x9e3779b1) ^ Math.imul(Math.max(from, to), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    while (table[slot] >= 0 && !isSameEdge(corners, table[slot], from, to)) slot = (slot + 1) & (slots - 1);
    if (table[slot] < 0) table[slot] = h;
    const edge = table[slot];
    edgeOf[h] = edge;
    const counts = corners[edge] === from ? forwards : backwards;
    counts[edge] = Math.min(255, counts[edge] + 1);
  }
  return { edgeOf, forwards, backwards };
}

function isSameEdge(corners: Uint32Array, h: number, from: number, to: number): boolean {
  const [a, b] = [corners[h], corners[nextHalfEdge(h)]];
  return (a === from && b === to) || (a === to && b === from);
}

/**
 * For each half-edge of triangles the one that runs back along the same edge: half-edge h goes from corner h to the next corner of its
 * triangle. -1 where there is none, or where more than two triangles meet. Linear time.
 *
 * @param corners three vertex numbers a triangle, from `mergedCorners` where vertices are not shared.
 *
 * @example
 * ```ts
 * import { twinHalfEdges } from "@vocalith/geometry";
 *
 * console.log(twinHalfEdges(Uint32Array.of(0, 1, 2, 1, 0, 5))); // 3 -1 -1 0 -1 -1
 * ```
 */
export function twinHalfEdges(corners: Uint32Array): Int32Array {
  const twins = new Int32Array(corners.length).fill(-1);
  let slots = 16;
  while (slots < 2 * corners.length) slots *= 2;
  const table = new Int32Array(slots).fill(-1);
  // -1 no other yet, -2 too many.
  for (let h = 0; h < corners.length; h++) {
    const from = corners[h];
    const to = corners[nextHalfEdge(h)];
    let slot = (Math.imul(Math.min(from, to), 0x9e3779b1) ^ Math.imul(Math.max(from, to), 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    for (;;) {
      const first = table[slot];
      if (first < 0) {
        table[slot] = h;
        break;
      }
      const a = corners[first];
      const b = corners[nextHalfEdge(first)];
      if (a === to && b === from && twins[first] === -1) {
        twins[first] = h;
        twins[h] = first;
        break;
      }
      if ((a === to && b === from) || (a === from && b === to)) {
        if (twins[first] >= 0) twins[twins[first]] = -2;
        twins[first] = -2;
        twins[h] = -2;
        break;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }
  for (let h = 0; h < twins.length; h++) if (twins[h] < 0) twins[h] = -1;
  return twins;
}

/** The half-edge after one in its triangle. */
export function nextHalfEdge(h: number): number {
  return h % 3 === 2 ? h - 2 : h + 1;
}

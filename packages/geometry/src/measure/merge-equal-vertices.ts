/**
 * Numbers vertices so that those with the same coordinates have the same number, as readers of STL files do. Plus and minus zero are
 * one.
 *
 * @param positions x, y, z of each vertex.
 * @returns the first vertex with the coordinates of each vertex.
 * @internal
 */
export function mergeEqualVertices(positions: Float32Array | Float64Array): Uint32Array {
  const count = Math.floor(positions.length / 3);
  const first = new Uint32Array(count);
  let slots = 16;
  while (slots < 2 * count) slots *= 2;
  const table = new Int32Array(slots).fill(-1);
  const triple = new Float64Array(3);
  const words = new Uint32Array(triple.buffer);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) triple[k] = positions[3 * i + k] + 0;
    let hash = 0;
    for (let k = 0; k < 6; k++) {
      hash = Math.imul(hash ^ words[k], 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    let slot = hash & (slots - 1);
    for (;;) {
      const other = table[slot];
      if (other < 0) {
        table[slot] = i;
        first[i] = i;
        break;
      }
      if (
        positions[3 * other] === positions[3 * i] &&
        positions[3 * other + 1] === positions[3 * i + 1] &&
        positions[3 * other + 2] === positions[3 * i + 2]
      ) {
        first[i] = other;
        break;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }
  return first;
}

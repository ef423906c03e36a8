/** Triangles of an STL file with equal corners made one. */
export interface TriangleSoup {
  /** x, y, z of each vertex, as the file's float32 says, exactly. */
  readonly positions: Float64Array;
  /** Three vertex numbers a triangle, in the file's order. */
  readonly triangles: Uint32Array;
}

/**
 * Reads binary STL on its own, apart from the packages under test: 80 bytes of header, a count, 50 bytes a triangle. Corners
 * are one vertex when all three coordinates are equal (0 and -0 are).
 *
 * @throws RangeError when the bytes are no binary STL or a coordinate is not finite
 * @example
 * ```ts
 * import { triangleSoup } from "@vocalith/testkit";
 * const empty = triangleSoup(new Uint8Array(84)); // no triangles
 * ```
 */
export function triangleSoup(stl: Uint8Array): TriangleSoup {
  const view = new DataView(stl.buffer, stl.byteOffset, stl.byteLength);
  const count = stl.length < 84 ? -1 : view.getUint32(80, true);
  if (stl.length !== 84 + 50 * count) {
    throw new RangeError(`${stl.length} bytes are not a binary STL of ${count} triangles`);
  }
  const positions: number[] = [];
  const triangles = new Uint32Array(3 * count);
  const numbers = new Map<string, number>();
  for (let corner = 0; corner < 3 * count; corner++) {
    const offset = 84 + 50 * Math.floor(corner / 3) + 12 + 12 * (corner % 3);
    const point = [0, 4, 8].map((axis) => view.getFloat32(offset + axis, true) + 0);
    if (!point.every(Number.isFinite)) throw new RangeError(`corner ${corner} is not finite: ${point}`);
    const key = point.join();
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
      positions.push(...point);
    }
    triangles[corner] = number;
  }
  return { positions: Float64Array.from(positions), triangles };
}

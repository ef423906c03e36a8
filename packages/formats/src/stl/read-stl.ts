import { MESH_READ_DEFAULTS, type MeshReadLimits } from "../read-limits.js";
import { isAsciiSTL } from "./is-ascii-stl.js";
import { readAsciiSTL } from "./read-ascii-stl.js";
import { StlError } from "./stl-error.js";
import { tooManyTriangles } from "./too-many-triangles.js";
import type { TriangleSoup } from "./triangle-soup.js";

const ACCEPTED =
  "binary STL (80 bytes of header, a triangle count and exactly 50 bytes a triangle) or ASCII STL, all coordinates finite";
const HEADER_BYTES = 80;
const FIRST_TRIANGLE = 84;
const TRIANGLE_BYTES = 50;

/**
 * Reads an STL file, binary or ASCII. Which of the two is told by the length that the triangle count of a binary file demands, not by
 * the first word: many programs begin binary headers with `solid`. Several solids of one ASCII file are read as one. Normals are left
 * out, since the corners' order says the same. Time and memory grow with the bytes given, never with what the header claims.
 *
 * @param bytes - The whole file.
 * @param limits - How many triangles are read at most.
 * @returns Its triangles, in the file's order.
 * @throws {@link StlError} for bytes that are too short, of another length than the count says, cut off, hold NaN or infinity, or more
 * triangles than the limit.
 *
 * @example
 * ```ts
 * import { readSTL } from "@vocalith/formats";
 * declare const file: Uint8Array;
 * const triangles = readSTL(file).triangles.length / 3;
 * ```
 */
export function readSTL(bytes: Uint8Array, limits: MeshReadLimits = {}): TriangleSoup {
  const maximum = limits.maximumTriangles ?? MESH_READ_DEFAULTS.maximumTriangles;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length < FIRST_TRIANGLE ? Number.NaN : view.getUint32(HEADER_BYTES, true);
  if (bytes.length !== FIRST_TRIANGLE + TRIANGLE_BYTES * count) {
    if (isAsciiSTL(bytes)) return readAsciiSTL(bytes, maximum);
    throw new StlError(...describeLength(bytes.length, count));
  }
  if (count > maximum) throw tooManyTriangles(count, maximum);

  const positions = new Float32Array(9 * count);
  const triangles = new Uint32Array(3 * count);
  for (let triangle = 0; triangle < count; triangle++) {
    const offset = FIRST_TRIANGLE + TRIANGLE_BYTES * triangle + 12;
    for (let i = 0; i < 9; i++) {
      const value = view.getFloat32(offset + 4 * i, true);
      if (value - value !== 0) {
        throw new StlError(`${value}`, ACCEPTED, "Export it again from a repaired model.", `triangle ${triangle}`);
      }
      positions[9 * triangle + i] = value;
    }
    for (let i = 3 * triangle; i < 3 * triangle + 3; i++) triangles[i] = i;
  }
  const header = new TextDecoder("latin1").decode(bytes.subarray(0, HEADER_BYTES)).replace(/[\s\0]+$/, "");
  return { positions, triangles, header, encoding: "binary" };
}

function describeLength(length: number, count: number): [found: string, accepted: string, advice: string] {
  if (Number.isNaN(count)) return [`${length} bytes`, ACCEPTED, "Is the file empty or cut off?"];
  const wanted = FIRST_TRIANGLE + TRIANGLE_BYTES * count;
  return [
    `${length} bytes for ${count} triangles, which take ${wanted}`,
    ACCEPTED,
    length < wanted ? "The file is cut off or not an STL; export it again." : "The count is wrong; export it again.",
  ];
}

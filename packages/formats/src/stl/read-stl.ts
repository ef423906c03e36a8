import { StlError } from "./stl-error.js";

/** Triangles as an STL file holds them: no shared vertices, no names. Can be measured as it is, by `measureMesh` and its kin. */
export interface TriangleSoup {
  /** x, y, z of three corners a triangle, counter-clockwise from outside: nine numbers a triangle, in the file's unit. */
  readonly positions: Float32Array;
  /** Three vertex numbers a triangle: simply 0, 1, 2 and on. */
  readonly triangles: Uint32Array;
  /** The 80-byte header as ASCII text, trailing spaces and zeros cut off. */
  readonly header: string;
}

const ACCEPTED = "binary STL: 80 bytes of header, a triangle count and exactly 50 bytes a triangle, all numbers finite";

/**
 * Reads a binary STL file. Time and memory grow with the bytes given, never with what the header claims.
 *
 * @param bytes - The whole file.
 * @returns Its triangles; normals are left out, since the corners' order says the same.
 * @throws {@link StlError} for bytes that are too short, of another length than the count says, or hold NaN or infinity.
 *
 * @example
 * ```ts
 * import { readSTL } from "@vocalith/formats";
 * declare const file: Uint8Array;
 * const triangles = readSTL(file).triangles.length / 3;
 * ```
 */
export function readSTL(bytes: Uint8Array): TriangleSoup {
  if (bytes.length < 84) {
    throw new StlError(`${bytes.length} bytes`, ACCEPTED, "Is the file empty or cut off?");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(80, true);
  if (bytes.length !== 84 + 50 * count) {
    const isText = new TextDecoder("latin1").decode(bytes.subarray(0, 6)).toLowerCase() === "solid ";
    throw new StlError(
      isText ? "a file that begins with the word solid" : `${bytes.length} bytes for ${count} triangles`,
      ACCEPTED,
      isText ? "Export it as binary STL." : "The file is cut off or not an STL; export it again.",
    );
  }
  const positions = new Float32Array(9 * count);
  for (let triangle = 0; triangle < count; triangle++) {
    const offset = 84 + 50 * triangle + 12;
    for (let i = 0; i < 9; i++) {
      const value = view.getFloat32(offset + 4 * i, true);
      if (!Number.isFinite(value)) {
        throw new StlError(`${value} in triangle ${triangle}`, ACCEPTED, "Export it again from a repaired model.");
      }
      positions[9 * triangle + i] = value;
    }
  }
  const header = new TextDecoder("latin1").decode(bytes.subarray(0, 80)).replace(/[\s\0]+$/, "");
  return { positions, triangles: Uint32Array.from({ length: 3 * count }, (_, corner) => corner), header };
}

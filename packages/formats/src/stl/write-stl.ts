import type { Mesh } from "@vocalith/geometry";
import type { SolidDocument } from "../solid-document.js";
import { meshOf, STL_HEADER, stlHeader } from "./stl-header.js";

/** What `writeSTL` puts beside the triangles. */
export interface WriteStlOptions {
  /**
   * Text for the 80-byte header, ASCII; cut at 80 characters. It must not begin with `solid`, which readers take for the
   * text form of STL. Default `vocalith, millimetres`, and the code of a document that has one, ending in `...` where it does not fit.
   */
  readonly header?: string;
}

/** The options `writeSTL` uses where none are given. */
export const WRITE_STL_DEFAULTS = { header: STL_HEADER } as const satisfies Required<WriteStlOptions>;

const HEADER_BYTES = 80;
const TRIANGLE_BYTES = 50;
const SPACE = 0x20;

/**
 * A mesh as binary STL (3D Systems, StereoLithography Interface Specification, 1989): 80 bytes of header, the number of
 * triangles, then 50 bytes a triangle: unit normal, three corners, two zero bytes. Little-endian float32, millimetres.
 * The same mesh gives the same bytes everywhere: normals use only exact operations and `Math.sqrt`.
 *
 * @param solid - The solid, or a mesh alone; its coordinates are written unchanged.
 * @returns `84 + 50 * triangles` bytes.
 * @throws RangeError when the header begins with `solid` or holds a character outside printable ASCII.
 *
 * @example
 * ```ts
 * import { type SolidDocument, writeSTL } from "@vocalith/formats";
 * declare const solid: SolidDocument;
 * const bytes: Uint8Array = writeSTL(solid, { header: "ring stone, millimetres" });
 * ```
 */
export function writeSTL(solid: Mesh | SolidDocument, options: WriteStlOptions = {}): Uint8Array<ArrayBuffer> {
  const { positions, triangles } = meshOf(solid);
  const triangleCount = triangles.length / 3;
  const bytes = new Uint8Array(HEADER_BYTES + 4 + TRIANGLE_BYTES * triangleCount);
  writeHeader(bytes, stlHeader(solid, options.header?.slice(0, HEADER_BYTES)));
  const view = new DataView(bytes.buffer);
  view.setUint32(HEADER_BYTES, triangleCount, true);

  // Written out for speed: a call of `triangleNormal`, whose formula this is, costs a quarter more.
  let offset = HEADER_BYTES + 4;
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 3 * triangles[i];
    const b = 3 * triangles[i + 1];
    const c = 3 * triangles[i + 2];
    const ax = positions[a];
    const ay = positions[a + 1];
    const az = positions[a + 2];
    const bx = positions[b];
    const by = positions[b + 1];
    const bz = positions[b + 2];
    const cx = positions[c];
    const cy = positions[c + 1];
    const cz = positions[c + 2];
    const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
    const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
    const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const scale = length > 0 ? 1 / length : 0;
    view.setFloat32(offset, nx * scale, true);
    view.setFloat32(offset + 4, ny * scale, true);
    view.setFloat32(offset + 8, nz * scale, true);
    view.setFloat32(offset + 12, ax, true);
    view.setFloat32(offset + 16, ay, true);
    view.setFloat32(offset + 20, az, true);
    view.setFloat32(offset + 24, bx, true);
    view.setFloat32(offset + 28, by, true);
    view.setFloat32(offset + 32, bz, true);
    view.setFloat32(offset + 36, cx, true);
    view.setFloat32(offset + 40, cy, true);
    view.setFloat32(offset + 44, cz, true);
    offset += TRIANGLE_BYTES;
  }
  return bytes;
}

function writeHeader(bytes: Uint8Array, header: string): void {
  if (/^\s*solid/i.test(header)) {
    throw new RangeError(`an STL header must not begin with "solid", found "${header}"; put another word first`);
  }
  const fitted = header.length > HEADER_BYTES ? `${header.slice(0, HEADER_BYTES - 3)}...` : header;
  for (let i = 0; i < HEADER_BYTES; i++) bytes[i] = i < fitted.length ? fitted.charCodeAt(i) : SPACE;
}

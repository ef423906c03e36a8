import type { Mesh } from "@vocalith/geometry";
import type { SolidDocument } from "../solid-document.js";
import { TextWriter } from "../text/text-writer.js";
import { meshOf, STL_HEADER, stlHeader } from "./stl-header.js";
import { triangleNormal } from "./triangle-normal.js";

/** What `writeAsciiSTL` puts beside the triangles. */
export interface WriteAsciiStlOptions {
  /** Name of the solid, printable ASCII. Default `vocalith, millimetres`, and the code of a document that has one. */
  readonly name?: string;
}

/** The options `writeAsciiSTL` uses where none are given. */
export const WRITE_ASCII_STL_DEFAULTS = { name: STL_HEADER } as const satisfies Required<WriteAsciiStlOptions>;

/**
 * A solid as ASCII STL (3D Systems, StereoLithography Interface Specification, 1989), for eyes and for programs that read no other; it
 * takes four times the bytes of {@link writeSTL}. Numbers are the shortest decimals that give the same float32 back, lines end
 * in a line feed: the same solid gives the same bytes everywhere.
 *
 * @param solid - The solid, or a mesh alone; its coordinates are written unchanged, in millimetres.
 * @returns The text as bytes.
 * @throws RangeError for a name with a character outside printable ASCII, and for coordinates that are not finite.
 *
 * @example
 * ```ts
 * import { type SolidDocument, writeAsciiSTL } from "@vocalith/formats";
 * declare const solid: SolidDocument;
 * const text = new TextDecoder().decode(writeAsciiSTL(solid));
 * ```
 */
export function writeAsciiSTL(
  solid: Mesh | SolidDocument,
  options: WriteAsciiStlOptions = {},
): Uint8Array<ArrayBuffer> {
  const name = stlHeader(solid, options.name);
  const { positions, triangles } = meshOf(solid);
  const writer = new TextWriter();
  const normal = new Float64Array(3);
  writer.text(`solid ${name}\n`);
  for (let i = 0; i < triangles.length; i += 3) {
    triangleNormal(positions, 3 * triangles[i], 3 * triangles[i + 1], 3 * triangles[i + 2], normal);
    writer.text("facet normal");
    writePoint(writer, normal, 0);
    writer.text("outer loop\n");
    for (let corner = i; corner < i + 3; corner++) {
      writer.text("vertex");
      writePoint(writer, positions, 3 * triangles[corner]);
    }
    writer.text("endloop\nendfacet\n");
  }
  writer.text(`endsolid ${name}\n`);
  return writer.finish();
}

function writePoint(writer: TextWriter, values: Float32Array | Float64Array, from: number): void {
  for (let i = from; i < from + 3; i++) {
    writer.text(" ");
    writer.float32(Math.fround(values[i]));
  }
  writer.text("\n");
}

import { srgbByte } from "../3mf/srgb-byte.js";
import type { SolidDocument } from "../solid-document.js";
import { bodyOfFacet } from "../surface/body-of-facet.js";
import { documentLines } from "../text/document-lines.js";
import { TextWriter } from "../text/text-writer.js";

/** How `writePLY` holds its numbers. */
export interface WritePlyOptions {
  /** `binary` (little-endian, small and quick) or `ascii` (for eyes); default `binary`. */
  readonly encoding?: "binary" | "ascii";
}

/** The options `writePLY` uses where none are given. */
export const WRITE_PLY_DEFAULTS = { encoding: "binary" } as const satisfies Required<WritePlyOptions>;

/** A corner count, three vertex numbers, three bytes of colour. */
const FACE_BYTES = 1 + 12 + 3;

/**
 * A solid as PLY (Turk 1994, "The PLY Polygon File Format"): vertices in millimetres as float32, triangles with the colour of their body as
 * three bytes of sRGB. Comments of the header hold unit, title, code and metadata. Numbers of the ASCII form are the shortest decimals
 * that give the same float32 back: the same solid gives the same bytes everywhere.
 *
 * @param solid - The solid with its bodies; without any, faces have no colours.
 * @returns The whole file.
 * @throws RangeError in the ASCII form for coordinates that are not finite.
 *
 * @example
 * ```ts
 * import { type SolidDocument, writePLY } from "@vocalith/formats";
 * declare const solid: SolidDocument;
 * const bytes = writePLY(solid);
 * const text = new TextDecoder().decode(writePLY(solid, { encoding: "ascii" }));
 * ```
 */
export function writePLY(solid: SolidDocument, options: WritePlyOptions = {}): Uint8Array<ArrayBuffer> {
  const isText = (options.encoding ?? WRITE_PLY_DEFAULTS.encoding) === "ascii";
  const writer = new TextWriter();
  writer.text(headerOf(solid, isText ? "ascii" : "binary_little_endian"));
  if (!isText) return appendBinary(writer.finish(), solid);
  appendText(writer, solid);
  return writer.finish();
}

function headerOf(solid: SolidDocument, format: string): string {
  const { mesh, bodies } = solid;
  return [
    "ply",
    `format ${format} 1.0`,
    ...documentLines(solid).map((line) => `comment ${line}`),
    `element vertex ${mesh.positions.length / 3}`,
    ...["x", "y", "z"].map((axis) => `property float ${axis}`),
    `element face ${mesh.triangles.length / 3}`,
    "property list uchar int vertex_indices",
    ...(bodies.length === 0 ? [] : ["red", "green", "blue"].map((channel) => `property uchar ${channel}`)),
    "end_header\n",
  ].join("\n");
}

/** Red, green and blue of every facet. */
function facetColors(solid: SolidDocument): Uint8Array {
  const colors = solid.bodies.map(({ linearSrgb }) => linearSrgb.map(srgbByte));
  const bodyOf = bodyOfFacet(solid);
  const bytes = new Uint8Array(3 * bodyOf.length);
  for (let facet = 0; facet < bodyOf.length; facet++) bytes.set(colors[bodyOf[facet]], 3 * facet);
  return bytes;
}

function appendBinary(header: Uint8Array, solid: SolidDocument): Uint8Array<ArrayBuffer> {
  const { positions, triangles, facetOfTriangle } = solid.mesh;
  const hasColors = solid.bodies.length > 0;
  const faceBytes = hasColors ? FACE_BYTES : FACE_BYTES - 3;
  const bytes = new Uint8Array(header.length + 4 * positions.length + (faceBytes * triangles.length) / 3);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  let offset = header.length;
  for (let i = 0; i < positions.length; i++) {
    view.setFloat32(offset, positions[i], true);
    offset += 4;
  }
  const colors = hasColors ? facetColors(solid) : undefined;
  for (let i = 0; i < triangles.length; i += 3) {
    bytes[offset] = 3;
    view.setInt32(offset + 1, triangles[i], true);
    view.setInt32(offset + 5, triangles[i + 1], true);
    view.setInt32(offset + 9, triangles[i + 2], true);
    if (colors !== undefined) {
      const facet = 3 * facetOfTriangle[i / 3];
      bytes[offset + 13] = colors[facet];
      bytes[offset + 14] = colors[facet + 1];
      bytes[offset + 15] = colors[facet + 2];
    }
    offset += faceBytes;
  }
  return bytes;
}

function appendText(writer: TextWriter, solid: SolidDocument): void {
  const { positions, triangles, facetOfTriangle } = solid.mesh;
  for (let i = 0; i < positions.length; i++) {
    writer.float32(positions[i]);
    writer.text(i % 3 === 2 ? "\n" : " ");
  }
  const colors = solid.bodies.length > 0 ? facetColors(solid) : undefined;
  for (let i = 0; i < triangles.length; i += 3) {
    writer.text("3");
    const facet = 3 * facetOfTriangle[i / 3];
    const rest = colors === undefined ? [] : colors.subarray(facet, facet + 3);
    for (const value of [...triangles.subarray(i, i + 3), ...rest]) {
      writer.text(" ");
      writer.integer(value);
    }
    writer.text("\n");
  }
}

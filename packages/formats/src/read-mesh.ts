import { type Read3mfOptions, read3MF, type ThreeMfMesh } from "./3mf/read-3mf.js";
import { MeshFileError } from "./mesh-file-error.js";
import { type ObjMesh, readOBJ } from "./obj/read-obj.js";
import { type PlyMesh, readPLY } from "./ply/read-ply.js";
import { isAsciiSTL } from "./stl/is-ascii-stl.js";
import { readSTL } from "./stl/read-stl.js";
import type { TriangleSoup } from "./stl/triangle-soup.js";

/** What `readMesh` goes by beside the bytes, and how much it takes in. */
export interface ReadMeshOptions extends Read3mfOptions {
  /** Name of the file; its ending tells the format where the bytes do not. */
  readonly name?: string;
}

/** A mesh read from a file, with what its format says beside the shape. All have `positions` and `triangles`, and can be measured as they are. */
export type MeshFile =
  | ({ readonly format: "stl" } & TriangleSoup)
  | ({ readonly format: "3mf" } & ThreeMfMesh)
  | ({ readonly format: "obj" } & ObjMesh)
  | ({ readonly format: "ply" } & PlyMesh);

const ACCEPTED = "STL (binary or ASCII), 3MF, OBJ or PLY";

/** What other files begin with, for the message. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^glTF/, "a GLB file"],
  [/^\s*\{.*"asset"/s, "a glTF file"],
  [/^ISO-10303-21/, "a STEP file"],
  [/^\s*(ST|N|4)*OFF\s/, "an OFF file"],
  [/^Kaydara FBX Binary/, "an FBX file"],
  [/^BLENDER/, "a Blender file"],
  [/^\s*<\?xml.*<amf/s, "an AMF file"],
  [/^\s*<\?xml.*<COLLADA/s, "a COLLADA file"],
  [/^\s*(<\?xml.*)?<svg/s, "an SVG picture"],
  [/^GemCad /, "a GemCad design"],
  [/^\u0089PNG/, "a PNG picture"],
  [/^\u00ff\u00d8\u00ff/, "a JPEG picture"],
  [/^RIFF.{4}WAVE/s, "a WAV recording"],
  [/^%PDF/, "a PDF document"],
  [/^vl\d\./, "the code of a gem"],
];

/** The words that an OBJ file's lines begin with. */
const OBJ_WORDS = /^(#|v|vn|vt|vp|f|fo|l|p|o|g|s|mg|usemtl|mtllib|usemap|maplib|lod|cstype|deg|end)$/;

/** What a ZIP archive begins with: its first file, or the end of an empty one. */
const ZIP_SIGNATURES = ["PK\u0003\u0004", "PK\u0005\u0006"] as const;

/** So many first bytes tell the format. */
const TOLD_BY_BYTES = 4096;

/**
 * Reads a mesh file of any format that this package reads. The bytes tell the format; where they do not, the ending of the name does.
 *
 * @param bytes - The whole file.
 * @param options - The file's name and the limits of what is read.
 * @returns The mesh, and in `format` which reader it came from. 3MF is in millimetres; the unit of the others is the file's own, by custom
 * millimetres.
 * @throws {@link MeshFileError} when the bytes are of no format read here; {@link StlError}, {@link ThreeMfError}, {@link ObjError} or
 * {@link PlyError}, which are its kin, when they are damaged.
 *
 * @example
 * ```ts
 * import { readMesh } from "@vocalith/formats";
 * import { measureMesh } from "@vocalith/geometry";
 * declare const file: Uint8Array;
 * const mesh = readMesh(file, { name: "model.obj" });
 * console.log(mesh.format, measureMesh(mesh).volumeMm3);
 * ```
 */
export function readMesh(bytes: Uint8Array, options: ReadMeshOptions = {}): MeshFile {
  switch (formatOf(bytes) ?? formatByName(options.name)) {
    case "stl":
      return { format: "stl", ...readSTL(bytes, options) };
    case "3mf":
      return { format: "3mf", ...read3MF(bytes, options) };
    case "obj":
      return { format: "obj", ...readOBJ(bytes, options) };
    case "ply":
      return { format: "ply", ...readPLY(bytes, options) };
    default:
      throw new MeshFileError("mesh", describe(bytes), ACCEPTED, "Export the mesh in one of these formats.");
  }
}

/** The format that bytes are of, as far as they tell. */
function formatOf(bytes: Uint8Array): MeshFile["format"] | undefined {
  const start = startOf(bytes);
  if (ZIP_SIGNATURES.some((signature) => start.startsWith(signature))) return "3mf";
  if (/^ply\s/.test(start)) return "ply";
  if (isBinarySTL(bytes) || isAsciiSTL(bytes)) return "stl";
  return isOBJ(start) ? "obj" : undefined;
}

function startOf(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes.subarray(0, TOLD_BY_BYTES));
}

/** Whether the length is the one that a binary STL's count of triangles demands. */
function isBinarySTL(bytes: Uint8Array): boolean {
  if (bytes.length < 84) return false;
  const count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(80, true);
  return bytes.length === 84 + 50 * count;
}

/** Whether a text says at least one thing that only OBJ files say, and every line of its beginning is of one. */
function isOBJ(start: string): boolean {
  const lines = start.replace(/^\u00ef\u00bb\u00bf/, "").split(/\r\n?|\n/);
  // The last may be cut off.
  if (start.length === TOLD_BY_BYTES) lines.pop();
  const words = lines.map((line) => /^\s*(#|\S*)/.exec(line)?.[1] ?? "").filter((word) => word !== "");
  // After a backslash anything may stand.
  const isJoined = /\\[\r\n]/.test(start);
  return words.some((word) => /^(v|mtllib)$/.test(word)) && (isJoined || words.every((word) => OBJ_WORDS.test(word)));
}

function formatByName(name: string | undefined): MeshFile["format"] | undefined {
  const ending = /\.(stl|3mf|obj|ply)$/i.exec(name ?? "")?.[1].toLowerCase();
  return (["stl", "3mf", "obj", "ply"] as const).find((format) => format === ending);
}

function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const start = startOf(bytes);
  return OTHERS.find(([pattern]) => pattern.test(start))?.[1] ?? `${bytes.length} bytes of another kind`;
}

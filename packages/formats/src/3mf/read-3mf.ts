import { MESH_READ_DEFAULTS, type MeshReadLimits } from "../read-limits.js";
import { type ModelPart, ModelPartReader } from "./model-part.js";
import { PackageParts } from "./package-parts.js";
import { placeItems } from "./place-items.js";
import { ThreeMfError } from "./three-mf-error.js";
import { MODEL_CONTENT, PRINT_TICKET_TYPE, START_PART_TYPE, THUMBNAIL_TYPE } from "./three-mf-names.js";

/** What `read3MF` takes in before it refuses. */
export interface Read3mfOptions extends MeshReadLimits {
  /** Most bytes that all parts read may be when inflated; default 512 MiB, some seven million triangles. */
  readonly maximumInflatedBytes?: number;
  /** Most bytes that one packed byte may become, for parts of more than a mebibyte; default 200. Meshes have 5 to 30; deflate ends at 1032. */
  readonly maximumRatio?: number;
}

/** The limits `read3MF` keeps where none are given. */
export const READ_3MF_DEFAULTS = {
  ...MESH_READ_DEFAULTS,
  maximumInflatedBytes: 512 * 1024 * 1024,
  maximumRatio: 200,
} as const satisfies Required<Read3mfOptions>;

/** What a 3MF file says is to be built, as one mesh. */
export interface ThreeMfMesh {
  /** x, y, z of each vertex in millimetres, transforms applied; vertices are shared within an object. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** Three vertex numbers a triangle, counter-clockwise from outside. */
  readonly triangles: Uint32Array<ArrayBuffer>;
  /**
   * sRGB red, green, blue and alpha of each triangle, a byte each; all 0 for a triangle whose colour is not plain, such as of a texture. Undefined where
   * no triangle has one.
   */
  readonly colors: Uint8Array<ArrayBuffer> | undefined;
  /** What the file says of itself, by name: `Title`, `Designer` and their kin, and names with a prefix, such as `vocalith:code`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The bytes of the package's picture, PNG or JPEG. */
  readonly thumbnail: Uint8Array<ArrayBuffer> | undefined;
}

const PICTURE_CONTENT: ReadonlySet<string> = new Set(["image/png", "image/jpeg"]);

/**
 * Reads what a 3MF file says is to be built (3MF Consortium, Core Specification 1.3): all items with their components, transforms
 * applied, mirrored ones turned right side out, in millimetres. Supports are left out. Colours are those of materials and colour groups; a gradient
 * has the colour of its first corner. Strict in what the specification says of the package, the XML and every reference; the shape itself (closed,
 * oriented) is for `measureMesh` to judge. Required extensions beyond materials, production and triangle sets are refused. Time and memory
 * are bounded by the limits, whatever the file claims.
 *
 * @param bytes - The whole file.
 * @throws {@link ThreeMfError} for whatever is against the specification, damaged, or beyond the limits.
 *
 * @example
 * ```ts
 * import { read3MF } from "@vocalith/formats";
 * declare const file: Uint8Array;
 * const { triangles, metadata } = read3MF(file);
 * console.log(triangles.length / 3, metadata.Title, metadata["vocalith:code"]);
 * ```
 */
export function read3MF(bytes: Uint8Array, options: Read3mfOptions = {}): ThreeMfMesh {
  const limits = { ...READ_3MF_DEFAULTS, ...options };
  const parts = new PackageParts(bytes, {
    remainingBytes: limits.maximumInflatedBytes,
    maximumRatio: limits.maximumRatio,
  });
  const links = parts.relationships("/");
  const starts = links.filter(({ type }) => type === START_PART_TYPE);
  if (starts.length !== 1) {
    throw new ThreeMfError(
      `${starts.length} links to a model`,
      "one, from the package",
      "Is it another kind of package?",
    );
  }
  const root = starts[0].target;
  checkModelLinks(parts, root);

  const others = new Map<string, ModelPart>();
  const objectsOf = (path: string): ModelPart => {
    const known = others.get(path.toLowerCase());
    if (known !== undefined) return known;
    const part = readModelPart(parts, path, undefined, limits.maximumTriangles);
    others.set(path.toLowerCase(), part);
    return part;
  };
  const model = readModelPart(parts, root, objectsOf, limits.maximumTriangles);
  const mesh = placeItems(model.items, model.millimetresPerUnit);
  if (mesh.triangles.length === 0) {
    throw new ThreeMfError(
      "nothing to build",
      "an item of one triangle or more, not counting supports",
      "Put the model on the plate and export it again.",
    );
  }
  return { ...mesh, metadata: Object.fromEntries(model.metadata), thumbnail: readThumbnail(parts, links) };
}

function readModelPart(
  parts: PackageParts,
  part: string,
  objectsOf: ((path: string) => ModelPart) | undefined,
  maximumTriangles: number,
): ModelPart {
  const content = parts.contentType(part);
  if (content !== MODEL_CONTENT) {
    throw new ThreeMfError(
      `the model ${part} of content type ${content ?? "unknown"}`,
      MODEL_CONTENT,
      "Export it again.",
    );
  }
  const reader = new ModelPartReader(part, { hasPart: (name) => parts.has(name), objectsOf, maximumTriangles });
  parts.read(part, (piece) => reader.write(piece));
  return reader.finish();
}

/** The links of the model are read for what is wrong with them: all that is needed is referred to in the model itself. */
function checkModelLinks(parts: PackageParts, model: string): void {
  const tickets = parts.relationships(model).filter(({ type }) => type === PRINT_TICKET_TYPE);
  if (tickets.length > 1) throw new ThreeMfError(`${tickets.length} print tickets`, "one", "Export it again.");
}

function readThumbnail(
  parts: PackageParts,
  links: readonly { type: string; target: string }[],
): Uint8Array<ArrayBuffer> | undefined {
  const target = links.find(({ type }) => type === THUMBNAIL_TYPE)?.target;
  if (target === undefined || !parts.has(target)) return undefined;
  const content = parts.contentType(target);
  if (!PICTURE_CONTENT.has(content ?? "")) {
    throw new ThreeMfError(
      `a thumbnail of content type ${content ?? "unknown"}`,
      [...PICTURE_CONTENT].join(" or "),
      "Export it again.",
    );
  }
  return parts.readWhole(target);
}

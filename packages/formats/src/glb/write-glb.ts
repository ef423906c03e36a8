import { meanChord } from "@vocalith/geometry";
import type { SolidBody, SolidDocument } from "../solid-document.js";
import { type BodySurface, splitByFacet } from "./body-surfaces.js";
import { gemMaterial } from "./gem-material.js";

/** What `writeGLB` says of itself. */
export interface WriteGlbOptions {
  /** Name of the program, for `asset.generator`. Default `vocalith`. */
  readonly generator?: string;
}

/** The options `writeGLB` uses where none are given. */
export const WRITE_GLB_DEFAULTS = { generator: "vocalith" } as const satisfies Required<WriteGlbOptions>;

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;
/** The highest vertex number that two bytes hold; the one above restarts primitives. */
const HIGHEST_SHORT = 65534;

/**
 * A solid as binary glTF 2.0 (Khronos Group, glTF 2.0 Specification, 2021): metres, y upwards (x, z, -y of ours), one primitive a
 * body in the order of `document.bodies`, each with its own material. Facets are flat: no two share a vertex, and a facet's vertices have its normal.
 *
 * A body's light follows `KHR_materials_transmission` (all), `KHR_materials_ior` (its refractive index), `KHR_materials_volume` and
 * `KHR_materials_dispersion` (20 / Abbe number). Through the solid's mean chord 4 V / A (Cauchy) white light takes on the body's colour: half of it
 * by absorption (`attenuationColor` is the colour, `attenuationDistance` two mean chords, `thicknessFactor` one), half by `baseColorFactor`, its square
 * root, so that viewers without these extensions show a coloured stone too. A tool's facets belong to the first body.
 *
 * The code and the metadata are in the node's `extras`, which three shows as `userData`. The same document gives the same bytes everywhere.
 *
 * @returns The whole `.glb` file.
 * @throws RangeError for a solid without triangles or bodies, coordinates that are not finite, a refractive index below 1 or an Abbe
 * number that is not above 0.
 *
 * @example
 * ```ts
 * import { type SolidDocument, writeGLB } from "@vocalith/formats";
 * declare const document: SolidDocument;
 * const bytes: Uint8Array = writeGLB(document);
 * ```
 */
export function writeGLB(document: SolidDocument, options: WriteGlbOptions = {}): Uint8Array<ArrayBuffer> {
  const generator = options.generator ?? WRITE_GLB_DEFAULTS.generator;
  const { mesh, bodies, code, metadata, title } = document;
  if (bodies.length === 0)
    throw new RangeError("a GLB needs a body for its material: found none; give one for the whole solid");
  const chordMetres = meanChord(mesh) / 1000;
  const surfaces = splitByFacet(document);
  const parts = surfaces.flatMap((surface, i) => (surface.indices.length === 0 ? [] : [{ surface, body: bodies[i] }]));
  if (parts.length === 0) throw new RangeError("a GLB needs triangles: found none; cut the solid first");
  const layout = layOut(parts);
  const json = {
    asset: { version: "2.0", generator },
    extensionsUsed: [
      "KHR_materials_dispersion",
      "KHR_materials_ior",
      "KHR_materials_transmission",
      "KHR_materials_volume",
    ],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name: title, mesh: 0, extras: { ...metadata, ...(code !== undefined && { code }) } }],
    meshes: [{ name: title, primitives: layout.primitives }],
    materials: parts.map(({ body }, i) =>
      gemMaterial(body, parts.length === 1 ? title : `${title} ${i + 1}`, chordMetres),
    ),
    accessors: layout.accessors,
    bufferViews: layout.bufferViews,
    buffers: [{ byteLength: layout.byteLength }],
  };
  return assemble(new TextEncoder().encode(JSON.stringify(json)), layout);
}

interface Part {
  readonly surface: BodySurface;
  readonly body: SolidBody;
}

interface Layout {
  readonly primitives: readonly object[];
  readonly accessors: readonly object[];
  readonly bufferViews: readonly object[];
  readonly arrays: readonly { readonly offset: number; readonly bytes: Float32Array | Uint16Array | Uint32Array }[];
  readonly byteLength: number;
}

/** Where each body's positions, normals and vertex numbers lie in the buffer, every one on a multiple of four bytes. */
function layOut(parts: readonly Part[]): Layout {
  const accessors: object[] = [];
  const bufferViews: object[] = [];
  const arrays: { offset: number; bytes: Float32Array | Uint16Array | Uint32Array }[] = [];
  let end = 0;
  const place = (bytes: Float32Array | Uint16Array | Uint32Array, target: number, stride?: number): number => {
    const offset = Math.ceil(end / 4) * 4;
    arrays.push({ offset, bytes });
    bufferViews.push({
      buffer: 0,
      byteOffset: offset,
      byteLength: bytes.byteLength,
      ...(stride !== undefined && { byteStride: stride }),
      target,
    });
    end = offset + bytes.byteLength;
    return bufferViews.length - 1;
  };
  const primitives = parts.map(({ surface: { positions, normals, indices } }, material) => {
    const count = positions.length / 3;
    const isShort = count <= HIGHEST_SHORT + 1;
    const numbers = isShort ? Uint16Array.from(indices) : indices;
    accessors.push(
      {
        bufferView: place(positions, ARRAY_BUFFER, 12),
        componentType: FLOAT,
        count,
        type: "VEC3",
        ...extent(positions),
      },
      { bufferView: place(normals, ARRAY_BUFFER, 12), componentType: FLOAT, count, type: "VEC3" },
      {
        bufferView: place(numbers, ELEMENT_ARRAY_BUFFER),
        componentType: isShort ? UNSIGNED_SHORT : UNSIGNED_INT,
        count: indices.length,
        type: "SCALAR",
      },
    );
    const first = 3 * material;
    return { attributes: { POSITION: first, NORMAL: first + 1 }, indices: first + 2, material };
  });
  return { primitives, accessors, bufferViews, arrays, byteLength: Math.ceil(end / 4) * 4 };
}

function extent(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [positions[0], positions[1], positions[2]];
  const max = [...min];
  for (let i = 3; i < positions.length; i++) {
    const axis = i % 3;
    if (positions[i] < min[axis]) min[axis] = positions[i];
    if (positions[i] > max[axis]) max[axis] = positions[i];
  }
  return { min, max };
}

/** Header, JSON chunk filled up with spaces, binary chunk filled up with zeros; all numbers little-endian. */
function assemble(json: Uint8Array, { arrays, byteLength }: Layout): Uint8Array<ArrayBuffer> {
  const jsonLength = Math.ceil(json.length / 4) * 4;
  const binaryAt = 20 + jsonLength + 8;
  const file = new Uint8Array(binaryAt + byteLength);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, file.length, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, JSON_CHUNK, true);
  file.set(json, 20);
  file.fill(0x20, 20 + json.length, 20 + jsonLength);
  view.setUint32(20 + jsonLength, byteLength, true);
  view.setUint32(24 + jsonLength, BINARY_CHUNK, true);
  for (const { offset, bytes } of arrays) {
    let at = binaryAt + offset;
    if (bytes instanceof Float32Array) {
      for (let i = 0; i < bytes.length; i++, at += 4) view.setFloat32(at, bytes[i], true);
    } else if (bytes instanceof Uint16Array) {
      for (let i = 0; i < bytes.length; i++, at += 2) view.setUint16(at, bytes[i], true);
    } else {
      for (let i = 0; i < bytes.length; i++, at += 4) view.setUint32(at, bytes[i], true);
    }
  }
  return file;
}

import { MESH_READ_DEFAULTS, type MeshReadLimits } from "../read-limits.js";
import { MAXIMUM_CORNERS, PolygonTriangulator } from "../surface/polygon-triangulator.js";
import { GrowingUint32 } from "../text/growing-array.js";
import { PlyError } from "./ply-error.js";
import { type PlyElement, type PlyProperty, readPlyHeader } from "./ply-header.js";
import { type PlyValues, plyValues } from "./ply-values.js";

/** The faces of a PLY file. Can be measured as it is, by `measureMesh` and its kin. */
export interface PlyMesh {
  /** x, y, z of each vertex, in the file's unit. */
  readonly positions: Float32Array;
  /** Three vertex numbers a triangle, counter-clockwise from outside; polygons have been parted. Empty for a cloud of points. */
  readonly triangles: Uint32Array;
  /** Red, green and blue of each triangle as sRGB, 0 to 255, where the file's faces have colours. */
  readonly colorOfTriangle?: Uint8Array;
  /** The comments of the header, a line each. */
  readonly comments: readonly string[];
  /** How the file holds its numbers. */
  readonly encoding: "ascii" | "binary_little_endian" | "binary_big_endian";
}

const COORDINATES = ["x", "y", "z"] as const;
const COLORS = ["red", "green", "blue"] as const;
const CORNER_LISTS: readonly string[] = ["vertex_indices", "vertex_index"];

/**
 * Reads a PLY file (Turk 1994, "The PLY Polygon File Format"): ASCII or binary of either byte order, numbers of every type. Elements and
 * properties other than the vertices' places, the faces' corners and their colours are passed over. Polygons that are not convex are
 * parted ear by ear. What the header claims is held against the bytes that are there before any memory is taken for it.
 *
 * @param bytes - The whole file.
 * @param limits - How many triangles are read at most.
 * @returns Its vertices and triangles, in the file's order.
 * @throws {@link PlyError} for a header that is none, counts that the bytes do not hold, bytes left over, coordinates that are not finite,
 * faces of fewer than three or more than 100,000 corners or with a vertex that is not there, more triangles than the limit, and polygons that take
 * more than about two seconds to part.
 *
 * @example
 * ```ts
 * import { readPLY } from "@vocalith/formats";
 * declare const file: Uint8Array;
 * const { positions, triangles, colorOfTriangle } = readPLY(file);
 * ```
 */
export function readPLY(bytes: Uint8Array, limits: MeshReadLimits = {}): PlyMesh {
  const header = readPlyHeader(bytes);
  const values = plyValues(bytes, header);
  const maximumTriangles = limits.maximumTriangles ?? MESH_READ_DEFAULTS.maximumTriangles;
  let positions: Float32Array | undefined;
  let faces: Pick<PlyMesh, "triangles" | "colorOfTriangle"> = { triangles: new Uint32Array(0) };
  for (const element of header.elements) {
    checkCount(element, values);
    if (element.name === "vertex" && positions === undefined) positions = readVertices(element, values);
    else if (element.name === "face" && element.count > 0) {
      if (positions === undefined) throw headerError("faces before vertices", "vertex, then face");
      faces = readFaces(element, values, positions, maximumTriangles);
    } else passOver(element, values);
  }
  if (positions === undefined) throw headerError("no vertices", "an element vertex");
  const rest = values.rest();
  if (rest !== undefined) {
    throw new PlyError(`${rest} after the last element`, "as much as the header says", EXPORT_AGAIN, values.place());
  }
  return { positions, ...faces, comments: header.comments, encoding: header.format };
}

const EXPORT_AGAIN = "The file is cut off, or its counts are wrong; export it again.";

function headerError(found: string, accepted: string): PlyError {
  return new PlyError(found, accepted, "Export it again, as a mesh.", "the header");
}

/** No memory and no time for elements that the file has no bytes for. */
function checkCount({ name, count, properties }: PlyElement, values: PlyValues): void {
  const least = properties.reduce((sum, { type, lengthType }) => sum + values.leastBytes(lengthType ?? type, 1), 0);
  const left = values.bytesLeft();
  if (count * least > left) {
    throw new PlyError(`${count} of element ${name} in ${left} bytes`, `${least} bytes or more each`, EXPORT_AGAIN);
  }
}

/** The places of properties in an element. */
function placesOf(element: PlyElement, names: readonly string[], isList: boolean): number[] {
  return names.map((name) =>
    element.properties.findIndex((property) => property.name === name && isListed(property) === isList),
  );
}

function isListed({ lengthType }: PlyProperty): boolean {
  return lengthType !== undefined;
}

function readVertices(element: PlyElement, values: PlyValues): Float32Array {
  const places = placesOf(element, COORDINATES, false);
  if (places.includes(-1)) throw headerError("vertices without x, y and z", "property float x, y, z");
  const positions = new Float32Array(3 * element.count);
  const axisOf = element.properties.map((_, i) => places.indexOf(i));
  for (let vertex = 0; vertex < element.count; vertex++) {
    for (let i = 0; i < axisOf.length; i++) {
      if (axisOf[i] < 0) {
        passOverProperty(element.properties[i], values);
        continue;
      }
      const value = Math.fround(values.next(element.properties[i].type));
      if (value - value !== 0) {
        const where = `vertex ${vertex}, ${values.place()}`;
        throw new PlyError(`${value}`, "finite coordinates", "Export it again from a repaired model.", where);
      }
      positions[3 * vertex + axisOf[i]] = value;
    }
  }
  return positions;
}

function readFaces(
  element: PlyElement,
  values: PlyValues,
  positions: Float32Array,
  maximumTriangles: number,
): Pick<PlyMesh, "triangles" | "colorOfTriangle"> {
  const { properties, count } = element;
  const list = placesOf(element, CORNER_LISTS, true).find((place) => place >= 0);
  if (list === undefined) throw headerError("faces without corners", "property list uchar int vertex_indices");
  const colorPlaces = placesOf(element, COLORS, false);
  const hasColors = colorPlaces.every((place) => place >= 0 && properties[place].type === "uint8");
  const channelOf = properties.map((_, i) => (hasColors ? colorPlaces.indexOf(i) : -1));
  const triangles = new GrowingUint32();
  const colors = new GrowingUint32();
  const triangulator = new PolygonTriangulator();
  let loop = new Uint32Array(64);
  let points = new Float64Array(192);
  const color = [0, 0, 0];

  let face = 0;
  const error = (found: string, accepted: string, advice: string): PlyError =>
    new PlyError(found, accepted, advice, `face ${face}, ${values.place()}`);
  for (; face < count; face++) {
    let corners = 0;
    for (let i = 0; i < properties.length; i++) {
      if (i === list) {
        corners = readLength(properties[i], values);
        const total = triangles.length / 3 + corners - 2;
        if (corners < 3 || corners > MAXIMUM_CORNERS) {
          throw error(`${corners} corners`, `3 to ${MAXIMUM_CORNERS} corners`, "Export it again, as triangles.");
        }
        if (total > maximumTriangles) {
          const advice = "Reduce the model, or raise maximumTriangles.";
          throw error(`${total} triangles`, `at most ${maximumTriangles} triangles`, advice);
        }
        if (loop.length < corners) {
          loop = new Uint32Array(2 * corners);
          points = new Float64Array(6 * corners);
        }
        for (let corner = 0; corner < corners; corner++) {
          const vertex = values.next(properties[i].type);
          if (!(vertex >= 0 && 3 * vertex < positions.length && Math.floor(vertex) === vertex)) {
            throw error(`vertex ${vertex}`, `0 to ${positions.length / 3 - 1}`, EXPORT_AGAIN);
          }
          loop[corner] = vertex;
        }
      } else if (channelOf[i] >= 0) color[channelOf[i]] = values.next(properties[i].type) & 0xff;
      else passOverProperty(properties[i], values);
    }
    if (corners === 3) for (let i = 0; i < 3; i++) triangles.push(loop[i]);
    else {
      for (let i = 0; i < 3 * corners; i++) points[i] = positions[3 * loop[Math.floor(i / 3)] + (i % 3)];
      const parts = triangulator.triangulate(points, corners);
      if (parts === undefined) {
        throw error(`a face of ${corners} corners`, "polygons that can be parted in seconds", "Export triangles.");
      }
      for (const part of parts) triangles.push(loop[part]);
    }
    if (hasColors) for (let i = 2; i < corners; i++) colors.push((color[0] << 16) | (color[1] << 8) | color[2]);
  }
  const own = triangles.finish();
  return hasColors ? { triangles: own, colorOfTriangle: channelsOf(colors.finish()) } : { triangles: own };
}

/** Red, green and blue, packed into one number each, as bytes. */
function channelsOf(colors: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(3 * colors.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = colors[Math.floor(i / 3)] >>> (16 - 8 * (i % 3));
  return bytes;
}

/** The length of a list, as long as the file has bytes for its values. */
function readLength({ name, type, lengthType }: PlyProperty, values: PlyValues): number {
  const length = lengthType === undefined ? 1 : values.next(lengthType);
  if (!(length >= 0 && values.leastBytes(type, length) <= values.bytesLeft())) {
    const found = `a list of ${length} in ${values.bytesLeft()} bytes`;
    throw new PlyError(`${found} as ${name}`, "as many values as the file holds", EXPORT_AGAIN, values.place());
  }
  return length;
}

function passOver({ count, properties }: PlyElement, values: PlyValues): void {
  // Elements without properties take neither bytes nor time, however many they are said to be.
  if (properties.length === 0) return;
  for (let i = 0; i < count; i++) for (const property of properties) passOverProperty(property, values);
}

function passOverProperty(property: PlyProperty, values: PlyValues): void {
  values.skip(property.type, readLength(property, values));
}

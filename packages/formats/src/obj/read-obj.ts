import { MESH_READ_DEFAULTS, type MeshReadLimits } from "../read-limits.js";
import { MAXIMUM_CORNERS, PolygonTriangulator } from "../surface/polygon-triangulator.js";
import { GrowingFloat32, GrowingUint32 } from "../text/growing-array.js";
import { parseInteger } from "../text/parse-number.js";
import { TextScanner } from "../text/text-scanner.js";
import { ObjError } from "./obj-error.js";

/** The faces of an OBJ file. Can be measured as it is, by `measureMesh` and its kin. */
export interface ObjMesh {
  /** x, y, z of each vertex, in the file's unit. */
  readonly positions: Float32Array;
  /** Three vertex numbers a triangle, counter-clockwise from outside; polygons have been parted. */
  readonly triangles: Uint32Array;
  /** Names of the materials that faces use, in the order of their first use; the first is empty and stands for none. */
  readonly materials: readonly string[];
  /** The material of each triangle: its place in `materials`. */
  readonly materialOfTriangle: Uint32Array;
  /** The files that hold the materials, as the file names them. */
  readonly materialFiles: readonly string[];
}

/** Most names of materials and of their files together. */
const MAXIMUM_NAMES = 100_000;

const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const HASH = 0x23;

/**
 * Reads the polygons of a Wavefront OBJ file (Alias|Wavefront, Advanced Visualizer manual, appendix B). Vertices may be named by their
 * number or, below zero, from the last; texture coordinates, normals, lines, curves and what else the format knows are passed
 * over; a backslash at the end of a line joins it to the next. Polygons that are not convex are parted ear by ear. Time and memory
 * grow with the bytes given.
 *
 * @param bytes - The whole file.
 * @param limits - How many triangles are read at most.
 * @returns Its vertices and triangles, in the file's order.
 * @throws {@link ObjError} for a file without vertices, coordinates that are not finite, faces of fewer than three corners or with a vertex
 * that is not there (yet), more triangles than the limit, more than 100,000 corners
 * in a face or names of materials, and polygons that take more than about two seconds to part.
 *
 * @example
 * ```ts
 * import { readOBJ } from "@vocalith/formats";
 * const { triangles } = readOBJ(new TextEncoder().encode("v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3 4\n"));
 * console.log(triangles); // 0 1 2 0 2 3
 * ```
 */
export function readOBJ(bytes: Uint8Array, limits: MeshReadLimits = {}): ObjMesh {
  return new ObjReader(bytes, limits.maximumTriangles ?? MESH_READ_DEFAULTS.maximumTriangles).read();
}

class ObjReader {
  readonly #maximumTriangles: number;
  readonly #scanner: TextScanner;
  readonly #positions = new GrowingFloat32();
  readonly #triangles = new GrowingUint32();
  readonly #materialOfTriangle = new GrowingUint32();
  readonly #materials = new Map([["", 0]]);
  readonly #materialFiles: string[] = [];
  readonly #triangulator = new PolygonTriangulator();
  #material = 0;
  #loop: number[] = [];
  #points = new Float64Array(64);

  constructor(bytes: Uint8Array, maximumTriangles: number) {
    this.#maximumTriangles = maximumTriangles;
    const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    this.#scanner = new TextScanner(bytes, hasByteOrderMark ? 3 : 0);
  }

  read(): ObjMesh {
    const scanner = this.#scanner;
    do {
      if (!scanner.nextWordOfLine()) continue;
      if (scanner.isWord("v")) this.#readVertex();
      else if (scanner.isWord("f") || scanner.isWord("fo")) this.#readFace();
      else if (scanner.isWord("usemtl")) this.#useMaterial(scanner.restOfLine());
      else if (scanner.isWord("mtllib")) this.#takeMaterialFile(scanner.restOfLine());
      else this.#passOver();
    } while (scanner.nextLine());
    if (this.#positions.length === 0) {
      throw new ObjError("no vertices", "lines of v x y z and f a b c", "Is it an OBJ file? Export it again.");
    }
    return {
      positions: this.#positions.finish(),
      triangles: this.#triangles.finish(),
      materials: [...this.#materials.keys()],
      materialOfTriangle: this.#materialOfTriangle.finish(),
      materialFiles: this.#materialFiles,
    };
  }

  /** Goes to the next word of the statement, over joined lines. */
  #nextWord(): boolean {
    const scanner = this.#scanner;
    while (scanner.nextWordOfLine()) {
      if (scanner.bytes[scanner.from] === HASH) return false;
      if (!this.#endsInBackslash()) return true;
      // The statement goes on in the next line, and so does a word's end never.
      scanner.to--;
      const hasWord = scanner.to > scanner.from;
      if (hasWord) return true;
      scanner.nextLine();
    }
    return false;
  }

  /** Whether the last word ends in a backslash at the end of its line. */
  #endsInBackslash(): boolean {
    const { bytes, to } = this.#scanner;
    const after = bytes[to];
    return bytes[to - 1] === BACKSLASH && (after === undefined || after === 0x0a || after === 0x0d);
  }

  /** Passes over a statement, joined lines and all; a comment ends with its line. */
  #passOver(): void {
    const scanner = this.#scanner;
    if (scanner.bytes[scanner.from] === HASH) return;
    while (this.#nextWord());
  }

  #readVertex(): void {
    // A weight or a colour may follow.
    for (let axis = 0; axis < 3; axis++) {
      const value = this.#nextWord() ? Math.fround(this.#scanner.number()) : Number.NaN;
      if (value - value !== 0) throw this.#unexpected("three finite coordinates of a vertex");
      this.#positions.push(value);
    }
    while (this.#nextWord());
  }

  #readFace(): void {
    const loop = this.#loop;
    loop.length = 0;
    while (this.#nextWord()) {
      loop.push(this.#readCorner());
      if (loop.length > MAXIMUM_CORNERS) {
        throw this.#error("a face of more corners", `at most ${MAXIMUM_CORNERS} corners`, "Export triangles.");
      }
    }
    if (loop.length < 3) {
      throw this.#error(`a face of ${loop.length} corners`, "three or more corners", "Export it again.");
    }
    const total = this.#triangles.length / 3 + loop.length - 2;
    if (total > this.#maximumTriangles) {
      const advice = "Reduce the model, or raise maximumTriangles.";
      throw this.#error(`${total} triangles`, `at most ${this.#maximumTriangles} triangles`, advice);
    }
    const corners = loop.length === 3 ? TRIANGLE : this.#triangulate(loop);
    for (const corner of corners) this.#triangles.push(loop[corner]);
    for (let i = 2; i < loop.length; i++) this.#materialOfTriangle.push(this.#material);
  }

  #readCorner(): number {
    const { bytes, from, to } = this.#scanner;
    let end = from;
    while (end < to && bytes[end] !== SLASH) end++;
    const number = parseInteger(bytes, from, end);
    const vertices = this.#positions.length / 3;
    const vertex = number < 0 ? vertices + number : number - 1;
    if (Number.isNaN(number)) throw this.#unexpected("the number of a vertex");
    if (!(vertex >= 0 && vertex < vertices)) {
      const accepted = `1 to ${vertices}, or -1 to -${vertices} from the last vertex so far`;
      throw this.#error(`vertex ${number} of ${vertices}`, accepted, "The file is cut off or its lines are mixed up.");
    }
    return vertex;
  }

  #triangulate(loop: readonly number[]): readonly number[] {
    if (this.#points.length < 3 * loop.length) this.#points = new Float64Array(6 * loop.length);
    for (let i = 0; i < loop.length; i++) {
      for (let axis = 0; axis < 3; axis++) this.#points[3 * i + axis] = this.#positions.at(3 * loop[i] + axis);
    }
    const corners = this.#triangulator.triangulate(this.#points, loop.length);
    if (corners !== undefined) return corners;
    throw this.#error(
      `a face of ${loop.length} corners`,
      "polygons that can be parted in seconds",
      "Export triangles.",
    );
  }

  #useMaterial(name: string): void {
    const known = this.#materials.get(name);
    this.#material = known ?? this.#materials.size;
    if (known === undefined) this.#materials.set(name, this.#material);
    this.#checkNames();
  }

  #takeMaterialFile(name: string): void {
    this.#materialFiles.push(name);
    this.#checkNames();
  }

  #checkNames(): void {
    if (this.#materials.size + this.#materialFiles.length <= MAXIMUM_NAMES) return;
    throw this.#error(
      "more names of materials",
      `at most ${MAXIMUM_NAMES} names`,
      "Export it again with fewer materials.",
    );
  }

  #unexpected(wanted: string): ObjError {
    const advice = "The file is cut off or damaged; export it again.";
    return this.#error(this.#scanner.shown("the end of the line"), wanted, advice);
  }

  #error(found: string, accepted: string, advice: string): ObjError {
    return new ObjError(found, accepted, advice, `line ${this.#scanner.line}`);
  }
}

const TRIANGLE = [0, 1, 2] as const;

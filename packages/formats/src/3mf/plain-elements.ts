import { parseInteger, parseNumber } from "../text/parse-number.js";
import type { MeshElements } from "./mesh-elements.js";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const POINT = 0x2e;
const LESS = 0x3c;
const EQUALS = 0x3d;
const MORE = 0x3e;

const VERTEX = Uint8Array.from("<vertex", (character) => character.charCodeAt(0));
const TRIANGLE = Uint8Array.from("<triangle", (character) => character.charCodeAt(0));

/** Where a value is kept: x, y, z or v1, v2, v3, then pid and p1. */
const PID = 3;
const P1 = 4;
const NEEDED = 0b00111;

/** The element is not plain: the XML reader's. */
const OTHER = -1;
/** The bytes end within it. */
const CUT = -2;

/** No plain element is longer. */
const MOST_ELEMENT_BYTES = 4096;

/** Schema's largest index and one. */
const INDEX_END = 0x80000000;

/**
 * Reads vertices and triangles as nearly every program writes them, straight from their bytes: nine tenths of a file, at a tenth of the XML reader's
 * time. Whatever is not plain (other attributes, entities, comments, numbers or references that are wrong) it leaves to the XML reader,
 * which takes or refuses it.
 */
export class PlainElements {
  readonly #values = new Float64Array(5);
  /** Where reading ended, line ends passed, and whether more bytes may go on with what is there. */
  end = 0;
  lines = 0;
  isCut = false;

  /** Reads from a place between two elements as long as all is plain. */
  read(bytes: Uint8Array, from: number, mesh: MeshElements, isVertices: boolean): void {
    const name = isVertices ? VERTEX : TRIANGLE;
    this.lines = 0;
    this.isCut = true;
    let at = from;
    for (;;) {
      while (at < bytes.length && isSpace(bytes[at])) if (bytes[at++] === LINE_FEED) this.lines++;
      this.end = at;
      if (at === bytes.length) return;
      const end = startsWith(bytes, at, name) ? this.#readTag(bytes, at + name.length, isVertices) : OTHER;
      if (end === CUT && bytes.length - at <= MOST_ELEMENT_BYTES) return;
      if (end < 0 || !(isVertices ? this.#takeVertex(mesh) : this.#takeTriangle(mesh))) {
        this.isCut = false;
        return;
      }
      // Line ends within a tag are rare, but they count.
      for (let i = at; i < end; i++) if (bytes[i] === LINE_FEED) this.lines++;
      at = end;
    }
  }

  #mask = 0;

  /** The attributes of a tag and its end; where it ends, `OTHER` or `CUT`. */
  #readTag(bytes: Uint8Array, from: number, isVertices: boolean): number {
    this.#mask = 0;
    let at = from;
    for (;;) {
      const start = at;
      while (isSpace(bytes[at])) at++;
      if (at + 1 >= bytes.length) return CUT;
      if (bytes[at] === SLASH) return bytes[at + 1] === MORE ? at + 2 : OTHER;
      if (at === start) return OTHER;
      const nameStart = at;
      while (at < bytes.length && bytes[at] !== EQUALS && at - nameStart < 4) at++;
      if (at + 1 >= bytes.length) return CUT;
      const slot = isVertices ? vertexSlot(bytes, nameStart, at) : triangleSlot(bytes, nameStart, at);
      const quote = bytes[at + 1];
      if (slot < 0 || (this.#mask & (1 << slot)) !== 0 || (quote !== QUOTE && quote !== APOSTROPHE)) return OTHER;
      const valueStart = at + 2;
      at = valueStart;
      while (at < bytes.length && bytes[at] !== quote) at++;
      if (at >= bytes.length) return CUT;
      const value = isVertices ? decimal(bytes, valueStart, at) : index(bytes, valueStart, at);
      if (Number.isNaN(value)) return OTHER;
      this.#values[slot] = value;
      this.#mask |= 1 << slot;
      at++;
    }
  }

  #takeVertex(mesh: MeshElements): boolean {
    if (this.#mask !== NEEDED) return false;
    const [x, y, z] = this.#values;
    mesh.pushVertex(x, y, z);
    return true;
  }

  #takeTriangle(mesh: MeshElements): boolean {
    if ((this.#mask & NEEDED) !== NEEDED) return false;
    const values = this.#values;
    const pid = (this.#mask & (1 << PID)) === 0 ? undefined : values[PID];
    const p1 = (this.#mask & (1 << P1)) === 0 ? undefined : values[P1];
    return mesh.pushTriangle(values[0], values[1], values[2], pid, p1);
  }
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === TAB;
}

/** Whether these bytes are there, as far as there are bytes. */
function startsWith(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let i = 0; i < name.length && at + i < bytes.length; i++) if (bytes[at + i] !== name[i]) return false;
  return true;
}

/** x, y or z. */
function vertexSlot(bytes: Uint8Array, from: number, to: number): number {
  const slot = bytes[from] - 0x78;
  return to - from === 1 && slot >= 0 && slot < 3 ? slot : OTHER;
}

/** v1, v2, v3, pid or p1. */
function triangleSlot(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from];
  const second = bytes[from + 1];
  if (to - from === 3) return first === 0x70 && second === 0x69 && bytes[from + 2] === 0x64 ? PID : OTHER;
  if (to - from !== 2) return OTHER;
  if (first === 0x70) return second === 0x31 ? P1 : OTHER;
  return first === 0x76 && second >= 0x31 && second <= 0x33 ? second - 0x31 : OTHER;
}

/** ST_Number of the schema as a finite float32; NaN for anything else. */
function decimal(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    // "1." is no number to the schema.
    if (bytes[at] === POINT && !isDigit(bytes[at + 1])) return Number.NaN;
  }
  const value = parseNumber(bytes, from, to);
  return Number.isFinite(Math.fround(value)) ? value : Number.NaN;
}

/** ST_ResourceIndex of the schema, without a sign; NaN for anything else. */
function index(bytes: Uint8Array, from: number, to: number): number {
  const value = isDigit(bytes[from]) ? parseInteger(bytes, from, to) : Number.NaN;
  return value < INDEX_END ? value : Number.NaN;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

const OPENINGS = ["<vertices>", "<triangles>"].map((tag) =>
  Uint8Array.from(tag, (character) => character.charCodeAt(0)),
);
const LONGEST_OPENING = 11;

/** Where the next `<vertices>` or `<triangles>` has its last byte; -1 where there is none. */
export function findOpening(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(LESS, from); at >= 0; at = bytes.indexOf(LESS, at + 1)) {
    for (const opening of OPENINGS) {
      if (at + opening.length <= bytes.length && startsWith(bytes, at, opening)) return at + opening.length - 1;
    }
  }
  return -1;
}

/** Where a tag begins that the end of the bytes cuts off and that may become an opening; the end where there is none. */
export function cutOpening(bytes: Uint8Array, from: number): number {
  const at = bytes.lastIndexOf(LESS);
  return at >= from && bytes.length - at < LONGEST_OPENING && OPENINGS.some((opening) => startsWith(bytes, at, opening))
    ? at
    : bytes.length;
}

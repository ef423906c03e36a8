import { TextScanner } from "../text/text-scanner.js";
import { PlyError } from "./ply-error.js";

/** The number types of PLY; files use the words of either generation. */
export type PlyType = "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32" | "float32" | "float64";

/** Bytes that a number of each type takes. */
export const PLY_TYPE_BYTES: Readonly<Record<PlyType, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
};

/** One value, or one list of values, of every element of a kind. */
export interface PlyProperty {
  readonly name: string;
  readonly type: PlyType;
  /** The type of a list's length; absent where the property is one value. */
  readonly lengthType?: PlyType;
}

/** A kind of element, such as `vertex` or `face`. */
export interface PlyElement {
  readonly name: string;
  readonly count: number;
  readonly properties: readonly PlyProperty[];
}

/** What a PLY file says of itself. */
export interface PlyHeader {
  readonly format: "ascii" | "binary_little_endian" | "binary_big_endian";
  readonly elements: readonly PlyElement[];
  readonly comments: readonly string[];
  /** Where the data begin, */
  readonly end: number;
  /** and in which line. */
  readonly lines: number;
}

const TYPES = new Map<string, PlyType>([
  ["char", "int8"],
  ["uchar", "uint8"],
  ["short", "int16"],
  ["ushort", "uint16"],
  ["int", "int32"],
  ["uint", "uint32"],
  ["float", "float32"],
  ["double", "float64"],
  ...Object.keys(PLY_TYPE_BYTES).map((name): [string, PlyType] => [name, name as PlyType]),
]);

const FORMATS = ["ascii", "binary_little_endian", "binary_big_endian"] as const;

/** No header that means well is longer; nor has it more properties than this. */
const MAXIMUM_HEADER_BYTES = 1 << 20;
const MAXIMUM_PROPERTIES = 1000;

const ADVICE = "Export it again, as PLY 1.0.";

/**
 * Reads the header of a PLY file.
 *
 * @throws PlyError for anything that is none.
 */
export function readPlyHeader(bytes: Uint8Array): PlyHeader {
  const scanner = new TextScanner(bytes.subarray(0, MAXIMUM_HEADER_BYTES));
  const error = (found: string, accepted: string): PlyError =>
    new PlyError(found, accepted, ADVICE, `line ${scanner.line}`);
  scanner.nextWordOfLine();
  if (!scanner.isWord("ply")) throw new PlyError(scanner.shown("no word"), "ply as the first line", ADVICE);

  let format: PlyHeader["format"] | undefined;
  const elements: { name: string; count: number; properties: PlyProperty[] }[] = [];
  const comments: string[] = [];
  let properties = 0;
  const word = (accepted: string): string => {
    if (!scanner.nextWordOfLine()) throw error("the end of the line", accepted);
    return scanner.text();
  };
  const type = (): PlyType => {
    const found = TYPES.get(word("a number type"));
    if (found === undefined) throw error(scanner.shown(""), [...TYPES.keys()].join(", "));
    return found;
  };
  while (scanner.nextLine()) {
    if (!scanner.nextWordOfLine()) continue;
    if (scanner.isWord("comment") || scanner.isWord("obj_info")) comments.push(scanner.restOfLine());
    else if (scanner.isWord("format")) {
      const name = word(FORMATS.join(", "));
      format = FORMATS.find((each) => each === name);
      if (format === undefined) throw error(scanner.shown(""), FORMATS.join(", "));
      if (word("1.0") !== "1.0") throw error(scanner.shown(""), "1.0");
    } else if (scanner.isWord("element")) {
      const name = word("the name of an element");
      word("how many");
      const count = scanner.number();
      if (!Number.isSafeInteger(count) || count < 0) throw error(scanner.shown(""), "how many, from 0");
      elements.push({ name, count, properties: [] });
    } else if (scanner.isWord("property")) {
      const element = elements.at(-1);
      if (element === undefined) throw error("a property of no element", "element before property");
      if (++properties > MAXIMUM_PROPERTIES) throw error(`${properties} properties`, `at most ${MAXIMUM_PROPERTIES}`);
      const isList = scanner.nextWordOfLine() && scanner.isWord("list");
      if (!isList) scanner.to = scanner.from;
      const lengthType = isList ? type() : undefined;
      if (lengthType?.startsWith("float")) throw error(scanner.shown(""), "a whole number type for a list's length");
      const valueType = type();
      element.properties.push({ name: word("the name of a property"), type: valueType, lengthType });
    } else if (scanner.isWord("end_header")) {
      if (format === undefined) throw error("no format", FORMATS.join(", "));
      if (!scanner.nextLine() && elements.some(({ count }) => count > 0)) throw error("the end of the file", "data");
      // Where lines end in CR alone, a line feed after the last is data.
      const endsInCr = /^ply *\r[^\n]/.test(new TextDecoder("latin1").decode(bytes.subarray(0, 80)));
      const end = endsInCr && bytes[scanner.to - 2] === 0x0d ? scanner.to - 1 : scanner.to;
      return { format, elements, comments, end, lines: scanner.line };
    } else throw error(scanner.shown(""), "format, element, property, comment or end_header");
  }
  throw error("no end_header", `a header that ends within ${MAXIMUM_HEADER_BYTES} bytes`);
}

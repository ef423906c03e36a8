import { GrowingFloat32 } from "../text/growing-array.js";
import { TextScanner } from "../text/text-scanner.js";
import { StlError } from "./stl-error.js";
import { tooManyTriangles } from "./too-many-triangles.js";
import type { TriangleSoup } from "./triangle-soup.js";

const ACCEPTED = "solid, facet normal x y z, outer loop, three times vertex x y z, endloop, endfacet, endsolid";

/** Reads the text form of STL; words may stand on any line, in small or capital letters. */
export function readAsciiSTL(bytes: Uint8Array, maximumTriangles: number): TriangleSoup {
  const scanner = new TextScanner(bytes, bytes[0] === 0xef ? 3 : 0);
  const positions = new GrowingFloat32();
  let header: string | undefined;
  while (scanner.nextWord()) {
    if (!scanner.isWord("solid")) throw unexpected(scanner, '"solid"');
    const name = scanner.restOfLine();
    header ??= name;
    readFacets(scanner, positions, maximumTriangles);
    // The name again, or nothing.
    scanner.restOfLine();
  }
  const corners = positions.length / 3;
  const triangles = new Uint32Array(corners);
  for (let corner = 0; corner < corners; corner++) triangles[corner] = corner;
  return { positions: positions.finish(), triangles, header: header ?? "", encoding: "ascii" };
}

/** Reads facets up to the word `endsolid`. */
function readFacets(scanner: TextScanner, positions: GrowingFloat32, maximumTriangles: number): void {
  while (true) {
    scanner.nextWord();
    if (scanner.isWord("endsolid")) return;
    if (!scanner.isWord("facet")) throw unexpected(scanner, '"facet" or "endsolid"');
    if (positions.length === 9 * maximumTriangles) throw tooManyTriangles(maximumTriangles + 1, maximumTriangles);
    expect(scanner, "normal");
    // Whatever they say, and be it NaN: the corners' order counts.
    for (let i = 0; i < 3; i++) scanner.nextWord();
    expect(scanner, "outer");
    expect(scanner, "loop");
    for (let corner = 0; corner < 3; corner++) {
      expect(scanner, "vertex");
      for (let axis = 0; axis < 3; axis++) {
        scanner.nextWord();
        const value = Math.fround(scanner.number());
        if (value - value !== 0) throw unexpected(scanner, "a finite coordinate");
        positions.push(value);
      }
    }
    expect(scanner, "endloop");
    expect(scanner, "endfacet");
  }
}

function expect(scanner: TextScanner, word: string): void {
  scanner.nextWord();
  if (!scanner.isWord(word)) throw unexpected(scanner, `"${word}"`);
}

function unexpected(scanner: TextScanner, wanted: string): StlError {
  const isEnd = scanner.from === scanner.to;
  const advice = isEnd ? "The file is cut off; export it again." : "Export it again, or as binary STL.";
  return new StlError(
    scanner.shown("the end of the file"),
    `${wanted} here, of ${ACCEPTED}`,
    advice,
    `line ${scanner.line}`,
  );
}

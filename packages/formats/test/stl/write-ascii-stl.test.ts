import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSTL, writeAsciiSTL } from "../../src/index.js";
import { tetrahedron, twoStones } from "../small-meshes.js";

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("writeAsciiSTL", () => {
  it("writes what a person can read, unit and code in front", () => {
    const lines = textOf(writeAsciiSTL(twoStones)).split("\n");
    expect(lines.slice(0, 8)).toEqual([
      "solid vocalith, millimetres, vl0.AAEC-_x",
      "facet normal 0 0 -1",
      "outer loop",
      "vertex 0 0 0",
      "vertex 0 10 0",
      "vertex 10 0 0",
      "endloop",
      "endfacet",
    ]);
    expect(lines[22]).toBe("facet normal 0.57735026 0.57735026 0.57735026");
    expect(lines.slice(-2)).toEqual(["endsolid vocalith, millimetres, vl0.AAEC-_x", ""]);
  });

  it("takes another name, of ASCII alone", () => {
    expect(textOf(writeAsciiSTL(tetrahedron, { name: "ring stone" }))).toMatch(/^solid ring stone\n/);
    expect(() => writeAsciiSTL(tetrahedron, { name: "two\nlines" })).toThrow(RangeError);
  });

  it("gives every float32 back bit for bit", () => {
    const coordinate = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 9, maxLength: 9 }), (values) => {
        const mesh = { ...tetrahedron, positions: Float32Array.from(values), triangles: Uint32Array.of(0, 1, 2) };
        // Edges longer than float32 holds have no normal that a file could hold.
        expect(readSTL(writeAsciiSTL(mesh)).positions).toEqual(mesh.positions);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("refuses coordinates that are no numbers", () => {
    const mesh = { ...tetrahedron, positions: tetrahedron.positions.with(4, Number.NaN) };
    expect(() => writeAsciiSTL(mesh)).toThrow(/finite coordinates only, found NaN/);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ObjError, readOBJ, writeOBJ } from "../../src/index.js";
import { mutationsOf, onlyThrows } from "../mutations.js";
import { twoStones } from "../small-meshes.js";

const read = (text: string) => readOBJ(new TextEncoder().encode(text));
const SQUARE = "v 0 0 0\nv 2 0 0 1.0\nv 2 2 0 1 0 0\nv 0 2 0\n";

describe("readOBJ", () => {
  it("takes vertices by number or from the last, with textures and normals or without", () => {
    for (const face of [
      "f 1 2 3",
      "f 1/7 2/7 3/7",
      "f 1/7/7 2/7/7 3/7/7",
      "f 1//7 2//7 3//7",
      "f -4 -3/-1 -2//-1",
      "fo 1 2 3",
    ]) {
      expect([...read(`${SQUARE}${face}`).triangles]).toEqual([0, 1, 2]);
    }
    // From the last so far, not of all.
    expect([...read(`${SQUARE}f -4 -3 -2\nv 9 9 9\nf -1 1 2`).triangles]).toEqual([0, 1, 2, 4, 0, 1]);
  });

  it("parts polygons, by ears where they are not convex", () => {
    expect([...read(`${SQUARE}f 1 2 3 4`).triangles]).toEqual([0, 1, 2, 0, 2, 3]);
    const arrow = "v 0 0 0\nv 4 0 0\nv 1 1 0\nv 0 4 0\nf 1 2 3 4";
    expect([...read(arrow).triangles].sort()).toEqual([0, 0, 1, 2, 2, 3]);
  });

  it("reads on over joined lines, comments, line ends of all kinds and words it does not need", () => {
    const text = `\ufeff# a file \\\r\nmtllib a b.mtl\ro thing\ng one two\ns off\nvt 0 0\nvn nan 0 0\n${SQUARE}vp 1\n\n  \tf 1 \\\n 2\\\r\n3 # done\nl 1 2 \\\n 3\nusemtl red glass\nf 1 3 4\nusemtl\nf 4 3 1\n`;
    const mesh = read(text);
    expect([...mesh.triangles]).toEqual([0, 1, 2, 0, 2, 3, 3, 2, 0]);
    expect(mesh.positions.length).toBe(12);
    expect(mesh.materials).toEqual(["", "red glass"]);
    expect([...mesh.materialOfTriangle]).toEqual([0, 1, 0]);
    expect(mesh.materialFiles).toEqual(["a b.mtl"]);
  });

  it("says what is wrong, and where", () => {
    expect(() => read("")).toThrow(/no vertices/);
    expect(() => read("a picture, surely")).toThrow(/no vertices/);
    expect(() => read("v 0 0")).toThrow(/found the end of the line at line 1; accepted: three finite coordinates/);
    expect(() => read("v 0 0 nan")).toThrow(/found "nan" at line 1/);
    expect(() => read("v 0 0 1e99")).toThrow(/found "1e99" at line 1/);
    expect(() => read(`${SQUARE}f 1 2`)).toThrow(/a face of 2 corners at line 5/);
    expect(() => read(`${SQUARE}f 1 2 5`)).toThrow(/vertex 5 of 4 at line 5; accepted: 1 to 4, or -1 to -4/);
    expect(() => read(`${SQUARE}f 1 2 0`)).toThrow(/vertex 0 of 4/);
    expect(() => read(`${SQUARE}f 1 2 -5`)).toThrow(/vertex -5 of 4/);
    expect(() => read(`${SQUARE}f 1 2 x`)).toThrow(/found "x" at line 5; accepted: the number of a vertex/);
    expect(() => read(`${SQUARE}f 1 2 1.5`)).toThrow(ObjError);
  });

  it("keeps its limit of triangles, and makes them of few bytes only up to it", () => {
    const text = `${SQUARE}f${" 1".repeat(50_000)}`;
    expect(() => readOBJ(new TextEncoder().encode(text), { maximumTriangles: 49_997 })).toThrow(ObjError);
    expect(read(text).triangles.length).toBe(3 * 49_998);
    expect(() => read(`${SQUARE}f${" 1".repeat(100_001)}`)).toThrow(/at most 100000 corners/);
    const names = Array.from({ length: 100_001 }, (_, i) => `usemtl ${i}`);
    expect(() => read(names.join("\n"))).toThrow(/more names of materials at line 100000/);
  });

  it("returns or throws its typed error on any bytes and on mutations of good files", () => {
    const line = fc.constantFrom(
      "v 1 2 3",
      "v",
      "f 1 2 3",
      "f -1 -2 -3 -1",
      "f 1//",
      "\\",
      "usemtl",
      "#",
      "f 1\\",
      "vn",
      " ",
    );
    const text = fc.array(line, { maxLength: 12 }).map((lines) => new TextEncoder().encode(lines.join("\n")));
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), text, mutationsOf(writeOBJ(twoStones).obj));
    fc.assert(
      fc.property(bytes, (file) =>
        onlyThrows(ObjError, () => {
          const { positions, triangles, materialOfTriangle } = readOBJ(file);
          expect(materialOfTriangle.length).toBe(triangles.length / 3);
          expect(triangles.every((vertex) => 3 * vertex < positions.length)).toBe(true);
          expect(positions.every(Number.isFinite)).toBe(true);
        }),
      ),
      { seed: 1, numRuns: 1500 },
    );
  });
});

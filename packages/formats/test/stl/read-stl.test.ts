import type { Mesh } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSTL, StlError, writeAsciiSTL, writeSTL } from "../../src/index.js";
import { mutationsOf, onlyThrows } from "../mutations.js";
import { tetrahedron } from "../small-meshes.js";

describe("readSTL", () => {
  it("reads back any finite coordinates bit for bit", () => {
    const coordinate = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 9, maxLength: 90 }), (values) => {
        const whole = values.slice(0, values.length - (values.length % 9));
        const mesh: Mesh = {
          positions: Float32Array.from(whole),
          triangles: Uint32Array.from({ length: whole.length / 3 }, (_, i) => i),
          facetOfTriangle: new Uint32Array(whole.length / 9),
          facets: [],
        };
        expect(readSTL(writeSTL(mesh)).positions).toEqual(mesh.positions);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("rejects every damaged file with its typed error and reads none beyond its bytes", () => {
    const good = writeSTL(tetrahedron);
    const cut = good.subarray(0, good.length - 1);
    const overcounted = good.slice();
    new DataView(overcounted.buffer).setUint32(80, 0xffffffff, true);
    const notANumber = good.slice();
    new DataView(notANumber.buffer).setFloat32(84 + 12, Number.NaN, true);
    for (const bytes of [new Uint8Array(0), new Uint8Array(83), cut, overcounted, notANumber]) {
      expect(() => readSTL(bytes)).toThrow(StlError);
    }
    expect(() => readSTL(notANumber)).toThrow(/found NaN at triangle 0/);
    expect(() => readSTL(overcounted)).toThrow(/284 bytes for 4294967295 triangles, which take 214748364834/);
  });

  it("returns or throws its typed error on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => onlyThrows(StlError, () => readSTL(bytes))),
      { seed: 2, numRuns: 300 },
    );
  });

  it("reads from a subarray of a larger buffer", () => {
    const padded = new Uint8Array(1000);
    padded.set(writeSTL(tetrahedron), 100);
    expect(readSTL(padded.subarray(100, 100 + 284)).positions.length).toBe(36);
  });

  it("tells binary from text by the length, not by the first word", () => {
    const named = writeSTL(tetrahedron);
    named.set(new TextEncoder().encode("solid of another program"));
    expect(readSTL(named)).toMatchObject({ encoding: "binary", triangles: { length: 12 } });
    const wrongCount = named.slice();
    wrongCount[80] = 5;
    expect(() => readSTL(wrongCount)).toThrow(/284 bytes for 5 triangles/);
    expect(readSTL(writeAsciiSTL(tetrahedron)).encoding).toBe("ascii");
  });

  it("reads text in capital letters, on other lines, of several solids, behind a byte order mark", () => {
    const facet =
      "FACET NORMAL nan nan nan OUTER LOOP\r\nVERTEX 0 0 0 VERTEX +1. 0 0\rVERTEX 0 .5e1 -0 ENDLOOP ENDFACET";
    const text = `\ufeff  SOLID two words\r\n${facet}\n\tENDSOLID two words\nsolid\n${facet} endsolid`;
    const soup = readSTL(new TextEncoder().encode(text));
    expect(soup).toMatchObject({ encoding: "ascii", header: "two words" });
    expect([...soup.positions]).toEqual([0, 0, 0, 1, 0, 0, 0, 5, -0, 0, 0, 0, 1, 0, 0, 0, 5, -0]);
    expect([...soup.triangles]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(readSTL(new TextEncoder().encode("solid empty\nendsolid")).triangles.length).toBe(0);
  });

  it("says what is wrong with a text, and where", () => {
    const good = new TextDecoder().decode(writeAsciiSTL(tetrahedron));
    const reading = (text: string) => () => readSTL(new TextEncoder().encode(text));
    expect(reading(good.slice(0, good.indexOf("endsolid")))).toThrow(/the end of the file at line 30; .*cut off/);
    expect(reading(good.replace("vertex 10 0 0", "vertex 10 nan 0"))).toThrow(/found "nan" at line 6/);
    expect(reading(good.replace("vertex 10 0 0", "vertex 10 1e39 0"))).toThrow(/found "1e39" at line 6/);
    expect(reading(good.replace("vertex 10 0 0", "vertex 10,5 0 0"))).toThrow(/found "10,5" at line 6/);
    expect(reading(good.replace("endloop", "vertex 1 2 3"))).toThrow(/found "vertex" at line 7; accepted: "endloop"/);
    expect(reading(`${good}more`)).toThrow(/found "more" at line 31/);
    expect(reading(`solid ${"x".repeat(500)}\nfacet${"y".repeat(5000)}`)).toThrow(/found "facety{35}\.\.\."/);
  });

  it("keeps its limit of triangles", () => {
    for (const bytes of [writeSTL(tetrahedron), writeAsciiSTL(tetrahedron)]) {
      expect(() => readSTL(bytes, { maximumTriangles: 3 })).toThrow(StlError);
      expect(readSTL(bytes, { maximumTriangles: 4 }).triangles.length).toBe(12);
    }
  });

  it("returns or throws its typed error on mutations of good files", () => {
    for (const good of [writeSTL(tetrahedron), writeAsciiSTL(tetrahedron)]) {
      fc.assert(
        fc.property(mutationsOf(good), (bytes) => onlyThrows(StlError, () => readSTL(bytes))),
        { seed: 3, numRuns: 500 },
      );
    }
  });
});

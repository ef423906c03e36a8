import type { Mesh } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSTL, StlError, writeSTL } from "../src/index.js";

const tetrahedron: Mesh = {
  positions: new Float32Array([0, 0, 0, 10, 0, 0, 0, 10, 0, 0, 0, 10]),
  triangles: new Uint32Array([0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]),
  facetOfTriangle: new Uint32Array([0, 1, 2, 3]),
  facets: [],
};

describe("writeSTL", () => {
  it("writes 84 + 50 bytes a triangle, with corners as they are and unit outward normals", () => {
    const bytes = writeSTL(tetrahedron);
    expect(bytes.length).toBe(84 + 50 * 4);
    const view = new DataView(bytes.buffer);
    expect(view.getUint32(80, true)).toBe(4);
    const normal = (triangle: number) => [0, 4, 8].map((at) => view.getFloat32(84 + 50 * triangle + at, true));
    expect(normal(0)).toEqual([0, 0, -1]);
    expect(normal(1)).toEqual([0, -1, 0]);
    expect(normal(2)).toEqual([-1, 0, 0]);
    for (const component of normal(3)) expect(component).toBeCloseTo(Math.sqrt(1 / 3), 7);
    expect([...readSTL(bytes).positions.subarray(0, 9)]).toEqual([0, 0, 0, 0, 10, 0, 10, 0, 0]);
  });

  it("names the unit in a header that no reader takes for the text form", () => {
    expect(readSTL(writeSTL(tetrahedron)).header).toBe("vocalith, millimetres");
    expect(readSTL(writeSTL(tetrahedron, { header: "x".repeat(200) })).header).toBe("x".repeat(80));
    expect(() => writeSTL(tetrahedron, { header: "solid gem" })).toThrow(RangeError);
    expect(() => writeSTL(tetrahedron, { header: "gemme taill\u00e9e" })).toThrow(RangeError);
  });
});

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
    const text = new TextEncoder().encode(`solid gem\n${"facet normal 0 0 1\n".repeat(20)}endsolid`);
    for (const bytes of [new Uint8Array(0), new Uint8Array(83), cut, overcounted, notANumber, text]) {
      expect(() => readSTL(bytes)).toThrow(StlError);
    }
    expect(() => readSTL(text)).toThrow(/begins with the word solid/);
  });

  it("returns or throws its typed error on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          expect(readSTL(bytes).positions.length % 9).toBe(0);
        } catch (error) {
          expect(error).toBeInstanceOf(StlError);
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("reads from a subarray of a larger buffer", () => {
    const padded = new Uint8Array(1000);
    padded.set(writeSTL(tetrahedron), 100);
    expect(readSTL(padded.subarray(100, 100 + 284)).positions.length).toBe(36);
  });
});

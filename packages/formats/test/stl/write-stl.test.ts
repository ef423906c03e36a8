import { describe, expect, it } from "vitest";
import { readSTL, writeSTL } from "../../src/index.js";
import { tetrahedron } from "../small-meshes.js";

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
    expect(() => writeSTL(tetrahedron, { header: "Solid gem" })).toThrow(RangeError);
    expect(() => writeSTL(tetrahedron, { header: "solid gem" })).toThrow(RangeError);
    expect(() => writeSTL(tetrahedron, { header: "gemme taill\u00e9e" })).toThrow(RangeError);
  });

  it("names the code of a document, and marks one that does not fit into the header", () => {
    const documentOf = (code: string) => ({ mesh: tetrahedron, title: "gem", code, bodies: [], metadata: {} });
    const headerOf = (code: string) => readSTL(writeSTL(documentOf(code))).header;
    expect(headerOf("vl0.abc")).toBe("vocalith, millimetres, vl0.abc");
    expect(headerOf("y".repeat(57))).toBe(`vocalith, millimetres, ${"y".repeat(57)}`);
    expect(headerOf("y".repeat(58))).toBe(`vocalith, millimetres, ${"y".repeat(54)}...`);
  });
});

import { describe, expect, it } from "vitest";
import { readOBJ, writeOBJ } from "../../src/index.js";
import { tetrahedron, twoStones } from "../small-meshes.js";

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("writeOBJ", () => {
  it("writes vertices, flat normals, a group and a material a body, comments in front", () => {
    expect(textOf(writeOBJ(twoStones, { materialFile: "two stones.mtl" }).obj)).toBe(
      [
        "# vocalith, millimetres",
        "# title: Grüße aus Köln",
        "# code: vl0.AAEC-_x",
        "# speaker: two lines",
        "# sha256-of-recording: 00ff",
        "mtllib two stones.mtl",
        "v 0 0 0",
        "v 10 0 0",
        "v 0 10 0",
        "v 0 0 10",
        "vn 0 0 -1",
        "vn 0 -1 0",
        "vn -1 0 0",
        "vn 0.57735026 0.57735026 0.57735026",
        "g stone-1",
        "usemtl stone-1",
        "f 1//1 3//1 2//1",
        "f 1//3 4//3 3//3",
        "g stone-2",
        "usemtl stone-2",
        "f 1//2 2//2 4//2",
        "f 2//4 3//4 4//4",
        "",
      ].join("\n"),
    );
  });

  it("writes colours as sRGB and the index of refraction", () => {
    const lines = textOf(writeOBJ(twoStones).mtl).split("\n");
    expect(lines.slice(5, 12)).toEqual([
      "newmtl stone-1",
      // 124, 25 and 39 of 255.
      "Kd 0.4862745 0.09803922 0.15294118",
      "Ks 0.04519809 0.04519809 0.04519809",
      "Ns 1000",
      "Ni 1.54",
      "d 1",
      "illum 2",
    ]);
    expect(lines[12]).toBe("newmtl stone-2");
  });

  it("comes back as it was, and as the same bytes", () => {
    const { obj } = writeOBJ(twoStones);
    expect(writeOBJ(twoStones).obj).toEqual(obj);
    const back = readOBJ(obj);
    expect(back.positions).toEqual(tetrahedron.positions);
    expect([...back.triangles]).toEqual([0, 2, 1, 0, 3, 2, 0, 1, 3, 1, 2, 3]);
    expect(back.materials).toEqual(["", "stone-1", "stone-2"]);
    expect([...back.materialOfTriangle]).toEqual([1, 1, 2, 2]);
    expect(back.materialFiles).toEqual(["solid.mtl"]);
  });

  it("gives what was machined to the first body, and no colours where there are no bodies", () => {
    const facets = tetrahedron.facets.map((facet) => ({ ...facet, solid: -1 }));
    const machined = { ...twoStones, mesh: { ...tetrahedron, facets } };
    expect([...readOBJ(writeOBJ(machined).obj).materialOfTriangle]).toEqual([1, 1, 1, 1]);
    const plain = writeOBJ({ ...twoStones, bodies: [] });
    expect(readOBJ(plain.obj)).toMatchObject({ materials: [""], materialFiles: [], triangles: { length: 12 } });
    expect(textOf(plain.mtl)).not.toContain("newmtl");
  });

  it("refuses names of material files that a line cannot hold", () => {
    for (const materialFile of ["", " ", "a\nb", "a\\", " a"]) {
      expect(() => writeOBJ(twoStones, { materialFile })).toThrow(RangeError);
    }
  });
});

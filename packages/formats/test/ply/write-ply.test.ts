import { describe, expect, it } from "vitest";
import { readPLY, writePLY } from "../../src/index.js";
import { tetrahedron, twoStones } from "../small-meshes.js";

const COLORS = [124, 25, 39, 89, 243, 149, 124, 25, 39, 89, 243, 149];

describe("writePLY", () => {
  it("writes text with colours and what the solid is", () => {
    expect(new TextDecoder().decode(writePLY(twoStones, { encoding: "ascii" }))).toBe(
      [
        "ply",
        "format ascii 1.0",
        "comment vocalith, millimetres",
        "comment title: Grüße aus Köln",
        "comment code: vl0.AAEC-_x",
        "comment speaker: two lines",
        "comment sha256-of-recording: 00ff",
        "element vertex 4",
        "property float x",
        "property float y",
        "property float z",
        "element face 4",
        "property list uchar int vertex_indices",
        "property uchar red",
        "property uchar green",
        "property uchar blue",
        "end_header",
        "0 0 0",
        "10 0 0",
        "0 10 0",
        "0 0 10",
        "3 0 2 1 124 25 39",
        "3 0 1 3 89 243 149",
        "3 0 3 2 124 25 39",
        "3 1 2 3 89 243 149",
        "",
      ].join("\n"),
    );
  });

  it.each(["binary", "ascii"] as const)("comes back as it was: %s", (encoding) => {
    const bytes = writePLY(twoStones, { encoding });
    expect(writePLY(twoStones, { encoding })).toEqual(bytes);
    const back = readPLY(bytes);
    expect(back.positions).toEqual(tetrahedron.positions);
    expect(back.triangles).toEqual(tetrahedron.triangles);
    expect([...(back.colorOfTriangle ?? [])]).toEqual(COLORS);
    expect(back.comments.slice(0, 3)).toEqual(["vocalith, millimetres", "title: Grüße aus Köln", "code: vl0.AAEC-_x"]);
    expect(back.encoding).toBe(encoding === "ascii" ? "ascii" : "binary_little_endian");
    const plain = readPLY(writePLY({ ...twoStones, bodies: [] }, { encoding }));
    expect(plain.triangles).toEqual(tetrahedron.triangles);
    expect(plain.colorOfTriangle).toBeUndefined();
  });
});

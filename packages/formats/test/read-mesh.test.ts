import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MeshFileError,
  ObjError,
  PlyError,
  readMesh,
  StlError,
  ThreeMfError,
  write3MF,
  writeAsciiSTL,
  writeOBJ,
  writePLY,
  writeSTL,
} from "../src/index.js";
import { mutationsOf, onlyThrows } from "./mutations.js";
import { tetrahedron, twoStones } from "./small-meshes.js";

const bytesOf = (text: string) => new TextEncoder().encode(text);

const FILES = [
  ["stl", writeSTL(twoStones)],
  ["stl", writeAsciiSTL(twoStones)],
  ["3mf", write3MF(twoStones)],
  ["obj", writeOBJ(twoStones).obj],
  ["ply", writePLY(twoStones)],
  ["ply", writePLY(twoStones, { encoding: "ascii" })],
] as const;

describe("readMesh", () => {
  it.each(FILES)("tells %s by its bytes, whatever the name says", (format, bytes) => {
    for (const name of [undefined, "mesh", "mesh.stl", "mesh.3MF", "mesh.obj", "MESH.PLY"]) {
      const mesh = readMesh(bytes, { name });
      expect(mesh.format).toBe(format);
      expect(mesh.triangles.length).toBe(tetrahedron.triangles.length);
      expect(mesh.positions.length).toBeGreaterThanOrEqual(tetrahedron.positions.length);
    }
  });

  it("tells OBJ files of other programs", () => {
    for (const text of [
      "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3",
      "# Blender 4.2\r\n# www.blender.org\r\nmtllib cube.mtl\r\no Cube\r\nv 1 1 -1\r\n",
      "\ufeffg default\nv 0 0 \\\n0\n",
      `# ${"long ".repeat(2000)}\nv 1 1 1`,
    ]) {
      expect(readMesh(bytesOf(text), { name: "model.obj" }).format).toBe("obj");
    }
    expect(readMesh(bytesOf("# first\nv 0 0 0\n")).format).toBe("obj");
  });

  it("goes by the name where the bytes do not tell, and says what is wrong with them", () => {
    const damaged = bytesOf("nothing that anybody knows");
    expect(() => readMesh(damaged, { name: "a.stl" })).toThrow(StlError);
    expect(() => readMesh(damaged, { name: "a.3mf" })).toThrow(ThreeMfError);
    expect(() => readMesh(damaged, { name: "folder.ply/a.OBJ" })).toThrow(ObjError);
    expect(() => readMesh(damaged, { name: "a.ply" })).toThrow(PlyError);
    const cut = writeSTL(twoStones).subarray(0, 200);
    expect(() => readMesh(cut, { name: "a.stl" })).toThrow(/200 bytes for 4 triangles/);
  });

  it("names what it does not read, and what it does", () => {
    const found = (bytes: Uint8Array) => {
      try {
        readMesh(bytes, { name: "file.bin" });
      } catch (error) {
        if (error instanceof MeshFileError) return error.found;
      }
      return undefined;
    };
    expect(found(new Uint8Array(0))).toBe("an empty file");
    expect(found(new Uint8Array(7))).toBe("7 bytes of another kind");
    expect(found(bytesOf("glTF\u0002"))).toBe("a GLB file");
    expect(found(bytesOf('{\n  "asset": {}}'))).toBe("a glTF file");
    expect(found(bytesOf("OFF\n8 6 12\n"))).toBe("an OFF file");
    expect(found(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10]))).toBe("a PNG picture");
    expect(found(bytesOf("RIFF\u0010\u0010\u0010\u0010WAVEfmt "))).toBe("a WAV recording");
    expect(found(bytesOf("vl0.AAEC"))).toBe("the code of a gem");
    expect(found(bytesOf("Dear Sir,\nv 1 2 3\n"))).toBe("18 bytes of another kind");
    expect(() => readMesh(new Uint8Array(7))).toThrow(/accepted: STL \(binary or ASCII\), 3MF, OBJ or PLY/);
  });

  it("hands its limits on", () => {
    for (const [, bytes] of FILES) expect(() => readMesh(bytes, { maximumTriangles: 3 })).toThrow(MeshFileError);
  });

  it("returns or throws an error of the family on any bytes, under any name", () => {
    const name = fc.constantFrom(undefined, "a.stl", "a.obj", "a.ply", "a.3mf");
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 500 }), ...FILES.map(([, file]) => mutationsOf(file)));
    fc.assert(
      fc.property(bytes, name, (file, called) => onlyThrows(MeshFileError, () => readMesh(file, { name: called }))),
      { seed: 1, numRuns: 1500 },
    );
  });
});

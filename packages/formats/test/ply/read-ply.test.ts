import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlyError, readPLY, writePLY } from "../../src/index.js";
import { mutationsOf, onlyThrows } from "../mutations.js";
import { tetrahedron, twoStones } from "../small-meshes.js";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readPLY(bytesOf(text));

/** An ASCII file of a square, its parts exchangeable. */
function square(
  parts: { face?: string; data?: string; vertices?: string; format?: string; more?: string } = {},
): string {
  return [
    "ply",
    parts.format ?? "format ascii 1.0",
    "element vertex 4",
    "property float x",
    "property float y",
    "property float z",
    parts.face ?? "element face 1\nproperty list uchar int vertex_index",
    `${parts.more ?? ""}end_header`,
    parts.vertices ?? "0 0 0\n2 0 0\n2 2 0\n0 2 0",
    parts.data ?? "4 0 1 2 3\n",
  ].join("\n");
}

/** A triangle with every number type, odd properties and odd elements, in binary. */
function oddTriangle(isLittleEndian: boolean): Uint8Array {
  const header = bytesOf(
    [
      "ply",
      `format binary_${isLittleEndian ? "little" : "big"}_endian 1.0`,
      "obj_info made by hand",
      "element camera 1",
      "property list ushort short stray",
      "property double focus",
      "element nothing 4000000000",
      "element vertex 3",
      "property char quality",
      "property double z",
      "property float32 x",
      "property list int8 float64 weights",
      "property int16 y",
      "element face 1",
      "property uint flags",
      "property list uint uint16 vertex_indices",
      "property uint8 blue",
      "property uint8 red",
      "property uint8 green",
      "end_header\n",
    ].join("\r\n"),
  );
  const view = new DataView(new ArrayBuffer(1000));
  let at = 0;
  const put = (bytes: 1 | 2 | 4, value: number) => {
    if (bytes === 1) view.setInt8(at, value);
    else if (bytes === 2) view.setInt16(at, value, isLittleEndian);
    else view.setInt32(at, value, isLittleEndian);
    at += bytes;
  };
  const putDouble = (value: number) => {
    view.setFloat64(at, value, isLittleEndian);
    at += 8;
  };
  for (const value of [2, -1, -2]) put(2, value);
  putDouble(50);
  for (const [x, y, z] of [
    [0, 0, 0],
    [1.5, 0, 0],
    [0, -7, 2.5],
  ]) {
    put(1, -3);
    putDouble(z);
    view.setFloat32(at, x, isLittleEndian);
    at += 4;
    put(1, 1);
    putDouble(0.5);
    put(2, y);
  }
  put(4, -1);
  put(4, 3);
  for (const vertex of [0, 1, 2]) put(2, vertex);
  for (const channel of [30, 10, 20]) put(1, channel);
  return Uint8Array.from([...header, ...new Uint8Array(view.buffer, 0, at)]);
}

describe("readPLY", () => {
  it.each([true, false])("reads every number type, past odd properties and elements; little-endian %s", (isLittle) => {
    const mesh = readPLY(oddTriangle(isLittle));
    expect([...mesh.positions]).toEqual([0, 0, 0, 1.5, 0, 0, 0, -7, 2.5]);
    expect([...mesh.triangles]).toEqual([0, 1, 2]);
    expect([...(mesh.colorOfTriangle ?? [])]).toEqual([10, 20, 30]);
    expect(mesh.comments).toEqual(["made by hand"]);
  });

  it("reads text with polygons, lines ending any way", () => {
    for (const text of [square(), square().replaceAll("\n", "\r\n"), square().replaceAll("\n", "\r")]) {
      expect([...read(text).triangles]).toEqual([0, 1, 2, 0, 2, 3]);
    }
    expect(read(square({ face: "comment only points", data: "" })).triangles.length).toBe(0);
  });

  it("takes a first number of 10 for data where lines end in CR alone", () => {
    const header =
      "ply\rformat binary_little_endian 1.0\relement vertex 1\r" +
      "property uchar x\rproperty uchar y\rproperty uchar z\rend_header\r";
    expect([...readPLY(Uint8Array.from([...bytesOf(header), 10, 11, 12])).positions]).toEqual([10, 11, 12]);
  });

  it("holds what the header claims against the bytes before it takes any memory", () => {
    for (const format of ["ascii", "binary_little_endian"]) {
      for (const count of ["4000000000", "9007199254740991"]) {
        const text = square({ face: `element face ${count}\nproperty list uchar int vertex_index` });
        const claiming = text
          .replace("ascii", format)
          .replace("vertex 4", format === "ascii" ? "vertex 4" : "vertex 1");
        expect(() => read(claiming)).toThrow(new RegExp(`${count} of element face in \\d+ bytes`));
      }
    }
    expect(() => read(square({ data: "4000000000 0 1 2" }))).toThrow(/a list of 4000000000 in \d+ bytes/);
    const round = square({ data: `100001${" 0".repeat(100_001)}` });
    expect(() => read(round)).toThrow(/100001 corners at face 0/);
    expect(() => read(square().replace("vertex 4", "vertex 40000000"))).toThrow(/40000000 of element vertex/);
  });

  it("says what is wrong, and where", () => {
    expect(() => read("plywood")).toThrow(/found "plywood"; accepted: ply as the first line/);
    expect(() => read(square({ format: "format ascii 2.0" }))).toThrow(/found "2.0" at line 2; accepted: 1.0/);
    expect(() => read(square({ format: "format octal 1.0" }))).toThrow(/found "octal"/);
    expect(() => read(square({ format: "" }))).toThrow(/no format/);
    expect(() => read(square().replace("float x", "half x"))).toThrow(/found "half" at line 4/);
    expect(() => read(square().replace("float x", "float u"))).toThrow(/vertices without x, y and z/);
    expect(() => read(square().replace("vertex_index", "loops"))).toThrow(/faces without corners/);
    expect(() => read(square().replace("vertex 4", "vertex -4"))).toThrow(/found "-4"/);
    expect(() => read(square().replace("uchar", "double"))).toThrow(/whole number type/);
    expect(() => read("ply\nformat ascii 1.0\nproperty float x\nend_header\n")).toThrow(/a property of no element/);
    expect(() => read("ply\nformat ascii 1.0\nelement vertex 4\n")).toThrow(/no end_header/);
    expect(() => read(square({ data: "4 0 1 2" }))).toThrow(/a list of 4 in/);
    expect(() => read(square({ data: "4 0 1 2 4" }))).toThrow(/vertex 4 at face 0, line 14; accepted: 0 to 3/);
    expect(() => read(square({ data: "3 0 1 -1" }))).toThrow(/vertex -1/);
    expect(() => read(square({ data: "3 0 1 1.5" }))).toThrow(/found "1.5"/);
    expect(() => read(square({ data: "2 0 1 " }))).toThrow(/2 corners at face 0/);
    expect(() => read(square({ data: "3 0 1 2\n3 0 2 3" }))).toThrow(/"3" after the last element/);
    expect(() => read(square().replace("2 2 0", "2 nan 0"))).toThrow(/found "nan" at line 12/);
    expect(() => read(square().replace("2 2 0", "2 1e39 0"))).toThrow(/found Infinity at vertex 2, line 12/);
    const binary = writePLY({
      ...twoStones,
      mesh: { ...tetrahedron, positions: tetrahedron.positions.with(4, Number.NaN) },
    });
    expect(() => readPLY(binary)).toThrow(/found NaN at vertex 1, byte/);
    const good = writePLY(twoStones);
    expect(() => readPLY(good.subarray(0, good.length - 1))).toThrow(/4 of element face in|the end of the file/);
    expect(() => readPLY(Uint8Array.from([...good, 32, 65]))).toThrow(/2 bytes after the last element/);
    expect(readPLY(Uint8Array.from([...good, 10, 0])).triangles.length).toBe(12);
    const swapped =
      "ply\nformat ascii 1.0\nelement face 1\nproperty list uchar int vertex_index\nelement vertex 0\nend_header\n3 0 0 0";
    expect(() => read(swapped)).toThrow(/faces before vertices/);
  });

  it("keeps its limit of triangles", () => {
    for (const encoding of ["ascii", "binary"] as const) {
      const bytes = writePLY(twoStones, { encoding });
      expect(() => readPLY(bytes, { maximumTriangles: 3 })).toThrow(PlyError);
      expect(readPLY(bytes, { maximumTriangles: 4 }).triangles.length).toBe(12);
    }
  });

  it("returns or throws its typed error on any bytes and on mutations of good files", () => {
    const sources = [
      writePLY(twoStones),
      writePLY(twoStones, { encoding: "ascii" }),
      oddTriangle(true),
      oddTriangle(false),
    ];
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      mutationsOf(bytesOf(square())),
      ...sources.map(mutationsOf),
    );
    fc.assert(
      fc.property(bytes, (file) =>
        onlyThrows(PlyError, () => {
          const { positions, triangles } = readPLY(file);
          expect(triangles.every((vertex) => 3 * vertex < positions.length)).toBe(true);
          expect(positions.every(Number.isFinite)).toBe(true);
        }),
      ),
      { seed: 1, numRuns: 2000 },
    );
  });
});

import type { Mesh } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SolidDocument, writeGLB } from "../../src/index.js";

const tetrahedron: Mesh = {
  positions: new Float32Array([0, 0, 0, 10, 0, 0, 0, 20, 0, 0, 0, 30]),
  triangles: new Uint32Array([0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]),
  facetOfTriangle: new Uint32Array([0, 1, 2, 3]),
  facets: [
    { solid: 0, halfSpace: 0, normal: [0, 0, -1] },
    { solid: 0, halfSpace: 1, normal: [0, -1, 0] },
    { solid: 1, halfSpace: 0, normal: [-1, 0, 0] },
    { solid: -1, halfSpace: 0, normal: [6 / 7, 3 / 7, 2 / 7] },
  ],
};

const quartz = { linearSrgb: [0.25, 0.04, 0.64], refractiveIndex: 1.544, abbeNumber: 69 } as const;

const stone = (document: Partial<SolidDocument> = {}): SolidDocument => ({
  mesh: tetrahedron,
  title: "a voice",
  code: "vl0.AAAA",
  bodies: [{ solids: [0, 2], ...quartz }],
  metadata: { "recording-sha256": "00ff" },
  ...document,
});

interface GltfAccessor {
  readonly bufferView: number;
  readonly componentType: number;
  readonly count: number;
  readonly min?: readonly number[];
  readonly max?: readonly number[];
}

/** Reads a GLB by the specification's own words, with nothing of the writer's. */
function readChunks(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  expect(text(0)).toBe("glTF");
  expect(view.getUint32(4, true)).toBe(2);
  expect(view.getUint32(8, true)).toBe(bytes.length);
  const jsonLength = view.getUint32(12, true);
  expect(text(16)).toBe("JSON");
  expect(text(24 + jsonLength)).toBe("BIN\0");
  const json = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength)));
  const binaryAt = 28 + jsonLength;
  expect(view.getUint32(20 + jsonLength, true)).toBe(bytes.length - binaryAt);
  const accessors: readonly GltfAccessor[] = json.accessors;
  const numbers = (accessor: number, perItem: number): number[] => {
    const { bufferView, componentType, count } = accessors[accessor];
    const offset = binaryAt + json.bufferViews[bufferView].byteOffset;
    return Array.from({ length: perItem * count }, (_, i) =>
      componentType === 5126
        ? view.getFloat32(offset + 4 * i, true)
        : componentType === 5123
          ? view.getUint16(offset + 2 * i, true)
          : view.getUint32(offset + 4 * i, true),
    );
  };
  return { json, accessors, numbers };
}

describe("writeGLB", () => {
  it("writes metres with y upwards, every facet with vertices and a normal of its own", () => {
    const { json, accessors, numbers } = readChunks(writeGLB(stone()));
    expect(json.asset).toEqual({ version: "2.0", generator: "vocalith" });
    expect(json.meshes[0].primitives).toHaveLength(1);
    const { attributes, indices } = json.meshes[0].primitives[0];
    expect(accessors[attributes.POSITION].count).toBe(12);
    expect(accessors[attributes.POSITION].min).toEqual([0, 0, Math.fround(-0.02)]);
    expect(accessors[attributes.POSITION].max).toEqual([Math.fround(0.01), Math.fround(0.03), 0]);
    const positions = numbers(attributes.POSITION, 3);
    const normals = numbers(attributes.NORMAL, 3);
    const corners = numbers(indices, 1);
    const outward = [
      [0, -1, 0],
      [0, 0, 1],
      [-1, 0, 0],
      [6 / 7, 2 / 7, -3 / 7],
    ];
    outward.forEach((normal, facet) => {
      const own = corners.slice(3 * facet, 3 * facet + 3);
      for (const vertex of own) {
        normals.slice(3 * vertex, 3 * vertex + 3).forEach((value, axis) => {
          expect(value).toBeCloseTo(normal[axis], 6);
        });
      }
      const [a, b, c] = own.map((vertex) => positions.slice(3 * vertex, 3 * vertex + 3));
      const [u, v] = [b, c].map((point) => point.map((value, axis) => value - a[axis]));
      const cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
      expect(cross[0] * normal[0] + cross[1] * normal[1] + cross[2] * normal[2]).toBeGreaterThan(0);
    });
  });

  it("gives each body a primitive and a material of its own, and a tool's facets to the first", () => {
    const garnet = { linearSrgb: [0.5, 0, 0.01], refractiveIndex: 1.76, abbeNumber: 40 } as const;
    const twin = stone({
      bodies: [
        { solids: [0, 1], ...quartz },
        { solids: [1, 2], ...garnet },
      ],
    });
    const { json, accessors } = readChunks(writeGLB(twin));
    const { primitives } = json.meshes[0];
    expect(primitives.map(({ indices }: { indices: number }) => accessors[indices].count)).toEqual([9, 3]);
    expect(primitives.map(({ material }: { material: number }) => material)).toEqual([0, 1]);
    expect(json.materials[1].extensions.KHR_materials_ior.ior).toBe(1.76);
    expect(json.materials[1].extensions.KHR_materials_volume.attenuationColor).toEqual([0.5, 0.001, 0.01]);
  });

  it("lets light take on the body's colour over a mean chord of 4 V / A", () => {
    const { json } = readChunks(writeGLB(stone()));
    const [{ pbrMetallicRoughness, extensions }] = json.materials;
    const chord = (4 * 1000) / (100 + 150 + 300 + 350) / 1000;
    const volume = extensions.KHR_materials_volume;
    expect(volume.thicknessFactor).toBeCloseTo(chord, 12);
    expect(volume.attenuationColor).toEqual(quartz.linearSrgb);
    quartz.linearSrgb.forEach((channel, i) => {
      const absorbed = volume.attenuationColor[i] ** (chord / volume.attenuationDistance);
      expect(absorbed * pbrMetallicRoughness.baseColorFactor[i]).toBeCloseTo(channel, 12);
    });
    expect(extensions.KHR_materials_transmission.transmissionFactor).toBe(1);
    expect(extensions.KHR_materials_ior.ior).toBe(1.544);
    expect(extensions.KHR_materials_dispersion.dispersion).toBeCloseTo(20 / 69, 12);
    expect(pbrMetallicRoughness.metallicFactor).toBe(0);
  });

  it("keeps title, code and metadata, whatever letters they have", () => {
    const { json } = readChunks(writeGLB(stone({ title: "tiếng “nói” 🎙" })));
    expect(json.nodes[0].name).toBe("tiếng “nói” 🎙");
    expect(json.nodes[0].extras).toEqual({ "recording-sha256": "00ff", code: "vl0.AAAA" });
    const { code: _, ...nameless } = stone();
    expect(readChunks(writeGLB(nameless)).json.nodes[0].extras).toEqual({ "recording-sha256": "00ff" });
  });

  it("aligns its parts for any title and gives the same bytes again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (title) => {
        const bytes = writeGLB(stone({ title }));
        expect(bytes.length % 4).toBe(0);
        const { json } = readChunks(bytes);
        for (const { byteOffset } of json.bufferViews) expect(byteOffset % 4).toBe(0);
        expect(writeGLB(stone({ title }))).toEqual(bytes);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("writes four bytes a vertex number from 65,536 vertices on", () => {
    const count = 21_846;
    const many: Mesh = {
      positions: new Float32Array(9 * count).map((_, i) => [0, 0, 1, 10, 0, 1, 0, 10, 1][i % 9]),
      triangles: Uint32Array.from({ length: 3 * count }, (_, i) => i),
      facetOfTriangle: Uint32Array.from({ length: count }, (_, i) => i),
      facets: Array.from({ length: count }, (_, halfSpace) => ({ solid: 0, halfSpace, normal: [0, 0, 1] as const })),
    };
    many.positions.set([0, 0, 0, 0, 10, 0, 10, 0, 0]);
    const { json, accessors, numbers } = readChunks(writeGLB(stone({ mesh: many })));
    const { indices } = json.meshes[0].primitives[0];
    expect(accessors[indices].componentType).toBe(5125);
    expect(numbers(indices, 1).at(-1)).toBe(3 * count - 1);
  });

  it("refuses what no material or solid can be, in plain words", () => {
    const optics = (body: object) => () => writeGLB(stone({ bodies: [{ solids: [0, 2], ...quartz, ...body }] }));
    expect(optics({ refractiveIndex: 0.9 })).toThrow(/refractiveIndex = 0.9; accepted/);
    expect(optics({ abbeNumber: 0 })).toThrow(/abbeNumber = 0; accepted/);
    expect(() => writeGLB(stone({ bodies: [] }))).toThrow(RangeError);
    const inside = { ...tetrahedron, triangles: tetrahedron.triangles.slice().reverse() };
    expect(() => writeGLB(stone({ mesh: inside }))).toThrow(/mean chord/);
    const broken = {
      ...tetrahedron,
      positions: tetrahedron.positions.map((value, i) => (i === 4 ? Number.NaN : value)),
    };
    expect(() => writeGLB(stone({ mesh: broken }))).toThrow(RangeError);
    const empty = { ...tetrahedron, triangles: new Uint32Array(0), facetOfTriangle: new Uint32Array(0) };
    expect(() => writeGLB(stone({ mesh: empty }))).toThrow(RangeError);
  });
});

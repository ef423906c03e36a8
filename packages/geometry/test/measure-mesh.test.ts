import { describe, expect, it } from "vitest";
import { intersectHalfSpaces, type MeasurableMesh, measureMesh, unite } from "../src/index.js";

const CUBE = Float64Array.of(1, 0, 0, 2, -1, 0, 0, 1, 0, 1, 0, 2, 0, -1, 0, 1, 0, 0, 1, 2, 0, 0, -1, 1);
const cube = await unite([intersectHalfSpaces(CUBE)]);

function together(...meshes: readonly MeasurableMesh[]): MeasurableMesh {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (const mesh of meshes) {
    const first = positions.length / 3;
    positions.push(...mesh.positions);
    triangles.push(...Array.from(mesh.triangles, (vertex) => vertex + first));
  }
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

function moved(mesh: MeasurableMesh, factor: number, shift: number): MeasurableMesh {
  return { positions: mesh.positions.map((x) => factor * x + shift), triangles: mesh.triangles };
}

function insideOut(mesh: MeasurableMesh): MeasurableMesh {
  return {
    positions: mesh.positions,
    triangles: mesh.triangles.map((_, h, all) => all[h % 3 === 0 ? h : h % 3 === 1 ? h + 1 : h - 1]),
  };
}

describe("measureMesh", () => {
  it("measures a cube", () => {
    const measure = measureMesh(cube);
    expect(measure).toMatchObject({
      sizeMm: [3, 3, 3],
      facets: 6,
      triangles: 12,
      vertices: 8,
      components: 1,
      watertight: true,
      manifold: true,
      oriented: true,
      genus: 0,
      enclosedVoids: 0,
      degenerateTriangles: 0,
      selfIntersections: 0,
    });
    expect(measure.volumeMm3).toBeCloseTo(27, 12);
    expect(measure.areaMm2).toBeCloseTo(54, 12);
    for (const x of measure.centreOfMassMm) expect(x).toBeCloseTo(0.5, 12);
  });

  it("merges equal corners as STL readers do", () => {
    const soup = Float32Array.from([...cube.triangles].flatMap((v) => [...cube.positions.subarray(3 * v, 3 * v + 3)]));
    const measure = measureMesh({ positions: soup, triangles: Uint32Array.from(cube.triangles.keys()) });
    expect(measure).toMatchObject({ vertices: 8, watertight: true, manifold: true, facets: 12 });
  });

  it("sees holes, flipped triangles and inside-out solids", () => {
    expect(measureMesh({ ...cube, triangles: cube.triangles.subarray(3) })).toMatchObject({
      watertight: false,
      genus: undefined,
    });
    const flipped = cube.triangles.slice();
    flipped.set([flipped[1], flipped[0]]);
    expect(measureMesh({ ...cube, triangles: flipped })).toMatchObject({ watertight: true, oriented: false });
    expect(measureMesh(insideOut(cube))).toMatchObject({ watertight: true, oriented: false, enclosedVoids: 0 });
    expect(measureMesh(insideOut(cube)).volumeMm3).toBeCloseTo(-27, 12);
  });

  it("tells voids from second pieces", () => {
    const hollow = together(cube, insideOut(moved(cube, 0.25, 0.25)));
    expect(measureMesh(hollow)).toMatchObject({
      components: 2,
      enclosedVoids: 1,
      oriented: true,
      selfIntersections: 0,
    });
    expect(measureMesh(hollow).volumeMm3).toBeCloseTo(27 - 27 / 64, 6);
    expect(measureMesh(together(cube, moved(cube, 1, 10)))).toMatchObject({ components: 2, enclosedVoids: 0 });
  });

  it("sees what touches or crosses itself", () => {
    expect(measureMesh(together(cube, moved(cube, 1, 1))).selfIntersections).toBeGreaterThan(0);
    // Two cubes that share one corner, and two that share one edge.
    expect(measureMesh(together(cube, moved(cube, 1, 3)))).toMatchObject({ watertight: true, manifold: false });
    const beside = cube.positions.map((x, i) => (i % 3 < 2 ? x + 3 : x));
    expect(measureMesh(together(cube, { ...cube, positions: beside }))).toMatchObject({
      watertight: true,
      manifold: false,
    });
  });

  it("counts the handles of a ring", async () => {
    const wall = (axis: number, side: number) =>
      intersectHalfSpaces(
        Float64Array.from(
          [0, 1, 2].flatMap((k) => {
            const [low, high] = k === 2 ? [0, 2] : k === axis ? (side < 0 ? [-5, -3] : [3, 5]) : [-5, 5];
            const unit = [0, 1, 2].map((j) => (j === k ? 1 : 0));
            return [...unit, high, ...unit.map((x) => -x), -low];
          }),
        ),
      );
    const ring = await unite([wall(0, -1), wall(0, 1), wall(1, -1), wall(1, 1)]);
    expect(measureMesh(ring)).toMatchObject({ genus: 1, components: 1, selfIntersections: 0 });
    expect(measureMesh(ring).volumeMm3).toBeCloseTo(2 * (100 - 36), 4);
  });

  it("takes broken and empty meshes", () => {
    const empty = measureMesh({ positions: new Float32Array(0), triangles: new Uint32Array(0) });
    expect(empty).toMatchObject({ sizeMm: [0, 0, 0], triangles: 0, watertight: false, components: 0 });
    const needle = {
      positions: Float32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2),
      triangles: Uint32Array.of(0, 1, 2, 0, 0, 1),
    };
    expect(measureMesh(needle)).toMatchObject({ degenerateTriangles: 2, watertight: false });
    expect(() => measureMesh({ positions: new Float32Array(9), triangles: Uint32Array.of(0, 1, 3) })).toThrow(
      RangeError,
    );
  });
});

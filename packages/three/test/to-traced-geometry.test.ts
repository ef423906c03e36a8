import { FABRICATED } from "@vocalith/geometry";
import fc from "fast-check";
import { type BufferGeometry, Triangle, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { toBufferGeometry, toTracedGeometry } from "../src/index.js";
import { blockGem } from "./block-gem.js";

/** The triangles of a geometry. */
function trianglesOf(geometry: BufferGeometry): Triangle[] {
  const positions = geometry.getAttribute("position");
  return Array.from({ length: positions.count / 3 }, (_, at) =>
    new Triangle().setFromAttributeAndIndices(positions, 3 * at, 3 * at + 1, 3 * at + 2),
  );
}

describe("toTracedGeometry", () => {
  it("holds every point of the stone, closely, and is convex", () => {
    const lengths = fc.double({ min: 0.1, max: 300, noNaN: true });
    fc.assert(
      fc.property(lengths, lengths, lengths, (width, depth, height) => {
        const gem = blockGem(width, depth, height);
        const reach = Math.hypot(width, depth, height);
        const hull = trianglesOf(toTracedGeometry(gem));
        expect(hull.length).toBeLessThanOrEqual(96);
        const corners = hull.flatMap(({ a, b, c }) => [a, b, c]);
        const points = gem.mesh.positions;
        for (const triangle of hull) {
          const normal = triangle.getNormal(new Vector3());
          const distance = normal.dot(triangle.a);
          const farthest = (of: Vector3[]) => Math.max(...of.map((point) => normal.dot(point)));
          const stone = Array.from({ length: points.length / 3 }, (_, at) => new Vector3().fromArray(points, 3 * at));
          expect(farthest(corners)).toBeLessThan(distance + 1e-5 * reach);
          expect(farthest(stone)).toBeLessThan(distance);
          expect(farthest(stone)).toBeGreaterThan(distance - 0.002 * reach);
        }
      }),
    );
  });

  it("gives what the material asks for: outward normals and a crystal", () => {
    const geometry = toTracedGeometry(blockGem(10, 20, 30));
    const normals = geometry.getAttribute("normal");
    for (const [at, triangle] of trianglesOf(geometry).entries()) {
      const wound = triangle.getNormal(new Vector3());
      expect(new Vector3().fromBufferAttribute(normals, 3 * at).distanceTo(wound)).toBeLessThan(1e-5);
    }
    expect([...geometry.getAttribute("crystal").array].every((crystal) => crystal === 0)).toBe(true);
  });

  it("is the mesh where machining made a part of the surface", () => {
    const gem = blockGem(10, 20, 30);
    const facets = gem.mesh.facets.map((facet, place) => (place === 2 ? { ...facet, solid: FABRICATED } : facet));
    const machined = { mesh: { ...gem.mesh, facets } };
    const [traced, mesh] = [toTracedGeometry(machined), toBufferGeometry(machined)];
    expect(traced.getAttribute("position").array).toEqual(mesh.getAttribute("position").array);
    expect(traced.getAttribute("crystal").array).toEqual(mesh.getAttribute("crystal").array);
  });
});

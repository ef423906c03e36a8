import { FABRICATED } from "@vocalith/geometry";
import { Triangle, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { toBufferGeometry } from "../src/index.js";
import { blockGem } from "./block-gem.js";

describe("toBufferGeometry", () => {
  const gem = blockGem(10, 20, 30);

  it("gives every triangle three vertices of its own", () => {
    const geometry = toBufferGeometry(gem);
    expect(geometry.index).toBeNull();
    for (const name of ["position", "normal", "crystal"]) {
      expect(geometry.getAttribute(name).count).toBe(gem.mesh.triangles.length);
    }
  });

  it("gives flat normals that agree with the winding", () => {
    const geometry = toBufferGeometry(gem);
    const positions = geometry.getAttribute("position");
    const normals = geometry.getAttribute("normal");
    for (let corner = 0; corner < positions.count; corner += 3) {
      const triangle = new Triangle().setFromAttributeAndIndices(positions, corner, corner + 1, corner + 2);
      const wound = triangle.getNormal(new Vector3());
      for (const offset of [0, 1, 2]) {
        expect(new Vector3().fromBufferAttribute(normals, corner + offset).distanceTo(wound)).toBeLessThan(1e-6);
      }
    }
  });

  it("keeps millimetres with z up", () => {
    const geometry = toBufferGeometry(gem);
    geometry.computeBoundingBox();
    expect(geometry.boundingBox?.min.toArray()).toEqual([-5, -10, 0]);
    expect(geometry.boundingBox?.max.toArray()).toEqual([5, 10, 30]);
  });

  it("says of a machined surface that it is no crystal's", () => {
    const facets = gem.mesh.facets.map((facet, place) => (place === 2 ? { ...facet, solid: FABRICATED } : facet));
    const crystals = [...toBufferGeometry({ mesh: { ...gem.mesh, facets } }).getAttribute("crystal").array];
    expect(crystals.filter((crystal) => crystal === -1)).toHaveLength(6);
    expect(crystals.filter((crystal) => crystal === 0)).toHaveLength(30);
  });

  it("refuses a mesh whose triangles name facets that are not there", () => {
    const broken = { mesh: { ...gem.mesh, facets: gem.mesh.facets.slice(0, 5) } };
    expect(() => toBufferGeometry(broken)).toThrow(RangeError);
  });
});

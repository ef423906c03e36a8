import type { TracedStone } from "./traced-stone.js";

/**
 * The part of a ray inside one convex crystal: the sphere around it first, then slab after slab (Kay and Kajiya 1986). Numbers are handed over in
 * arrays: handed over one by one they would be put on the heap, one object each.
 */
export class CrystalSpan {
  /** x, y, z of a point and of a unit way. */
  readonly ray = new Float64Array(6);
  /** From where to where along the ray is asked; after `narrow` has found the crystal, where the ray comes in and leaves. */
  readonly range = new Float64Array(2);
  /** The facet by which the ray comes in as `narrow` found it; -1 where it starts inside. */
  facet = -1;

  constructor(private readonly stone: TracedStone) {}

  /** Narrows `range` to what lies inside a crystal. Where nothing does it returns false and leaves it alone. */
  narrow(crystal: number): boolean {
    const { slabs, firstSlab, slabFacets, spheres } = this.stone;
    const { ray, range } = this;
    const ox = ray[0];
    const oy = ray[1];
    const oz = ray[2];
    const dx = ray[3];
    const dy = ray[4];
    const dz = ray[5];
    let into = range[0];
    let out = range[1];
    const sphere = 4 * crystal;
    const sx = spheres[sphere] - ox;
    const sy = spheres[sphere + 1] - oy;
    const sz = spheres[sphere + 2] - oz;
    const along = sx * dx + sy * dy + sz * dz;
    const radius = spheres[sphere + 3];
    const reach = along * along - (sx * sx + sy * sy + sz * sz) + radius * radius;
    if (reach < 0) return false;
    const half = Math.sqrt(reach);
    if (along - half > out || along + half < into) return false;
    let facet = -1;
    const end = firstSlab[crystal + 1];
    for (let slab = firstSlab[crystal]; slab < end; slab++) {
      const p = 5 * slab;
      const slope = 1 / (slabs[p] * dx + slabs[p + 1] * dy + slabs[p + 2] * dz);
      const height = slabs[p] * ox + slabs[p + 1] * oy + slabs[p + 2] * oz;
      const along1 = (slabs[p + 3] - height) * slope;
      const along2 = (-slabs[p + 4] - height) * slope;
      if (slope > 0) {
        if (along1 < out) out = along1;
        if (along2 > into) {
          into = along2;
          facet = 2 * slab + 1;
        }
      } else {
        if (along2 < out) out = along2;
        if (along1 > into) {
          into = along1;
          facet = 2 * slab;
        }
      }
      if (into >= out) return false;
    }
    range[0] = into;
    range[1] = out;
    this.facet = facet < 0 ? -1 : slabFacets[facet];
    return true;
  }
}

/**
 * A solid's surface as triangles. Guaranteed by what makes it: closed, 2-manifold, counter-clockwise seen from outside,
 * positive volume. Coordinates are millimetres and float32, because that is what files and graphics cards hold: what is
 * measured here is what is printed.
 */
export interface Mesh {
  /** x, y, z of each vertex in mm; vertices are shared between triangles. */
  readonly positions: Float32Array;
  /** Three vertex numbers a triangle, counter-clockwise from outside. */
  readonly triangles: Uint32Array;
  /** The facet of each triangle: a number below `facets.length`. */
  readonly facetOfTriangle: Uint32Array;
  /** The flat faces of the solid, each with the names of what made it. */
  readonly facets: readonly MeshFacet[];
}

/** What made a part of a solid's surface. */
export interface FacetSource {
  /** Which solid of a union it came from: its place in the list given to `unite`; `FABRICATED` (-1) where a fabrication operation made it. */
  readonly solid: number;
  /** Which half-space of that solid it lies on. */
  readonly halfSpace: number;
}

/** One flat, connected piece of a solid's surface, with the name of what made it, or most of it. */
export interface MeshFacet extends FacetSource {
  /** Unit outward normal of that half-space. */
  readonly normal: readonly [number, number, number];
  /** Where solids share a plane, such as a common base: what else made the facet, the larger part first. Absent where one made it all. */
  readonly sharedWith?: readonly FacetSource[];
}

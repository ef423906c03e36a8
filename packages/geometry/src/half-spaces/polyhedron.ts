/** A convex solid with the names of its facets. Plain data: what `intersectHalfSpaces` gives. */
export interface Polyhedron {
  /** x, y, z of each vertex; every one belongs to at least three facets. */
  readonly vertices: Float64Array;
  /** The facets in order of their half-space. Redundant half-spaces have none. */
  readonly facets: readonly PolyhedronFacet[];
}

/** One facet of a convex solid. */
export interface PolyhedronFacet {
  /** The half-space that made it: its place in the list given. */
  readonly halfSpace: number;
  /** Vertex numbers, counter-clockwise seen from outside. The loops of one solid may be parts of one buffer. */
  readonly loop: Uint32Array;
  /** Unit outward normal of the half-space. */
  readonly normal: readonly [number, number, number];
  /** Distance of its plane from the origin, along the normal. */
  readonly distance: number;
}

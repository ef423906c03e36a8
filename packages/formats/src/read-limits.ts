/** How much a reader takes in before it refuses: what a file may cost in time and memory. */
export interface MeshReadLimits {
  /** Most triangles; default 10,000,000, about 500 MB as binary STL. Printing services take a million. */
  readonly maximumTriangles?: number;
}

/** The limits that readers keep where none are given. */
export const MESH_READ_DEFAULTS = { maximumTriangles: 10_000_000 } as const satisfies Required<MeshReadLimits>;

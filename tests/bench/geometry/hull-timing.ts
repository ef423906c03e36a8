/** What one process found out about one library on one set. */
export interface HullTiming {
  /** The first call of the process, the library already loaded. */
  readonly firstMs: number;
  /** Median of the calls after it. */
  readonly warmMs: number;
  /** The shortest of them, which others' work on the machine lengthens least. */
  readonly leastMs: number;
  /** Facets that know their half-space; null where names are lost. */
  readonly facets: number | null;
  /** Corners as they come. */
  readonly corners: number;
  /** Corners after a weld on a grid. */
  readonly welded: number;
}

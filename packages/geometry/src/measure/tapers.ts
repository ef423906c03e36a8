import { type FacetedSurface, pairKey } from "./opposing-search.js";

/** Where two facets that oppose each other meet. */
export interface FacetTaper {
  /** Cosine of the angle between the facets: of what lies between them where they meet. */
  readonly cosine: number;
  readonly vertex: number;
}

/**
 * Pairs of facets that meet in a corner and oppose each other: between them a wall, or a gap, narrows to nothing. The sharpest of
 * each.
 *
 * @param surface without `meeting`.
 * @returns the pairs as `pairKey` numbers, and the sharpest blade (the solid lies between) and crevice (the air does).
 * @internal
 */
export function tapers(surface: Omit<FacetedSurface, "meeting">): {
  meeting: Set<number>;
  blade: FacetTaper | null;
  crevice: FacetTaper | null;
} {
  const { positions: p, corners, facetOfTriangle, normals, cosine } = surface;
  const facets = normals.length / 3;
  const meeting = new Set<number>();
  let [blade, crevice]: (FacetTaper | null)[] = [null, null];
  const { start, incident } = trianglesAtVertices(corners, p.length / 3);
  for (let vertex = 0; vertex < start.length - 1; vertex++) {
    for (let i = start[vertex]; i < start[vertex + 1]; i++) {
      for (let j = i + 1; j < start[vertex + 1]; j++) {
        const [s, t] = [incident[i], incident[j]];
        const [f, g] = [facetOfTriangle[s], facetOfTriangle[t]];
        if (f === g) continue;
        const dot =
          normals[3 * f] * normals[3 * g] +
          normals[3 * f + 1] * normals[3 * g + 1] +
          normals[3 * f + 2] * normals[3 * g + 2];
        if (!(dot <= -cosine)) continue;
        meeting.add(pairKey(f, g, facets));
        const side = between(surface, vertex, s, t, f, g, incident.subarray(start[vertex], start[vertex + 1]));
        if (side > 0 && -dot > (blade?.cosine ?? -1)) blade = { cosine: -dot, vertex };
        if (side < 0 && -dot > (crevice?.cosine ?? -1)) crevice = { cosine: -dot, vertex };
      }
    }
  }
  return { meeting, blade, crevice };
}

/** What lies between two triangles at their common corner: 1 the solid, -1 the air, 0 another triangle or neither. */
function between(
  { positions: p, corners, normals }: Omit<FacetedSurface, "meeting">,
  vertex: number,
  s: number,
  t: number,
  f: number,
  g: number,
  neighbours: Uint32Array,
): number {
  const v = 3 * vertex;
  const from = [0, 0, 0];
  const way = [0, 0, 0];
  let [leaving, arriving] = [0, 0];
  for (let k = 0; k < 3; k++) {
    const middle = (triangle: number): number =>
      (p[3 * corners[3 * triangle] + k] + p[3 * corners[3 * triangle + 1] + k] + p[3 * corners[3 * triangle + 2] + k]) /
      3;
    from[k] = middle(s) - p[v + k];
    way[k] = middle(t) - middle(s);
    leaving += way[k] * normals[3 * f + k];
    arriving += way[k] * normals[3 * g + k];
  }
  const side = leaving < 0 && arriving > 0 ? 1 : leaving > 0 && arriving < 0 ? -1 : 0;
  if (side === 0) return 0;
  // Seen from the corner, does the way cross the angle of another triangle there?
  for (const other of neighbours) {
    if (other === s || other === t) continue;
    const edges: number[] = [];
    for (let i = 0; i < 3; i++) {
      const end = 3 * corners[3 * other + i];
      if (end !== v) edges.push(p[end] - p[v], p[end + 1] - p[v + 1], p[end + 2] - p[v + 2]);
    }
    if (edges.length === 6 && crossesAngle(from, way, edges)) return 0;
  }
  return side;
}

/** Whether the segment from + x way, 0 < x < 1, meets the angle spanned by two edges from the origin: Cramer's rule. */
function crossesAngle(from: readonly number[], way: readonly number[], e: readonly number[]): boolean {
  const determinant = (a: readonly number[], b: readonly number[], c: readonly number[]): number =>
    a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  const [u, w] = [e.slice(0, 3), e.slice(3, 6)];
  const whole = determinant(u, w, way);
  if (whole === 0) return false;
  const one = determinant(from, w, way) / whole;
  const two = determinant(u, from, way) / whole;
  const x = -determinant(u, w, from) / whole;
  return one > 1e-9 && two > 1e-9 && x > 1e-9 && x < 1 - 1e-9;
}

/** The triangles at each vertex, vertex by vertex. */
function trianglesAtVertices(corners: Uint32Array, vertices: number): { start: Uint32Array; incident: Uint32Array } {
  const start = new Uint32Array(vertices + 1);
  for (const vertex of corners) start[vertex + 1]++;
  for (let vertex = 0; vertex < vertices; vertex++) start[vertex + 1] += start[vertex];
  const next = start.slice();
  const incident = new Uint32Array(corners.length);
  for (let h = 0; h < corners.length; h++) incident[next[corners[h]]++] = Math.trunc(h / 3);
  return { start, incident };
}

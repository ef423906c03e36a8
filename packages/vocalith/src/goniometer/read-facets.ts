import { type MeasurableMesh, measureFacets } from "@vocalith/geometry";

/** The flat faces of a solid as a goniometer sees them. */
export interface Facets {
  /** x, y, z of unit outward normals, largest face first. */
  readonly normals: Float64Array;
  readonly areas: Float64Array;
  /** Pairs of faces that meet in an edge turned outwards, as places in the list: both of one crystal, for where crystals meet the edge is turned inwards. */
  readonly pairs: Uint32Array;
}

/** Finds the flat faces of a mesh and which of them meet in outward edges. */
export function readFacets(mesh: MeasurableMesh): Facets {
  const { count, facetOfTriangle, areasMm2 } = measureFacets(mesh, { inradiusTolerance: 1 });
  const { positions: p, triangles } = mesh;
  const sums = new Float64Array(3 * count);
  const corner = new Int32Array(count).fill(-1);
  for (let t = 0; t < facetOfTriangle.length; t++) {
    const [a, b, c] = [3 * triangles[3 * t], 3 * triangles[3 * t + 1], 3 * triangles[3 * t + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const facet = facetOfTriangle[t];
    sums[3 * facet] += uy * vz - uz * vy;
    sums[3 * facet + 1] += uz * vx - ux * vz;
    sums[3 * facet + 2] += ux * vy - uy * vx;
    corner[facet] = a;
  }
  const order = Array.from(areasMm2.keys())
    .filter((facet) => areasMm2[facet] > 0)
    .sort((f, g) => areasMm2[g] - areasMm2[f] || f - g);
  const placeOf = new Int32Array(count).fill(-1);
  const normals = new Float64Array(3 * order.length);
  const areas = new Float64Array(order.length);
  order.forEach((facet, place) => {
    placeOf[facet] = place;
    areas[place] = areasMm2[facet];
    const [x, y, z] = sums.subarray(3 * facet, 3 * facet + 3);
    const length = Math.sqrt(x * x + y * y + z * z);
    normals.set([x / length, y / length, z / length], 3 * place);
  });
  return { normals, areas, pairs: outwardPairs(mesh, facetOfTriangle, placeOf, normals, areas) };
}

/** Each pair of faces with a common edge where the one lies below the plane of the other. */
function outwardPairs(
  { positions: p, triangles }: MeasurableMesh,
  facetOfTriangle: Uint32Array,
  placeOf: Int32Array,
  normals: Float64Array,
  areas: Float64Array,
): Uint32Array {
  const sides = new Map<string, number>();
  const at = (vertex: number) => `${p[3 * vertex]},${p[3 * vertex + 1]},${p[3 * vertex + 2]}`;
  const found = new Map<number, readonly [number, number]>();
  for (let h = 0; h < triangles.length; h++) {
    const from = at(triangles[h]);
    const to = at(triangles[h % 3 === 2 ? h - 2 : h + 1]);
    const back = sides.get(`${to};${from}`);
    sides.set(`${from};${to}`, h);
    if (back === undefined) continue;
    const f = placeOf[facetOfTriangle[Math.trunc(h / 3)]];
    const g = placeOf[facetOfTriangle[Math.trunc(back / 3)]];
    if (f === g || f < 0 || g < 0) continue;
    const apex = 3 * triangles[3 * Math.trunc(back / 3) + ((back + 2) % 3)];
    const edge = 3 * triangles[h];
    const height =
      normals[3 * f] * (p[apex] - p[edge]) +
      normals[3 * f + 1] * (p[apex + 1] - p[edge + 1]) +
      normals[3 * f + 2] * (p[apex + 2] - p[edge + 2]);
    if (height < 0) found.set(Math.min(f, g) * areas.length + Math.max(f, g), [Math.min(f, g), Math.max(f, g)]);
  }
  const pairs = [...found.values()].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  return Uint32Array.from(pairs.flat());
}

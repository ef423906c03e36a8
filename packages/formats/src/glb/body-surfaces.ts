import type { Mesh } from "@vocalith/geometry";

/** The triangles of one body, in metres with y upwards, no vertex shared between facets. */
export interface BodySurface {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly indices: Uint32Array;
}

const MILLIMETRES_PER_METRE = 1000;

/**
 * Parts a solid's surface into those of its bodies and the corners between its facets. A facet belongs to the body that its solid lies in, else to the
 * first. Vertices come in the order in which the triangles first name them, so that the same mesh gives the same arrays.
 */
export function splitByFacet(mesh: Mesh, bodies: readonly (readonly [from: number, to: number])[]): BodySurface[] {
  const { positions, triangles, facetOfTriangle, facets } = mesh;
  const bodyOfFacet = Uint32Array.from(facets, ({ solid }) =>
    Math.max(
      0,
      bodies.findIndex(([from, to]) => solid >= from && solid < to),
    ),
  );
  const trianglesOf = bodies.map((): number[] => []);
  for (let triangle = 0; triangle < facetOfTriangle.length; triangle++) {
    trianglesOf[bodyOfFacet[facetOfTriangle[triangle]] ?? 0].push(triangle);
  }
  return trianglesOf.map((own) => {
    const byFacet = own.sort((a, b) => facetOfTriangle[a] - facetOfTriangle[b] || a - b);
    const indices = new Uint32Array(3 * byFacet.length);
    const sources: number[] = [];
    const facetOfVertex: number[] = [];
    const numberOf = new Int32Array(positions.length / 3);
    let facetStart = 0;
    byFacet.forEach((triangle, i) => {
      const facet = facetOfTriangle[triangle];
      if (i > 0 && facet !== facetOfTriangle[byFacet[i - 1]]) facetStart = sources.length;
      for (let corner = 0; corner < 3; corner++) {
        const source = triangles[3 * triangle + corner];
        let number = numberOf[source] - 1;
        if (number < facetStart || sources[number] !== source) {
          number = sources.push(source) - 1;
          numberOf[source] = number + 1;
          facetOfVertex.push(facet);
        }
        indices[3 * i + corner] = number;
      }
    });
    return {
      positions: turnedToMetres(positions, sources),
      normals: facetNormals(mesh, byFacet, facetOfVertex),
      indices,
    };
  });
}

/** z upwards becomes y upwards: x, z, -y. */
function turnedToMetres(positions: Float32Array, sources: readonly number[]): Float32Array {
  const turned = new Float32Array(3 * sources.length);
  sources.forEach((source, i) => {
    turned[3 * i] = positions[3 * source] / MILLIMETRES_PER_METRE;
    turned[3 * i + 1] = positions[3 * source + 2] / MILLIMETRES_PER_METRE;
    turned[3 * i + 2] = (0 - positions[3 * source + 1]) / MILLIMETRES_PER_METRE;
  });
  return turned;
}

/** For every vertex the unit normal of its facet: the sum of the triangles' own, longer for larger ones, since cleaning may have tilted the facet. */
function facetNormals(mesh: Mesh, triangles: readonly number[], facetOfVertex: readonly number[]): Float32Array {
  const { positions, facetOfTriangle } = mesh;
  const sums = new Map<number, [number, number, number]>();
  for (const triangle of triangles) {
    const [a, b, c] = mesh.triangles.subarray(3 * triangle, 3 * triangle + 3).map((vertex) => 3 * vertex);
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    const facet = facetOfTriangle[triangle];
    const sum = sums.get(facet) ?? [0, 0, 0];
    sum[0] += uy * vz - uz * vy;
    sum[1] += uz * vx - ux * vz;
    sum[2] += ux * vy - uy * vx;
    sums.set(facet, sum);
  }
  const units = new Map<number, readonly [number, number, number]>();
  for (const [facet, [x, y, z]] of sums) {
    const length = Math.sqrt(x * x + y * y + z * z);
    units.set(facet, length > 0 ? [x / length, z / length, (0 - y) / length] : [0, 1, 0]);
  }
  const normals = new Float32Array(3 * facetOfVertex.length);
  facetOfVertex.forEach((facet, i) => {
    normals.set(units.get(facet) ?? [0, 1, 0], 3 * i);
  });
  return normals;
}

import type { SolidDocument } from "../solid-document.js";
import { bodyOfFacet } from "../surface/body-of-facet.js";
import { facetNormals } from "../surface/facet-normals.js";

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
export function splitByFacet(document: SolidDocument): BodySurface[] {
  const { mesh, bodies } = document;
  const { positions, triangles, facetOfTriangle } = mesh;
  const ownerOfFacet = bodyOfFacet(document);
  const normals = facetNormals(mesh);
  const order = orderByFacet(facetOfTriangle);
  return bodies.map((_, body) => {
    const own = order.filter((triangle) => ownerOfFacet[facetOfTriangle[triangle]] === body);
    const indices = new Uint32Array(3 * own.length);
    const sources = new Uint32Array(3 * own.length);
    const facetOfVertex = new Uint32Array(3 * own.length);
    const numberOf = new Int32Array(positions.length / 3).fill(-1);
    let count = 0;
    let facetStart = 0;
    for (let i = 0; i < own.length; i++) {
      const facet = facetOfTriangle[own[i]];
      if (i > 0 && facet !== facetOfTriangle[own[i - 1]]) facetStart = count;
      for (let corner = 0; corner < 3; corner++) {
        const source = triangles[3 * own[i] + corner];
        if (numberOf[source] < facetStart) {
          numberOf[source] = count;
          sources[count] = source;
          facetOfVertex[count] = facet;
          count++;
        }
        indices[3 * i + corner] = numberOf[source];
      }
    }
    return {
      positions: turnedToMetres(positions, sources.subarray(0, count)),
      normals: turnedNormals(normals, facetOfVertex.subarray(0, count)),
      indices,
    };
  });
}

/** Triangles facet by facet, each facet's in their order. */
function orderByFacet(facetOfTriangle: Uint32Array): Uint32Array {
  let facets = 0;
  for (const facet of facetOfTriangle) if (facet >= facets) facets = facet + 1;
  const next = new Uint32Array(facets + 1);
  for (const facet of facetOfTriangle) next[facet + 1]++;
  for (let facet = 0; facet < facets; facet++) next[facet + 1] += next[facet];
  const order = new Uint32Array(facetOfTriangle.length);
  for (let triangle = 0; triangle < facetOfTriangle.length; triangle++) {
    order[next[facetOfTriangle[triangle]]++] = triangle;
  }
  return order;
}

/** z upwards becomes y upwards: x, z, -y. */
function turnedToMetres(positions: Float32Array, sources: Uint32Array): Float32Array {
  const turned = new Float32Array(3 * sources.length);
  for (let i = 0; i < sources.length; i++) {
    const source = 3 * sources[i];
    turned[3 * i] = positions[source] / MILLIMETRES_PER_METRE;
    turned[3 * i + 1] = positions[source + 2] / MILLIMETRES_PER_METRE;
    turned[3 * i + 2] = (0 - positions[source + 1]) / MILLIMETRES_PER_METRE;
  }
  return turned;
}

/** For every vertex the unit normal of its facet, y upwards. */
function turnedNormals(ofFacets: Float32Array, facetOfVertex: Uint32Array): Float32Array {
  const normals = new Float32Array(3 * facetOfVertex.length);
  for (let vertex = 0; vertex < facetOfVertex.length; vertex++) {
    const facet = 3 * facetOfVertex[vertex];
    normals[3 * vertex] = ofFacets[facet];
    normals[3 * vertex + 1] = ofFacets[facet + 2];
    normals[3 * vertex + 2] = 0 - ofFacets[facet + 1];
  }
  return normals;
}

import type { SolidDocument } from "@vocalith/formats";
import type { MeshFacet } from "@vocalith/geometry";

const RADIUS_MM = 20;
/** Every facet of a stone of ours is some triangles. */
const TRIANGLES_PER_FACET = 4;

/**
 * A sphere of two stones in bands of quadrangles, two triangles each, with so many triangles: a multiple of 2,000. Its vertices have all
 * digits that float32 holds, which is the most that a text file has to write.
 */
export function sphereOf(triangleCount: number): SolidDocument {
  const columns = 1000;
  const rows = triangleCount / (2 * columns);
  const positions = new Float32Array(3 * (rows + 1) * columns);
  for (let row = 0, at = 0; row <= rows; row++) {
    const latitude = (Math.PI * row) / rows;
    for (let column = 0; column < columns; column++) {
      const longitude = (2 * Math.PI * column) / columns;
      positions[at++] = RADIUS_MM * Math.sin(latitude) * Math.cos(longitude);
      positions[at++] = RADIUS_MM * Math.sin(latitude) * Math.sin(longitude);
      positions[at++] = RADIUS_MM * Math.cos(latitude);
    }
  }
  const triangles = new Uint32Array(3 * triangleCount);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const next = (column + 1) % columns;
      const [a, b] = [row * columns + column, row * columns + next];
      for (const vertex of [a, a + columns, b, b, a + columns, b + columns]) triangles[at++] = vertex;
    }
  }
  const facetOfTriangle = Uint32Array.from({ length: triangleCount }, (_, i) => Math.floor(i / TRIANGLES_PER_FACET));
  const facets = Array.from(
    { length: Math.ceil(triangleCount / TRIANGLES_PER_FACET) },
    (_, i): MeshFacet => ({ solid: i % 2, halfSpace: i, normal: [0, 0, 1] }),
  );
  return {
    mesh: { positions, triangles, facetOfTriangle, facets },
    title: "sphere",
    code: "vl0.sphere",
    bodies: [0, 1].map((body) => ({
      solids: [body, body + 1],
      linearSrgb: [0.1, 0.2 + 0.5 * body, 0.3],
      refractiveIndex: 1.54,
      abbeNumber: 69,
    })),
    metadata: {},
  };
}

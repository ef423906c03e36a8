import type { Mesh, MeshFacet } from "@vocalith/geometry";
import type { SolidDocument } from "../src/index.js";

const facet = (solid: number, halfSpace: number, normal: MeshFacet["normal"]): MeshFacet => ({
  solid,
  halfSpace,
  normal,
});
const diagonal = Math.sqrt(1 / 3);

/** A corner of 10 mm cut off a cube: two facets of each of two stones. */
export const tetrahedron: Mesh = {
  positions: new Float32Array([0, 0, 0, 10, 0, 0, 0, 10, 0, 0, 0, 10]),
  triangles: new Uint32Array([0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]),
  facetOfTriangle: new Uint32Array([0, 1, 2, 3]),
  facets: [
    facet(0, 0, [0, 0, -1]),
    facet(1, 0, [0, -1, 0]),
    facet(0, 1, [-1, 0, 0]),
    facet(1, 1, [diagonal, diagonal, diagonal]),
  ],
};

/** It as two stones, a dark red and a bright green one. */
export const twoStones: SolidDocument = {
  mesh: tetrahedron,
  title: "Grüße aus Köln",
  code: "vl0.AAEC-_x",
  bodies: [
    { solids: [0, 1], linearSrgb: [0.2, 0.01, 0.02], refractiveIndex: 1.54, abbeNumber: 69 },
    { solids: [1, 2], linearSrgb: [0.1, 0.9, 0.3], refractiveIndex: 1.76, abbeNumber: 72 },
  ],
  metadata: { speaker: "two\nlines \\", "sha256-of-recording": "00ff" },
};

import type { Mesh } from "@vocalith/geometry";

/**
 * The unit normal of each facet as its triangles stand: the sum of their own, longer for larger ones (cleaning may have tilted a facet
 * off the plane that made it). A facet without area has the normal of that plane. Three numbers a facet.
 */
export function facetNormals({ positions, triangles, facetOfTriangle, facets }: Mesh): Float32Array {
  const sums = new Float64Array(3 * facets.length);
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 3 * triangles[i];
    const b = 3 * triangles[i + 1];
    const c = 3 * triangles[i + 2];
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    const facet = 3 * facetOfTriangle[i / 3];
    sums[facet] += uy * vz - uz * vy;
    sums[facet + 1] += uz * vx - ux * vz;
    sums[facet + 2] += ux * vy - uy * vx;
  }
  const normals = new Float32Array(sums.length);
  for (let facet = 0; facet < facets.length; facet++) {
    const at = 3 * facet;
    const [x, y, z] = [sums[at], sums[at + 1], sums[at + 2]];
    const length = Math.sqrt(x * x + y * y + z * z);
    if (length === 0) {
      normals.set(facets[facet].normal, at);
      continue;
    }
    // Adding 0 makes a plain zero of -0.
    normals[at] = x / length + 0;
    normals[at + 1] = y / length + 0;
    normals[at + 2] = z / length + 0;
  }
  return normals;
}

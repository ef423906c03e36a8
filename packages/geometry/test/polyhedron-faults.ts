import type { Polyhedron } from "../src/index.js";

/**
 * What is wrong with a polyhedron as the intersection of half-spaces, in words; empty when nothing is: twin edges, Euler's
 * characteristic, corners on their planes and outside none, loops turned outwards, names kept.
 */
export function polyhedronFaults(polyhedron: Polyhedron, halfSpaces: Float64Array, tolerance = 4e-6): string[] {
  const { vertices, facets } = polyhedron;
  const faults: string[] = [];
  const count = vertices.length / 3;
  let radius = 0;
  for (let i = 0; i < vertices.length; i++) radius = Math.max(radius, Math.abs(vertices[i] - vertices[i % 3]));
  const near = tolerance * radius;
  const height = (vertex: number, plane: number): number =>
    halfSpaces[4 * plane] * vertices[3 * vertex] +
    halfSpaces[4 * plane + 1] * vertices[3 * vertex + 1] +
    halfSpaces[4 * plane + 2] * vertices[3 * vertex + 2] -
    halfSpaces[4 * plane + 3];

  // A half-edge is its first corner times their number plus its second.
  const halfEdges = new Set<number>();
  const facetsAt = new Uint32Array(count);
  let previous = -1;
  for (const { halfSpace, loop } of facets) {
    if (halfSpace <= previous) faults.push(`facet of ${halfSpace} after that of ${previous}`);
    previous = halfSpace;
    if (loop.length < 3) faults.push(`facet ${halfSpace} has ${loop.length} corners`);
    loop.forEach((vertex, k) => {
      const next = loop[(k + 1) % loop.length];
      const edge = vertex * count + next;
      if (halfEdges.has(edge)) faults.push(`half-edge ${vertex}>${next} twice`);
      halfEdges.add(edge);
      facetsAt[vertex]++;
      if (!(Math.abs(height(vertex, halfSpace)) <= near)) faults.push(`corner ${vertex} off plane ${halfSpace}`);
    });
    if (!(turnAlong(vertices, loop, halfSpaces.subarray(4 * halfSpace, 4 * halfSpace + 3)) > 0)) {
      faults.push(`facet ${halfSpace} turned inwards`);
    }
  }
  for (const edge of halfEdges) {
    const from = Math.floor(edge / count);
    const to = edge % count;
    if (!halfEdges.has(to * count + from)) faults.push(`half-edge ${from}>${to} without twin`);
  }
  if (count - halfEdges.size / 2 + facets.length !== 2) faults.push("Euler characteristic is not 2");
  facetsAt.forEach((number, vertex) => {
    if (number < 3) faults.push(`corner ${vertex} on ${number} facets`);
    for (let plane = 0; plane < halfSpaces.length / 4; plane++) {
      if (!(height(vertex, plane) <= near)) faults.push(`corner ${vertex} outside half-space ${plane}`);
    }
  });
  return faults;
}

/** Twice the area of a loop seen along a direction. */
function turnAlong(vertices: Float64Array, loop: Uint32Array, direction: ArrayLike<number>): number {
  const corner = (k: number): Float64Array => vertices.subarray(3 * loop[k], 3 * loop[k] + 3);
  const a = corner(0);
  let sum = 0;
  for (let k = 1; k + 1 < loop.length; k++) {
    const [u, v] = [corner(k), corner(k + 1)].map((p) => [p[0] - a[0], p[1] - a[1], p[2] - a[2]]);
    sum += (u[1] * v[2] - u[2] * v[1]) * direction[0];
    sum += (u[2] * v[0] - u[0] * v[2]) * direction[1];
    sum += (u[0] * v[1] - u[1] * v[0]) * direction[2];
  }
  return sum;
}

/** The volume from corners and loops. */
export function polyhedronVolume({ vertices, facets }: Polyhedron): number {
  let sixfold = 0;
  for (const { loop } of facets) {
    for (let k = 1; k + 1 < loop.length; k++) {
      const [a, b, c] = [loop[0], loop[k], loop[k + 1]].map((v) => vertices.subarray(3 * v, 3 * v + 3));
      sixfold +=
        a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }
  }
  return sixfold / 6;
}

/** The number of edges. */
export function edgeCount({ facets }: Polyhedron): number {
  return facets.reduce((sum, { loop }) => sum + loop.length, 0) / 2;
}

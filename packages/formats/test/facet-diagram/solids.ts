import type { Mesh, Polyhedron } from "@vocalith/geometry";

type Box = readonly [minimum: readonly number[], maximum: readonly number[]];

/** Corners of a box's sides, counter-clockwise from outside; a corner's bits say which of its coordinates are the larger ones. */
const SIDES = [
  [0, 2, 3, 1],
  [4, 5, 7, 6],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 4, 6, 2],
  [1, 3, 7, 5],
] as const;

/** Boxes along the axes as one mesh. */
export function boxes(...all: readonly Box[]): Mesh {
  return meshOfLoops(
    all.flatMap(([minimum, maximum]) =>
      Array.from({ length: 8 }, (_, corner) =>
        [0, 1, 2].map((axis) => ((corner >> axis) & 1 ? maximum : minimum)[axis]),
      ),
    ),
    all.flatMap((_, box) => SIDES.map((side) => side.map((corner) => 8 * box + corner))),
  );
}

/** A convex solid as a mesh. */
export function meshOf({ vertices, facets }: Polyhedron): Mesh {
  const points = Array.from({ length: vertices.length / 3 }, (_, i) => [...vertices.subarray(3 * i, 3 * i + 3)]);
  return meshOfLoops(
    points,
    facets.map(({ loop }) => [...loop]),
  );
}

function meshOfLoops(points: readonly (readonly number[])[], loops: readonly (readonly number[])[]): Mesh {
  return {
    positions: Float32Array.from(points.flat()),
    triangles: Uint32Array.from(
      loops.flatMap((loop) => loop.slice(2).flatMap((corner, i) => [loop[0], loop[i + 1], corner])),
    ),
    facetOfTriangle: Uint32Array.from(loops.flatMap((loop, facet) => loop.slice(2).map(() => facet))),
    facets: loops.map((_, halfSpace) => ({ solid: 0, halfSpace, normal: [0, 0, 1] })),
  };
}

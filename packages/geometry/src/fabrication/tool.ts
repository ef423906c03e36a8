import type { Polyhedron } from "../half-spaces/polyhedron.js";

/** A closed solid that is united with a stone or taken from it: triangles that name their planes. */
export interface Tool {
  /** x, y, z of each vertex in mm. */
  readonly positions: Float64Array;
  /** Three vertex numbers a triangle, counter-clockwise from outside. */
  readonly corners: readonly number[];
  /** The plane of each triangle. */
  readonly planes: readonly number[];
  /** Four numbers a plane: unit outward normal, distance. */
  readonly equations: Float64Array;
}

/**
 * A convex solid as a tool.
 *
 * @internal
 */
export function toolOf(solid: Polyhedron): Tool {
  const corners: number[] = [];
  const planes: number[] = [];
  const equations = new Float64Array(4 * solid.facets.length);
  solid.facets.forEach(({ loop, normal, distance }, plane) => {
    equations.set([...normal, distance], 4 * plane);
    for (let k = 1; k + 1 < loop.length; k++) {
      corners.push(loop[0], loop[k], loop[k + 1]);
      planes.push(plane);
    }
  });
  return { positions: solid.vertices, corners, planes, equations };
}

/** A tool moved by a vector. @internal */
export function movedTool(tool: Tool, move: readonly number[]): Tool {
  const equations = tool.equations.slice();
  for (let p = 0; p < equations.length; p += 4) {
    equations[p + 3] += equations[p] * move[0] + equations[p + 1] * move[1] + equations[p + 2] * move[2];
  }
  return { ...tool, positions: tool.positions.map((x, i) => x + move[i % 3]), equations };
}

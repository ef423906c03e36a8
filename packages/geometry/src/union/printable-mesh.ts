import { selfIntersections } from "../measure/self-intersections.js";
import type { Mesh } from "../mesh.js";
import { meshOfSurface } from "./mesh-of-surface.js";
import type { SolidPlanes } from "./solid-planes.js";
import type { Surface } from "./surface.js";
import { type SimplifyOptions, SurfaceSimplifier } from "./surface-simplifier.js";

/**
 * The mesh of a surface after what is too small to print has been taken from it: first without a look at self-intersections, which are
 * few; where there are some, again from the start with a test at every step nearby; at last with tests everywhere, which
 * leaves a sound surface sound.
 *
 * @param surface its triangles name planes; it is not changed.
 * @param planes the planes.
 * @param limits what is too small, and how far the surface may move.
 * @param round puts a coordinate on the lattice of the result.
 * @returns `undefined` when no mesh without self-intersections was found.
 * @internal
 */
export function printableMesh(
  surface: Surface,
  planes: SolidPlanes,
  limits: Omit<SimplifyOptions, "guarded" | "round">,
  round: (coordinate: number) => number,
): Mesh | undefined {
  const everywhere = [-1, -1, -1, 1, 1, 1].map((side) => side * Number.MAX_VALUE);
  const guarded: number[][] = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    const copy = surface.clone();
    new SurfaceSimplifier(copy, planes.equations, planes.same, { ...limits, guarded, round }).run();
    const places = selfIntersectionBoxes(copy, limits.minimumEdgeMm);
    if (places.length === 0) return meshOfSurface(copy, planes);
    // One that meets itself from the start stays so; seldom, so not looked for at once.
    if (attempt === 1 && selfIntersectionBoxes(surface, 0).length > 0) return undefined;
    guarded.push(...(attempt < 4 ? places : [everywhere]));
  }
  return undefined;
}

/** For each self-intersection of a surface the box of what both triangles share in all three axes, made wider by a margin. */
function selfIntersectionBoxes(surface: Surface, margin: number): number[][] {
  const { positions, corners } = surface;
  const alive = corners.filter((corner) => corner >= 0);
  const pairs = selfIntersections(positions, alive, 100);
  const boxes: number[][] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const box = [0, 0, 0, 0, 0, 0];
    for (let k = 0; k < 3; k++) {
      const spans = [pairs[i], pairs[i + 1]].map((t) => [0, 1, 2].map((c) => positions[3 * alive[3 * t + c] + k]));
      box[k] = Math.max(...spans.map((span) => Math.min(...span))) - margin;
      box[k + 3] = Math.min(...spans.map((span) => Math.max(...span))) + margin;
    }
    boxes.push(box);
  }
  return boxes;
}

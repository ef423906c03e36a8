import { encloses } from "../measure/encloses.js";
import { type Shell, shellsOf } from "./shells.js";
import { Surface } from "./surface.js";
import { UnionError } from "./union-error.js";

/**
 * The surface without the walls of voids and what they hold.
 *
 * @param keep what to do with several pieces: `"all"` is an error, `"largest"` keeps the one of the largest volume.
 * @throws UnionError for several pieces that are all to be kept.
 * @internal
 */
export function outerSurface(surface: Surface, keep: "all" | "largest"): Surface {
  const shells = shellsOf(surface);
  const outward = shells.filter((shell) => shell.volumeMm3 > 0);
  if (shells.length === 1 && outward.length === 1) return surface;
  const largest = outward.reduce((best, shell) => (shell.volumeMm3 > best.volumeMm3 ? shell : best), outward[0]);
  const { positions, corners: all } = surface;
  const isApart = (shell: Shell): boolean => {
    const vertex = 3 * all[3 * shell.triangles[0]];
    return shell !== largest && !encloses(positions, all, largest.triangles, positions.subarray(vertex, vertex + 3));
  };
  const apart = outward.filter(isApart);
  if (apart.length > 0 && keep === "all") {
    throw new UnionError(
      "apart",
      `${apart.length + 1} pieces that do not touch`,
      'solids that all touch, or keep: "largest"',
    );
  }
  const corners = largest.triangles.flatMap((t) => [...surface.corners.subarray(3 * t, 3 * t + 3)]);
  return new Surface(
    surface.positions,
    corners,
    largest.triangles.map((t) => surface.planes[t]),
  );
}

import type { Surface } from "./surface.js";

/** One connected piece of a surface. */
export interface Shell {
  /** Its triangles. */
  readonly triangles: readonly number[];
  /** Volume inside, in cubic millimetres; negative for a shell turned inwards, the wall of a void. */
  readonly volumeMm3: number;
}

/**
 * The connected pieces of a surface, in the order of their first triangles.
 *
 * @internal
 */
export function shellsOf(surface: Surface): Shell[] {
  const { corners, twins } = surface;
  const seen = new Uint8Array(corners.length / 3);
  const shells: Shell[] = [];
  for (let first = 0; first < seen.length; first++) {
    if (seen[first] === 1 || corners[3 * first] < 0) continue;
    seen[first] = 1;
    const triangles = [first];
    let sixfold = 0;
    for (let i = 0; i < triangles.length; i++) {
      const t = triangles[i];
      sixfold += sixfoldVolume(surface, t);
      for (let h = 3 * t; h < 3 * t + 3; h++) {
        const other = Math.trunc(twins[h] / 3);
        if (seen[other] === 1) continue;
        seen[other] = 1;
        triangles.push(other);
      }
    }
    shells.push({ triangles, volumeMm3: sixfold / 6 });
  }
  return shells;
}

function sixfoldVolume(surface: Surface, t: number): number {
  const { positions: p, corners } = surface;
  const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
  return (
    p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]) +
    p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2]) +
    p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c])
  );
}

/**
 * Whether a vertex of one shell lies inside another shell, by the crossings of a ray from it. The ray's direction is chosen so that
 * it meets no edge of a solid that anybody would pose.
 *
 * @internal
 */
export function isInsideShell(surface: Surface, vertex: number, shell: Shell): boolean {
  const { positions: p, corners } = surface;
  const [dx, dy, dz] = [0.4312345, 0.5987654, 0.6749283];
  const [ox, oy, oz] = [p[3 * vertex], p[3 * vertex + 1], p[3 * vertex + 2]];
  let crossings = 0;
  for (const t of shell.triangles) {
    const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [hx, hy, hz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
    const determinant = ux * hx + uy * hy + uz * hz;
    if (determinant === 0) continue;
    const [sx, sy, sz] = [ox - p[a], oy - p[a + 1], oz - p[a + 2]];
    const along = (sx * hx + sy * hy + sz * hz) / determinant;
    const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
    const across = (dx * qx + dy * qy + dz * qz) / determinant;
    const ahead = (vx * qx + vy * qy + vz * qz) / determinant;
    if (along >= 0 && across >= 0 && along + across <= 1 && ahead > 0) crossings++;
  }
  return crossings % 2 === 1;
}

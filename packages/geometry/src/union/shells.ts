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
  const a = 3 * corners[3 * t];
  const b = 3 * corners[3 * t + 1];
  const c = 3 * corners[3 * t + 2];
  return (
    p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1]) +
    p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2]) +
    p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c])
  );
}

import type { Mesh } from "../mesh.js";

/** Volume and centre of mass of a closed mesh: sums of signed tetrahedra from its first corner. @internal */
export function massOf({ positions: p, triangles }: Mesh): { volumeMm3: number; centre: [number, number, number] } {
  let sixfold = 0;
  const moment = [0, 0, 0];
  for (let h = 0; h < triangles.length; h += 3) {
    const [a, b, c] = [3 * triangles[h], 3 * triangles[h + 1], 3 * triangles[h + 2]];
    const [ax, ay, az] = [p[a] - p[0], p[a + 1] - p[1], p[a + 2] - p[2]];
    const [bx, by, bz] = [p[b] - p[0], p[b + 1] - p[1], p[b + 2] - p[2]];
    const [cx, cy, cz] = [p[c] - p[0], p[c + 1] - p[1], p[c + 2] - p[2]];
    const piece = ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
    sixfold += piece;
    moment[0] += piece * (ax + bx + cx);
    moment[1] += piece * (ay + by + cy);
    moment[2] += piece * (az + bz + cz);
  }
  const centre = [0, 1, 2].map((k) => p[k] + moment[k] / (4 * sixfold)) as [number, number, number];
  return { volumeMm3: sixfold / 6, centre };
}

/** How many handles a closed mesh of one piece has, by Euler's formula. @internal */
export function genusOf({ positions, triangles }: Mesh): number {
  return 1 - (positions.length / 3 - triangles.length / 6) / 2;
}

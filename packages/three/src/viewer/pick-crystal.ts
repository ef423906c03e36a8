import type { GemBody } from "../gem-body.js";

/**
 * The crystal that a ray from outside meets first: exact, on the half-spaces that the crystals are made of.
 *
 * @param origin x, y, z in gem coordinates, mm.
 * @param direction Of any length but 0.
 * @returns Its place in `crystals`, or -1 where the ray meets none.
 */
export function pickCrystal(
  crystals: GemBody["crystals"],
  origin: readonly [number, number, number],
  direction: readonly [number, number, number],
): number {
  let found = -1;
  let nearest = Infinity;
  crystals.forEach(({ halfSpaces }, crystal) => {
    const range = entryRange(halfSpaces, origin, direction);
    if (range < nearest) {
      nearest = range;
      found = crystal;
    }
  });
  return found;
}

/** How far along the ray it enters a convex body: infinity where it never does. */
function entryRange(
  halfSpaces: Float64Array,
  [x, y, z]: readonly [number, number, number],
  [dx, dy, dz]: readonly [number, number, number],
): number {
  let enter = 0;
  let leave = Infinity;
  for (let at = 0; at < halfSpaces.length; at += 4) {
    const nx = halfSpaces[at] as number;
    const ny = halfSpaces[at + 1] as number;
    const nz = halfSpaces[at + 2] as number;
    const slope = nx * dx + ny * dy + nz * dz;
    const depth = (halfSpaces[at + 3] as number) - (nx * x + ny * y + nz * z);
    if (slope < 0) enter = Math.max(enter, depth / slope);
    else if (slope > 0) leave = Math.min(leave, depth / slope);
    else if (depth < 0) return Infinity;
    if (enter > leave) return Infinity;
  }
  return enter;
}

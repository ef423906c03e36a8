/**
 * The area that convex solids share on an upright plane: of each the section at its own x, all laid on one plane y, z. A rectangle around them is cut by
 * every half-space in turn (Sutherland and Hodgman 1974) and measured by the shoelace formula.
 *
 * @param solids - Four numbers a half-space each.
 * @param x - Where the plane cuts each of them.
 */
export function sharedSectionArea(solids: readonly Float64Array[], x: readonly number[]): number {
  let reach = 0;
  for (const solid of solids) for (let i = 3; i < solid.length; i += 4) reach = Math.max(reach, Math.abs(solid[i]));
  // No corner of a stone lies farther out than a few times its farthest face.
  const bound = 16 * reach;
  let corners: (readonly [number, number])[] = [
    [-bound, -bound],
    [bound, -bound],
    [bound, bound],
    [-bound, bound],
  ];
  solids.forEach((solid, s) => {
    for (let i = 0; i < solid.length; i += 4) {
      corners = clip(corners, solid[i + 1], solid[i + 2], solid[i + 3] - solid[i] * x[s]);
    }
  });
  let twice = 0;
  corners.forEach(([y, z], i) => {
    const [nextY, nextZ] = corners[(i + 1) % corners.length];
    twice += y * nextZ - nextY * z;
  });
  return twice / 2;
}

/** The part of a convex polygon where `normalY y + normalZ z` is at most `distance`. */
function clip(
  corners: readonly (readonly [number, number])[],
  normalY: number,
  normalZ: number,
  distance: number,
): (readonly [number, number])[] {
  return corners.flatMap(([y, z], i) => {
    const [nextY, nextZ] = corners[(i + 1) % corners.length];
    const room = distance - normalY * y - normalZ * z;
    const nextRoom = distance - normalY * nextY - normalZ * nextZ;
    const kept: (readonly [number, number])[] = room >= 0 ? [[y, z]] : [];
    if (room >= 0 !== nextRoom >= 0) {
      const share = room / (room - nextRoom);
      kept.push([y + share * (nextY - y), z + share * (nextZ - z)]);
    }
    return kept;
  });
}

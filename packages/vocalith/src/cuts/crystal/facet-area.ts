/** The facet being cut: corners in its plane, two numbers each, and room for what the next cut leaves. */
let rooms = [new Float64Array(64), new Float64Array(64)] as const;

/**
 * The area of one facet of a crystal without the rest of it: a large square on its plane, cut by all other half-spaces (Sutherland and
 * Hodgman 1974). For a few facets that is much less work than the whole crystal.
 *
 * @param halfSpaces four numbers each: unit outward normal, distance.
 * @param facet which of them.
 * @param reach more than the distance of any of the crystal's corners from the origin.
 * @returns 0 where the half-space cuts nothing off.
 */
export function facetArea(halfSpaces: Float64Array, facet: number, reach: number): number {
  const own = 4 * facet;
  const nx = halfSpaces[own];
  const ny = halfSpaces[own + 1];
  const nz = halfSpaces[own + 2];
  const distance = halfSpaces[own + 3];
  // Two directions in the plane: one that is square to the axis that leans from it least, and the cross product.
  const ax = Math.abs(nx);
  const ay = Math.abs(ny);
  const az = Math.abs(nz);
  const isX = ax <= ay && ax <= az;
  const isY = !isX && ay <= az;
  const length = Math.sqrt(isX ? nz * nz + ny * ny : isY ? nz * nz + nx * nx : ny * ny + nx * nx);
  const ux = (isX ? 0 : isY ? nz : -ny) / length;
  const uy = (isX ? -nz : isY ? 0 : nx) / length;
  const uz = (isX ? ny : isY ? -nx : 0) / length;
  const vx = ny * uz - nz * uy;
  const vy = nz * ux - nx * uz;
  const vz = nx * uy - ny * ux;
  const size = Math.abs(distance) + reach;
  if (rooms[0].length < halfSpaces.length + 16) {
    rooms = [new Float64Array(2 * halfSpaces.length + 16), new Float64Array(2 * halfSpaces.length + 16)];
  }
  let corners = rooms[0];
  let left = rooms[1];
  corners[0] = corners[1] = corners[3] = corners[6] = -size;
  corners[2] = corners[4] = corners[5] = corners[7] = size;
  let end = 8;
  // All in one: numbers that are handed on are objects in an engine that does not draw the other function in, 6 MB a spray.
  for (let h = 0; h < halfSpaces.length && end > 0; h += 4) {
    if (h === own) continue;
    const x = halfSpaces[h];
    const y = halfSpaces[h + 1];
    const z = halfSpaces[h + 2];
    const a = x * ux + y * uy + z * uz;
    const b = x * vx + y * vy + z * vz;
    const c = halfSpaces[h + 3] - distance * (x * nx + y * ny + z * nz);
    let outside = false;
    for (let i = 0; i < end && !outside; i += 2) outside = a * corners[i] + b * corners[i + 1] > c;
    if (!outside) continue;
    // Corners with a x + b y <= c stay, and new ones come where the sides cross the line.
    const last = end;
    end = 0;
    let px = corners[last - 2];
    let py = corners[last - 1];
    let before = a * px + b * py - c;
    for (let i = 0; i < last; i += 2) {
      const qx = corners[i];
      const qy = corners[i + 1];
      const at = a * qx + b * qy - c;
      if (before <= 0 !== at <= 0) {
        const share = before / (before - at);
        left[end++] = px + share * (qx - px);
        left[end++] = py + share * (qy - py);
      }
      if (at <= 0) {
        left[end++] = qx;
        left[end++] = qy;
      }
      px = qx;
      py = qy;
      before = at;
    }
    const cut = corners;
    corners = left;
    left = cut;
  }
  let doubled = 0;
  for (let i = 2; i + 3 < end; i += 2) {
    doubled +=
      (corners[i] - corners[0]) * (corners[i + 3] - corners[1]) -
      (corners[i + 1] - corners[1]) * (corners[i + 2] - corners[0]);
  }
  return doubled / 2;
}

/** The facet being cut: corners in its plane, two numbers each, and room for what the next cut leaves. */
let corners = new Float64Array(64);
let left = new Float64Array(64);

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
  corners.set([-size, -size, size, -size, size, size, -size, size]);
  let count = 4;
  if (corners.length < halfSpaces.length + 16) {
    corners = new Float64Array([...corners, ...new Float64Array(halfSpaces.length)]);
    left = new Float64Array(corners.length);
  }
  for (let h = 0; h < halfSpaces.length && count > 0; h += 4) {
    if (h === own) continue;
    const x = halfSpaces[h];
    const y = halfSpaces[h + 1];
    const z = halfSpaces[h + 2];
    const a = x * ux + y * uy + z * uz;
    const b = x * vx + y * vy + z * vz;
    const c = halfSpaces[h + 3] - distance * (x * nx + y * ny + z * nz);
    count = cutBy(a, b, c, count);
  }
  let doubled = 0;
  for (let i = 2; i + 3 < 2 * count; i += 2) {
    doubled +=
      (corners[i] - corners[0]) * (corners[i + 3] - corners[1]) -
      (corners[i + 1] - corners[1]) * (corners[i + 2] - corners[0]);
  }
  return doubled / 2;
}

/** Keeps of the facet's corners those with a x + b y <= c, and puts new ones where its sides cross the line. Answers how many there are. */
function cutBy(a: number, b: number, c: number, count: number): number {
  let outside = false;
  for (let i = 0; i < 2 * count && !outside; i += 2) outside = a * corners[i] + b * corners[i + 1] > c;
  if (!outside) return count;
  let end = 0;
  let px = corners[2 * count - 2];
  let py = corners[2 * count - 1];
  let before = a * px + b * py - c;
  for (let i = 0; i < 2 * count; i += 2) {
    const x = corners[i];
    const y = corners[i + 1];
    const at = a * x + b * y - c;
    if (before <= 0 !== at <= 0) {
      const share = before / (before - at);
      left[end++] = px + share * (x - px);
      left[end++] = py + share * (y - py);
    }
    if (at <= 0) {
      left[end++] = x;
      left[end++] = y;
    }
    px = x;
    py = y;
    before = at;
  }
  [corners, left] = [left, corners];
  return end / 2;
}

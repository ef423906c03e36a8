/** One facet of an intersection of half-spaces, found by clipping alone. */
export interface ClippedFacet {
  readonly halfSpace: number;
  readonly area: number;
}

/**
 * The facets of an intersection of half-spaces by a second way, which shares nothing with the dual hull: on each plane a large square is clipped
 * by all other half-spaces. Takes the square of their number. Of half-spaces that are equal within 1e-7 only the first counts, for where
 * planes cross that are closer would depend on the frame.
 *
 * @param centre a point inside.
 * @param reach half the side of the square, farther than any corner.
 */
export function clipFacets(halfSpaces: Float64Array, centre: ArrayLike<number>, reach: number): ClippedFacet[] {
  const planes: number[] = [];
  const names: number[] = [];
  for (let h = 0; h < halfSpaces.length; h += 4) {
    const [x, y, z, d] = halfSpaces.subarray(h, h + 4);
    const depth = d - (x * centre[0] + y * centre[1] + z * centre[2]);
    if (names.some((_, k) => isSame(planes, 4 * k, [x, y, z, depth], reach))) continue;
    planes.push(x, y, z, depth);
    names.push(h / 4);
  }
  const kept = Float64Array.from(planes);
  const facets: ClippedFacet[] = [];
  for (let i = 0; i < names.length; i++) {
    const area = clippedArea(kept, i, reach);
    if (area > 0) facets.push({ halfSpace: names[i], area });
  }
  return facets;
}

/** A third of the sum of distance times area: the divergence theorem on clipped facets. */
export function clippedVolume(halfSpaces: Float64Array, centre: ArrayLike<number>, reach: number): number {
  let volume = 0;
  for (const { halfSpace, area } of clipFacets(halfSpaces, centre, reach)) {
    const h = 4 * halfSpace;
    const along = halfSpaces[h] * centre[0] + halfSpaces[h + 1] * centre[1] + halfSpaces[h + 2] * centre[2];
    volume += (area * (halfSpaces[h + 3] - along)) / 3;
  }
  return volume;
}

function isSame(planes: readonly number[], h: number, [x, y, z, d]: readonly number[], reach: number): boolean {
  const same = 1e-7;
  return (
    Math.abs(planes[h] - x) < same &&
    Math.abs(planes[h + 1] - y) < same &&
    Math.abs(planes[h + 2] - z) < same &&
    Math.abs(planes[h + 3] - d) < same * reach
  );
}

function clippedArea(planes: Float64Array, i: number, reach: number): number {
  const [nx, ny, nz, d] = planes.subarray(4 * i, 4 * i + 4);
  // Two directions in the plane: the axis that leans from it least, made square to the normal, and the cross product.
  const axis = Math.abs(nx) <= Math.abs(ny) && Math.abs(nx) <= Math.abs(nz) ? 0 : Math.abs(ny) <= Math.abs(nz) ? 1 : 2;
  const lean = planes[4 * i + axis];
  const u = [-lean * nx, -lean * ny, -lean * nz];
  u[axis] += 1;
  const length = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
  for (let k = 0; k < 3; k++) u[k] /= length;
  const v = [ny * u[2] - nz * u[1], nz * u[0] - nx * u[2], nx * u[1] - ny * u[0]];
  let polygon = [-reach, -reach, reach, -reach, reach, reach, -reach, reach];
  for (let j = 0; j < planes.length / 4 && polygon.length > 0; j++) {
    if (j === i) continue;
    const [mx, my, mz, e] = planes.subarray(4 * j, 4 * j + 4);
    const along = mx * u[0] + my * u[1] + mz * u[2];
    const across = mx * v[0] + my * v[1] + mz * v[2];
    // As differences of the planes, so that planes which all but coincide keep their digits.
    const cosine = mx * nx + my * ny + mz * nz;
    const [x, y, z] = [mx - nx, my - ny, mz - nz];
    const rest = cosine > 0.5 ? e - d + (d * (x * x + y * y + z * z)) / 2 : e - d * cosine;
    polygon = clipPolygon(polygon, along, across, rest);
  }
  let doubled = 0;
  for (let k = 0; k < polygon.length; k += 2) {
    const next = (k + 2) % polygon.length;
    doubled += polygon[k] * polygon[next + 1] - polygon[k + 1] * polygon[next];
  }
  return doubled / 2;
}

/** The part of a convex polygon where a x + b y <= c. */
function clipPolygon(polygon: readonly number[], a: number, b: number, c: number): number[] {
  const kept: number[] = [];
  const n = polygon.length;
  for (let k = 0; k < n; k += 2) {
    const [x, y, nextX, nextY] = [polygon[k], polygon[k + 1], polygon[(k + 2) % n], polygon[(k + 3) % n]];
    const height = a * x + b * y - c;
    const nextHeight = a * nextX + b * nextY - c;
    if (height <= 0) kept.push(x, y);
    if ((height < 0 && nextHeight > 0) || (height > 0 && nextHeight < 0)) {
      const share = height / (height - nextHeight);
      kept.push(x + share * (nextX - x), y + share * (nextY - y));
    }
  }
  return kept;
}

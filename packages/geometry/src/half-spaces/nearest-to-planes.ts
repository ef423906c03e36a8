/**
 * The point that lies nearest to all of some planes (least squares).
 *
 * @param planes four numbers each: unit normal, distance from the origin.
 * @param through numbers of the planes that count.
 * @param start a point that lies near all of them.
 * @param hold weight that pulls towards `start`, so that nearly parallel planes leave the point where it was along them. Without it
 * such planes give `start` back.
 * @internal
 */
export function nearestToPlanes(
  planes: Float64Array,
  through: Iterable<number>,
  start: ArrayLike<number>,
  hold = 0,
): ArrayLike<number> {
  let xx = hold;
  let xy = 0;
  let xz = 0;
  let yy = hold;
  let yz = 0;
  let zz = hold;
  let xr = 0;
  let yr = 0;
  let zr = 0;
  for (const plane of through) {
    const x = planes[4 * plane];
    const y = planes[4 * plane + 1];
    const z = planes[4 * plane + 2];
    const rest = planes[4 * plane + 3] - (x * start[0] + y * start[1] + z * start[2]);
    xx += x * x;
    xy += x * y;
    xz += x * z;
    yy += y * y;
    yz += y * z;
    zz += z * z;
    xr += x * rest;
    yr += y * rest;
    zr += z * rest;
  }
  const a = yy * zz - yz * yz;
  const b = xz * yz - xy * zz;
  const c = xy * yz - xz * yy;
  const determinant = xx * a + xy * b + xz * c;
  if (hold === 0 && determinant < 1e-6) return start;
  const e = xx * zz - xz * xz;
  const f = xy * xz - xx * yz;
  const g = xx * yy - xy * xy;
  return [
    start[0] + (a * xr + b * yr + c * zr) / determinant,
    start[1] + (b * xr + e * yr + f * zr) / determinant,
    start[2] + (c * xr + f * yr + g * zr) / determinant,
  ];
}

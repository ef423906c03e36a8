/**
 * Whether two boxes share a point, faces included.
 *
 * @param a boxes of six numbers each, least x, y, z and greatest. One kind of array alone: with several it runs several times slower.
 * @param i where the one box begins in `a`.
 * @param b boxes as in `a`.
 * @param j where the other box begins in `b`.
 * @internal
 */
export function boxesTouch(a: Float64Array, i: number, b: Float64Array, j: number): boolean {
  return (
    a[i] <= b[j + 3] &&
    b[j] <= a[i + 3] &&
    a[i + 1] <= b[j + 4] &&
    b[j + 1] <= a[i + 4] &&
    a[i + 2] <= b[j + 5] &&
    b[j + 2] <= a[i + 5]
  );
}

/** Cells to an axis: 2 to the power of this. */
const BITS = 5;

/**
 * Planes in an order in which neighbours on the solid are mostly neighbours in memory: along a Morton curve (Morton 1966) through the cube
 * that holds all directions. Planes of one cell, equal ones among them, keep the order given. Time linear in the number of planes.
 *
 * @param halfSpaces four numbers each: unit normal, distance.
 * @returns the numbers of the half-spaces.
 * @internal
 */
export function orderByDirection(halfSpaces: Float64Array): Int32Array {
  const count = halfSpaces.length / 4;
  const cellOf = new Int32Array(count);
  const start = new Int32Array((1 << (3 * BITS)) + 1);
  for (let i = 0; i < count; i++) {
    const cell =
      spreadBits(halfSpaces[4 * i]) |
      (spreadBits(halfSpaces[4 * i + 1]) << 1) |
      (spreadBits(halfSpaces[4 * i + 2]) << 2);
    cellOf[i] = cell;
    start[cell + 1]++;
  }
  for (let cell = 1; cell < start.length; cell++) start[cell] += start[cell - 1];
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[start[cellOf[i]]++] = i;
  return order;
}

/** A coordinate from -1 to 1 as a whole number of BITS bits, two zeros after each. */
function spreadBits(coordinate: number): number {
  const whole = Math.min(Math.max(Math.floor((coordinate + 1) * (1 << (BITS - 1))), 0), (1 << BITS) - 1);
  let spread = 0;
  for (let bit = 0; bit < BITS; bit++) spread |= ((whole >> bit) & 1) << (3 * bit);
  return spread;
}

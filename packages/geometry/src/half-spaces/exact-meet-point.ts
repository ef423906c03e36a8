/**
 * The point x with a.x = b.x = c.x = 1, which is where the planes meet whose dual points a, b and c are:
 * (b - a) x (c - a) / a.((b - a) x (c - a)), in whole numbers without rounding, each coordinate rounded once at the end.
 *
 * @param duals x, y, z of each dual point, finite.
 * @param a place of the first number of a; the same for b and c. The origin and the three must not be in one plane.
 * @internal
 */
export function exactMeetPoint(duals: Float64Array, a: number, b: number, c: number): [number, number, number] {
  const numbers = [a, b, c].flatMap((p) => [duals[p], duals[p + 1], duals[p + 2]]);
  const exponent = Math.min(...numbers.map(lowestExponent));
  const [ax, ay, az, bx, by, bz, cx, cy, cz] = numbers.map((x) => wholeMultiple(x, exponent));
  const ux = bx - ax;
  const uy = by - ay;
  const uz = bz - az;
  const vx = cx - ax;
  const vy = cy - ay;
  const vz = cz - az;
  const cross = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const determinant = ax * cross[0] + ay * cross[1] + az * cross[2];
  const [x, y, z] = cross.map((numerator) => scaledQuotient(numerator, determinant, -exponent));
  return [x, y, z];
}

const view = new DataView(new ArrayBuffer(8));

/** The exponent of the last bit that a number has room for: every number is a whole multiple of 2 to this power. */
function lowestExponent(x: number): number {
  if (x === 0) return Number.MAX_SAFE_INTEGER;
  view.setFloat64(0, x);
  return Math.max((view.getUint16(0) >> 4) & 0x7ff, 1) - 1075;
}

function wholeMultiple(x: number, exponent: number): bigint {
  if (x === 0) return 0n;
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const fraction = bits & 0xfffffffffffffn;
  const isSubnormal = ((bits >> 52n) & 0x7ffn) === 0n;
  const whole = (isSubnormal ? fraction : fraction | 0x10000000000000n) << BigInt(lowestExponent(x) - exponent);
  return x < 0 ? -whole : whole;
}

/** numerator / denominator * 2^exponent, from at least 60 bits of the quotient. */
function scaledQuotient(numerator: bigint, denominator: bigint, exponent: number): number {
  const shift = Math.max(bitLength(denominator) - bitLength(numerator) + 64, 0);
  let quotient = Number((numerator << BigInt(shift)) / denominator);
  for (let power = exponent - shift; power !== 0; power -= Math.sign(power)) quotient *= power > 0 ? 2 : 0.5;
  return quotient;
}

function bitLength(x: bigint): number {
  return 4 * (x < 0n ? -x : x).toString(16).length;
}

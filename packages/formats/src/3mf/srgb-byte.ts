const OFFSET = 0.055;
const SCALE = 1.055;
const LINEAR_END = 0.04045;
const SLOPE = 12.92;

/**
 * A linear-light value, 0 to 1, as the byte of sRGB (IEC 61966-2-1) nearest to it. Multiplication alone decides: the curve
 * `linear = ((s + 0.055) / 1.055)^2.4` is asked as `linear^5 >= (...)^12`, so the same byte everywhere.
 */
export function srgbByte(linear: number): number {
  const fifth = linear * linear * linear * linear * linear;
  let below = 0;
  let above = 255;
  while (below < above) {
    const middle = (below + above) >> 1;
    // Half-way between two bytes: from here on the upper one is nearer.
    const encoded = (middle + 0.5) / 255;
    if (encoded <= LINEAR_END ? linear >= encoded / SLOPE : fifth >= twelfthPower((encoded + OFFSET) / SCALE)) {
      below = middle + 1;
    } else above = middle;
  }
  return below;
}

function twelfthPower(x: number): number {
  const third = x * x * x;
  const sixth = third * third;
  return sixth * sixth;
}

const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;

/** Powers of ten that float64 holds exactly. */
const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12] as const;

/** Of the nine digits so many stand after the point from 10 to 100, where most coordinates in millimetres are. */
const USUAL_DECIMALS = 7;

/** From here to there `x * 10^d` is exact for nine digits: 24 bits of x and at most 28 of 5^12. */
const LEAST_EXACT = 1e-4;
const MOST_EXACT = 1e9;

/** No float32 takes more bytes than this, sign and exponent included. */
export const FLOAT32_BYTES = 24;

/**
 * Writes the shortest decimal that every correct reader takes back for the same float32, whether it reads by way of float64 or
 * not; of the shortest the nearest. Exact operations only, so the same text everywhere (Steele and White 1990, "How to print
 * floating-point numbers accurately": digits are generated until the number is unique, here from nine digits downwards).
 *
 * @param bytes - Has room for {@link FLOAT32_BYTES} from `offset`.
 * @param value - A float32.
 * @returns The offset after the text.
 * @throws RangeError for NaN and infinity, which no mesh holds.
 */
export function writeFloat32(bytes: Uint8Array, offset: number, value: number): number {
  let end = offset;
  if (value < 0 || Object.is(value, -0)) bytes[end++] = MINUS;
  const magnitude = Math.abs(value);
  if (magnitude < MOST_EXACT && magnitude === Math.floor(magnitude)) return writeInteger(bytes, end, magnitude);
  if (!(magnitude >= LEAST_EXACT && magnitude < MOST_EXACT)) return writeFarFromOne(bytes, end, magnitude);

  // Nine digits always tell a float32 from its neighbours; one fewer as long as they still do.
  let decimals = USUAL_DECIMALS;
  while (decimals > 0 && magnitude * POWERS_OF_TEN[decimals] >= 1e9) decimals--;
  while (magnitude * POWERS_OF_TEN[decimals] < 1e8) decimals++;
  let digits = Math.round(magnitude * POWERS_OF_TEN[decimals]) | 0;
  while (decimals > 0) {
    const scale = POWERS_OF_TEN[decimals - 1];
    const fewer = Math.round(magnitude * scale) | 0;
    if (!means(fewer / scale, magnitude)) break;
    digits = fewer;
    decimals--;
  }
  if (decimals === 0) return writeInteger(bytes, end, digits);
  // Digits from the last, the point among them; 32-bit division is the quickest there is.
  const length = Math.max(decimalLength(digits), decimals + 1);
  const point = end + length - decimals;
  end += length + 1;
  for (let at = end - 1; at >= end - length - 1; at--) {
    if (at === point) {
      bytes[at] = POINT;
      continue;
    }
    const tenth = (digits / 10) | 0;
    bytes[at] = ZERO + digits - 10 * tenth;
    digits = tenth;
  }
  return end;
}

/** Writes a whole number from 0 to 2^32 - 1 in decimal and returns the offset after it. */
export function writeInteger(bytes: Uint8Array, offset: number, value: number): number {
  const end = offset + decimalLength(value);
  let at = end - 1;
  let rest = value;
  while (rest > 0x7fffffff) {
    const tenth = Math.floor(rest / 10);
    bytes[at--] = ZERO + rest - 10 * tenth;
    rest = tenth;
  }
  for (let small = rest | 0; at >= offset; at--) {
    const tenth = (small / 10) | 0;
    bytes[at] = ZERO + small - 10 * tenth;
    small = tenth;
  }
  return end;
}

/** How many digits a whole number below 10^10 has. */
function decimalLength(value: number): number {
  let length = 1;
  for (let bound = 10; bound <= value; bound *= 10) length++;
  return length;
}

/** Whether a decimal, rounded to float64, is nearer to a float32 than to its neighbours; half-way is not near enough. */
function means(decimal: number, value: number): boolean {
  if (Math.fround(decimal) !== value) return false;
  // The mirror image of the value in a point half-way to its neighbour is that neighbour, a float32.
  const mirrored = 2 * decimal - value;
  return decimal === value || Math.fround(mirrored) !== mirrored;
}

function writeFarFromOne(bytes: Uint8Array, offset: number, magnitude: number): number {
  if (!(magnitude < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a file holds finite coordinates only, found ${magnitude}`);
  }
  for (let precision = 1; precision <= 9; precision++) {
    const decimal = Number(magnitude.toPrecision(precision));
    if (!means(decimal, magnitude)) continue;
    const text = String(decimal);
    for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i);
    return offset + text.length;
  }
  throw new RangeError(`${magnitude} is no float32`);
}

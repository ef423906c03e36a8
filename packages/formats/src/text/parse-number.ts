const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Powers of ten that float64 holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The number that some bytes spell in decimal (sign, digits, point, exponent), as the nearest float64; NaN for anything else, the words
 * `nan` and `inf` among it. Up to 15 digits and powers of ten up to 22 take one exact operation (Clinger 1990, "How to read floating
 * point numbers accurately"); the rest goes through the language's own reading.
 */
export function parseNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const sign = bytes[at];
  if (sign === MINUS || sign === PLUS) at++;
  let mantissa = 0;
  let digits = 0;
  let significant = 0;
  let exponent = 0;
  let isFraction = false;
  for (; at < to; at++) {
    const byte = bytes[at];
    if (byte >= ZERO && byte <= NINE) {
      digits++;
      if (significant > 0 || byte !== ZERO) significant++;
      if (significant <= 15) {
        mantissa = 10 * mantissa + byte - ZERO;
        if (isFraction) exponent--;
      } else if (!isFraction) exponent++;
    } else if (byte === POINT && !isFraction) isFraction = true;
    else break;
  }
  if (digits === 0) return Number.NaN;
  if (at < to) {
    // e or E, and what follows it.
    if ((bytes[at] | 0x20) !== 0x65) return Number.NaN;
    const power = parseInteger(bytes, at + 1, to);
    if (Number.isNaN(power)) return Number.NaN;
    exponent += power;
  }
  if (significant > 15 || exponent < -22 || exponent > 22) return Number(latin1(bytes, from, to));
  const magnitude = exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent] : mantissa * POWERS_OF_TEN[exponent];
  return sign === MINUS ? -magnitude : magnitude;
}

/** The whole number that some bytes spell in decimal, with a sign or without; NaN for anything else. */
export function parseInteger(bytes: Uint8Array, from: number, to: number): number {
  const sign = bytes[from];
  let at = sign === MINUS || sign === PLUS ? from + 1 : from;
  if (at >= to) return Number.NaN;
  let value = 0;
  for (; at < to; at++) {
    const digit = bytes[at] - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = 10 * value + digit;
  }
  return sign === MINUS ? -value : value;
}

/** Some bytes as text, each byte one character. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder("latin1").decode(bytes.subarray(from, to));
}

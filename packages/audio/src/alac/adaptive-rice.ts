import type { BitReader } from "../stream/bit-reader.js";
import type { AlacConfig } from "./alac-config.js";

/** A code that begins with so many ones holds its number as it is. */
const ESCAPE_ONES = 9;

/** Fixed point of the running mean. */
const MEAN_BITS = 9;
const MEAN_ONE = 1 << MEAN_BITS;
const MAXIMUM_MEAN = 0xffff;

/** Longest run of zeros, and bits of its escape. */
const RUN_BITS = 16;

/**
 * Reads prediction errors in Apple's adaptive Rice code: the parameter follows a running mean of the numbers, and where
 * that is near zero, runs of zeros are counted.
 */
export function readResiduals(
  bits: BitReader,
  config: AlacConfig,
  growthFactor: number,
  sampleBits: number,
  target: Int32Array,
  count: number,
): void {
  const growth = (config.growth * growthFactor) >> 2;
  let mean = config.initialMean;
  let isAfterRun = 0;
  for (let at = 0; at < count; ) {
    const parameter = Math.min(31 - Math.clz32((mean >> MEAN_BITS) + 3), config.maximumParameter);
    const number = readCode(bits, parameter, (1 << parameter) - 1, sampleBits) + isAfterRun;
    target[at++] = number % 2 === 0 ? number / 2 : -(number + 1) / 2;
    mean = number > MAXIMUM_MEAN ? MAXIMUM_MEAN : growth * number + mean - ((growth * mean) >> MEAN_BITS);
    isAfterRun = 0;
    if (mean * 4 >= MEAN_ONE || at >= count) continue;
    const runParameter = Math.clz32(mean) - 24 + ((mean + 16) >> 6);
    const modulus = ((1 << runParameter) - 1) & ((1 << config.maximumParameter) - 1);
    const run = readCode(bits, runParameter, modulus, RUN_BITS);
    const end = Math.min(count, at + run);
    target.fill(0, at, end);
    at = end;
    isAfterRun = run < MAXIMUM_MEAN ? 1 : 0;
    mean = 0;
  }
}

/** Ones as quotient, then a remainder whose two lowest values share their last bit; or the escape. */
function readCode(bits: BitReader, parameter: number, modulus: number, escapeBits: number): number {
  let quotient = 0;
  while (quotient < ESCAPE_ONES && bits.read(1) === 1) quotient++;
  if (quotient === ESCAPE_ONES) return bits.readLong(escapeBits);
  if (parameter === 1) return quotient;
  const remainder = bits.peek(parameter);
  bits.skip(remainder >= 2 ? parameter : parameter - 1);
  return quotient * modulus + (remainder >= 2 ? remainder - 1 : 0);
}

/** A stream of numbers that is the same on every machine. */
export interface SeededRandom {
  /** The next number of a uniform distribution over 0 (included) to 1 (excluded); multiples of 2^-32. */
  uniform(): number;
  /** The next number of a nearly normal distribution with mean 0 and standard deviation 1, within -6 to 6. */
  normal(): number;
}

/**
 * Noise for synthetic voices: a 32-bit Weyl counter hashed by the finalizer of MurmurHash3 (Appleby 2010),
 * integer arithmetic throughout. The normal variate is the sum of twelve uniform ones less six (Irwin-Hall), which needs no
 * logarithm.
 *
 * @param seed any integer; equal seeds give equal streams
 * @example
 * ```ts
 * import { seededRandom } from "@vocalith/testkit";
 * const noise = Float32Array.from({ length: 1000 }, seededRandom(7).normal);
 * ```
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const uniform = (): number => {
    // 0x9e3779b9 is 2^32 over the golden ratio: successive states lie far apart.
    state = (state + 0x9e3779b9) | 0;
    let hash = state ^ (state >>> 16);
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35);
    hash ^= hash >>> 16;
    return (hash >>> 0) / 4294967296;
  };
  const normal = (): number => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += uniform();
    return sum;
  };
  return { uniform, normal };
}

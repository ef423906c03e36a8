/** What newer engines have. */
interface ReleasableBuffer {
  readonly byteLength: number;
  readonly resizable?: boolean;
  resize?(length: number): void;
  transferToFixedLength?(length: number): ArrayBuffer;
}

/** Memory of fewer bytes is left to the garbage collector. */
const LARGE_BYTES = 2 ** 21;

/** Classes of arrays of numbers. */
export interface NumbersConstructor<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): T;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

/**
 * An array of zeros whose memory `release` can give back in as many engines as there are, where it is large: such arrays are slower.
 *
 * @example
 * ```ts
 * const levels = releasable(Float64Array, 1_000_000);
 * release(levels);
 * ```
 */
export function releasable<T>(Numbers: NumbersConstructor<T>, length: number): T {
  const bytes = length * Numbers.BYTES_PER_ELEMENT;
  return bytes < LARGE_BYTES ? new Numbers(length) : new Numbers(resizableBytes(bytes).buffer, 0, length);
}

/**
 * Gives the memory of large arrays that nobody will look at again back at once where the engine can (ECMAScript 2024: those on `resizableBytes` in more
 * engines than others); elsewhere it waits for the garbage collector, which heeds the memory of arrays late. They are empty from then on, and so is every view of theirs.
 *
 * @example
 * ```ts
 * const large = new Float64Array(1_000_000);
 * release(large);
 * ```
 */
export function release(...arrays: readonly ArrayBufferView[]): void {
  for (const array of arrays) {
    const buffer = array.buffer as ReleasableBuffer;
    // Two views of one memory are released once: what is gone must not be asked for again.
    if (buffer.byteLength === 0) continue;
    // Shrinking writes zeros over all that goes, even where nothing was ever written: 4.3 ms for 6.6 MB of which a third was used, giving it away .2 ms.
    if (buffer.transferToFixedLength) buffer.transferToFixedLength(0);
    else if (buffer.resizable) buffer.resize?.(0);
  }
}

/**
 * Bytes whose memory can be given back; looking at them one by one is slower than in others.
 *
 * @example
 * ```ts
 * resizableBytes(100_000).set(packed);
 * ```
 */
export function resizableBytes(length: number): Uint8Array {
  const Buffer: new (length: number, options: { readonly maxByteLength: number }) => ArrayBuffer = ArrayBuffer;
  return new Uint8Array(new Buffer(length, { maxByteLength: length }), 0, length);
}

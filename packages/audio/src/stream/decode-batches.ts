import type { DecodeBudget } from "../decode-budget.js";
import { nothingDecodable } from "./damage.js";
import type { SampleCollector } from "./sample-collector.js";

/** What the WebAssembly decoders hand back for some input. */
export interface DecodedBatch {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly errors: readonly unknown[];
}

/** A decoder of others, as far as it is used here. */
export interface BatchDecoder<T> {
  readonly decode: (batch: T) => DecodedBatch | Promise<DecodedBatch>;
  /** Gives its memory back. */
  readonly free: () => void;
}

/**
 * Runs input through a decoder into a collector, a batch at a time, and gives the decoder's memory back. A decoder that
 * fails altogether at damaged input (a trap of WebAssembly, which leaves it unusable) ends the sound there.
 *
 * @param inputBytes Bytes of a batch, for the budget.
 * @param what Name of the kind of file, for the error when nothing could be decoded.
 * @returns How many errors the decoder had on the way.
 */
export async function decodeBatches<T>(
  batches: Iterable<T>,
  decoder: BatchDecoder<T>,
  inputBytes: (batch: T) => number,
  collector: SampleCollector,
  budget: DecodeBudget,
  what: string,
): Promise<number> {
  let errors = 0;
  let cause: unknown;
  try {
    for (const batch of batches) {
      let decoded: DecodedBatch;
      try {
        decoded = await decoder.decode(batch);
      } catch (error) {
        cause = error;
        errors++;
        break;
      }
      errors += decoded.errors.length;
      collector.append(decoded.channelData, decoded.samplesDecoded);
      await budget.spend(inputBytes(batch));
    }
  } finally {
    release(decoder);
  }
  if (collector.frames === 0) throw nothingDecodable(what, cause);
  return errors;
}

/** Damaged input can leave a decoder's own heap in disorder; its memory then goes with its instance. */
function release<T>(decoder: BatchDecoder<T>): void {
  try {
    decoder.free();
  } catch {
    // Nothing more can be done, and the sound is safe.
  }
}

/** A list cut into lists of up to so many items. */
export function* inBatches<T>(items: readonly T[], size: number): Generator<readonly T[], void, void> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

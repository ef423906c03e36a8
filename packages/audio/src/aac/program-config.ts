import type { BitReader } from "../stream/bit-reader.js";

/** What is needed of a `program_config_element` (ISO/IEC 14496-3, table 4.2). */
export interface ProgramConfig {
  readonly channelCount: number;
}

/** Reads the element to its end: which channels there are, one by one, for layouts that have no number. */
export function readProgramConfig(bits: BitReader): ProgramConfig {
  bits.skip(4 + 2 + 4);
  const front = bits.read(4);
  const side = bits.read(4);
  const back = bits.read(4);
  const lowFrequency = bits.read(2);
  const associatedData = bits.read(3);
  const coupling = bits.read(4);
  if (bits.read(1) === 1) bits.skip(4);
  if (bits.read(1) === 1) bits.skip(4);
  if (bits.read(1) === 1) bits.skip(3);
  let channelCount = lowFrequency;
  for (let element = 0; element < front + side + back; element++) {
    channelCount += 1 + bits.read(1);
    bits.skip(4);
  }
  bits.skip(4 * (lowFrequency + associatedData) + 5 * coupling);
  bits.align();
  bits.skip(8 * bits.read(8));
  return { channelCount };
}

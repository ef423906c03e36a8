import { CONVERT_REMEDY, checkStreamShape } from "../accepted-ranges.js";
import { UnsupportedAudioError } from "../audio-decode-error.js";
import { BitReader } from "../stream/bit-reader.js";
import { readProgramConfig } from "./program-config.js";
import { AAC_SAMPLE_RATES_HZ } from "./scale-factor-bands.js";

/** What a decoder has to know before the first frame. */
export interface AacConfig {
  /** Index into `AAC_SAMPLE_RATES_HZ` of the core, without the octave that spectral band replication adds. */
  readonly rateIndex: number;
  readonly sampleRateHz: number;
  readonly channelCount: number;
  /** Whether the high half of the spectrum, or the stereo image, is coded as hints that are not used here (HE-AAC). */
  readonly isHighEfficiency: boolean;
}

/** Names of the other audio object types that people meet (ISO/IEC 14496-3, table 1.17). */
const OBJECT_TYPES: Readonly<Record<number, string>> = {
  1: "AAC Main",
  3: "AAC SSR",
  4: "AAC LTP",
  17: "error-resilient AAC",
  23: "AAC-LD",
  36: "MPEG-4 ALS",
  39: "AAC-ELD",
  42: "xHE-AAC (USAC)",
};

const LOW_COMPLEXITY = 2;
const BAND_REPLICATION = 5;
const PARAMETRIC_STEREO = 29;

/** Channels of each channel configuration. */
const CHANNELS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 8];

/** Reads an `AudioSpecificConfig` (table 1.15). */
export function readAudioSpecificConfig(bytes: Uint8Array): AacConfig {
  const bits = new BitReader(bytes);
  let objectType = readObjectType(bits);
  const rateIndex = readRateIndex(bits);
  const channels = bits.read(4);
  const isHighEfficiency = objectType === BAND_REPLICATION || objectType === PARAMETRIC_STEREO;
  if (isHighEfficiency) {
    readRateIndex(bits);
    objectType = readObjectType(bits);
  }
  if (objectType !== LOW_COMPLEXITY) throw unsupported(OBJECT_TYPES[objectType] ?? `audio object type ${objectType}`);
  if (bits.read(1) === 1) throw unsupported("AAC with frames of 960 samples");
  if (bits.read(1) === 1) bits.skip(14);
  bits.skip(1);
  const channelCount = channels === 0 ? readProgramConfig(bits).channelCount : (CHANNELS[channels] ?? 0);
  return aacConfig(rateIndex, channelCount, isHighEfficiency);
}

/** A configuration of the low-complexity profile, checked. */
export function aacConfig(rateIndex: number, channelCount: number, isHighEfficiency: boolean): AacConfig {
  const sampleRateHz = AAC_SAMPLE_RATES_HZ[rateIndex];
  if (sampleRateHz === undefined) throw unsupported("AAC at a rate that is not one of its own");
  checkStreamShape("AAC", channelCount, sampleRateHz);
  return { rateIndex, sampleRateHz, channelCount, isHighEfficiency };
}

/** The error for a kind of AAC that is not decoded here. */
export function unsupported(what: string): UnsupportedAudioError {
  return new UnsupportedAudioError({
    found: what,
    accepted: "AAC of the low-complexity profile (AAC-LC)",
    remedy: CONVERT_REMEDY,
  });
}

function readObjectType(bits: BitReader): number {
  const type = bits.read(5);
  return type === 31 ? 32 + bits.read(6) : type;
}

/** A rate's index, or -1 for a rate that is written out and is none of the table's. */
function readRateIndex(bits: BitReader): number {
  const index = bits.read(4);
  return index === 15 ? AAC_SAMPLE_RATES_HZ.indexOf(bits.read(24)) : index;
}

import { checkStreamShape } from "../accepted-ranges.js";
import { nothingDecodable } from "../stream/damage.js";

/** What an Apple Lossless decoder has to know before the first frame (`ALACSpecificConfig`). */
export interface AlacConfig {
  /** Samples of one channel in a whole frame. */
  readonly frameSamples: number;
  readonly bitsPerSample: number;
  /** Start, growth and largest parameter of the adaptive Rice code. */
  readonly initialMean: number;
  readonly growth: number;
  readonly maximumParameter: number;
  readonly channelCount: number;
  readonly sampleRateHz: number;
}

/** More than any encoder uses (4,096), and little enough for memory. */
const MAXIMUM_FRAME_SAMPLES = 1 << 16;

/** Reads the 24 bytes of the configuration. */
export function readAlacConfig(bytes: Uint8Array): AlacConfig {
  if (bytes.length < 24) throw nothingDecodable("an ALAC file");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const config = {
    frameSamples: view.getUint32(0),
    bitsPerSample: view.getUint8(5),
    growth: view.getUint8(6),
    initialMean: view.getUint8(7),
    maximumParameter: view.getUint8(8),
    channelCount: view.getUint8(9),
    sampleRateHz: view.getUint32(20),
  };
  checkStreamShape("ALAC", config.channelCount, config.sampleRateHz);
  const isWidth = [16, 20, 24, 32].includes(config.bitsPerSample);
  const isFrame = config.frameSamples > 0 && config.frameSamples <= MAXIMUM_FRAME_SAMPLES;
  if (!isWidth || !isFrame || config.maximumParameter > 25) throw nothingDecodable("an ALAC file");
  return config;
}

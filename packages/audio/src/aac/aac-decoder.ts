import { BitReader, FrameSyntaxError } from "../stream/bit-reader.js";
import type { AacConfig } from "./audio-specific-config.js";
import { type ChannelStream, readChannelStream, readStreamInfo } from "./channel-stream.js";
import { coupleChannels, type MiddleSide, NoiseSource } from "./couple-channels.js";
import { FilterBank, FRAME_SAMPLES } from "./filter-bank.js";
import { readProgramConfig } from "./program-config.js";
import { scaleFactorBands } from "./scale-factor-bands.js";
import { shapeNoise } from "./shape-noise.js";

/** Elements of a frame by number (ISO/IEC 14496-3, table 4.85). */
const ELEMENT = { single: 0, pair: 1, coupling: 2, lowFrequency: 3, data: 4, program: 5, fill: 6, end: 7 } as const;

/** Extension types in a fill element that hold spectral band replication. */
const BAND_REPLICATION_DATA = [13, 14];

/** Spectra come at the scale of 16-bit integers. */
const FULL_SCALE = 32_768;

/**
 * Decodes frames of AAC of the low-complexity profile (ISO/IEC 14496-3, subpart 4): long and short windows, middle/side
 * and intensity stereo, noise substitution, noise shaping, pulses. Of HE-AAC it decodes the core, which is the lower half
 * of the spectrum at half the rate. Ours because no decoder of a fitting licence is to be had that runs in Node and in
 * browsers: those on the registry are under the GPL, or native code of 70 MB, or abandoned.
 */
export class AacDecoder {
  /** Whether a frame so far held the hints of HE-AAC, which need not be announced. */
  hasBandReplication = false;
  readonly #config: AacConfig;
  readonly #layouts;
  readonly #noise = new NoiseSource();
  readonly #filterBanks: FilterBank[];

  constructor(config: AacConfig) {
    this.#config = config;
    this.#layouts = scaleFactorBands(config.rateIndex);
    this.#filterBanks = Array.from({ length: config.channelCount }, () => new FilterBank());
  }

  /**
   * The 1024 samples of each channel of a frame, or `undefined` for a frame that breaks the syntax; the frame after it
   * begins anew.
   */
  decodeFrame(frame: Uint8Array): Float32Array[] | undefined {
    try {
      const streams = this.#readFrame(new BitReader(frame));
      if (streams.length !== this.#config.channelCount) throw new FrameSyntaxError("not the channels announced");
      return streams.map(({ spectrum, info }, channel) =>
        (this.#filterBanks[channel] as FilterBank).synthesize(spectrum, info.sequence, info.shape),
      );
    } catch (error) {
      if (!(error instanceof FrameSyntaxError)) throw error;
      for (const filterBank of this.#filterBanks) filterBank.reset();
      return undefined;
    }
  }

  #readFrame(bits: BitReader): ChannelStream[] {
    const streams: ChannelStream[] = [];
    for (;;) {
      const element = bits.read(3);
      if (element === ELEMENT.end) break;
      if (element === ELEMENT.fill) this.hasBandReplication ||= BAND_REPLICATION_DATA.includes(bits.skipFill());
      else if (element === ELEMENT.program) readProgramConfig(bits);
      else if (element === ELEMENT.data) bits.skipData();
      else if (element === ELEMENT.pair) streams.push(...this.#readPair(bits));
      else if (element === ELEMENT.coupling) throw new FrameSyntaxError("coupling channels are not read");
      else streams.push(this.#readSingle(bits));
      if (streams.length > this.#config.channelCount) throw new FrameSyntaxError("more channels than announced");
    }
    for (const stream of streams) {
      shapeNoise(stream);
      for (let at = 0; at < FRAME_SAMPLES; at++) {
        stream.spectrum[at] = (stream.spectrum[at] as number) / FULL_SCALE;
      }
    }
    return streams;
  }

  #readSingle(bits: BitReader): ChannelStream {
    bits.skip(4);
    const stream = readChannelStream(bits, this.#layouts, undefined);
    this.#noise.fill(stream);
    return stream;
  }

  #readPair(bits: BitReader): ChannelStream[] {
    bits.skip(4);
    const common = bits.read(1) === 1 ? readStreamInfo(bits, this.#layouts) : undefined;
    const middleSide: { mode: number; bands: Uint8Array } = { mode: 0, bands: new Uint8Array(0) };
    if (common !== undefined) {
      middleSide.mode = bits.read(2);
      const count = middleSide.mode === 1 ? common.groups.length * common.bandCount : 0;
      middleSide.bands = Uint8Array.from({ length: count }, () => bits.read(1));
    }
    const left = readChannelStream(bits, this.#layouts, common);
    const right = readChannelStream(bits, this.#layouts, common);
    this.#noise.fill(left);
    this.#noise.fill(right);
    if (common !== undefined) coupleChannels(left, right, middleSide satisfies MiddleSide);
    return [left, right];
  }
}

import { BitReader, FrameSyntaxError } from "../stream/bit-reader.js";
import { readResiduals } from "./adaptive-rice.js";
import type { AlacConfig } from "./alac-config.js";
import { FIRST_ORDER, predict } from "./predict.js";

/** Elements of a frame by number; the others are as in AAC, whose containers ALAC shares. */
const ELEMENT = { single: 0, pair: 1, lowFrequency: 3, data: 4, fill: 6, end: 7 } as const;

/** What stands at the beginning of a single channel or a pair. */
interface ElementHeader {
  readonly count: number;
  readonly isPlain: boolean;
  /** Low bits of each sample that are stored beside the prediction, as they are. */
  readonly lowBits: number;
}

/**
 * Decodes frames of Apple Lossless, the other coding in which phones keep voice memos (Apple, "Apple Lossless Audio Codec"
 * and its magic cookie description, published 2011). To the bit what the encoder was given.
 */
export class AlacDecoder {
  readonly #config: AlacConfig;

  constructor(config: AlacConfig) {
    this.#config = config;
  }

  /** The samples of each channel of a frame, full scale -1 to 1, or `undefined` for one that breaks the syntax. */
  decodeFrame(frame: Uint8Array): Float32Array[] | undefined {
    const { channelCount, bitsPerSample } = this.#config;
    try {
      const channels = this.#readFrame(new BitReader(frame));
      const count = channels[0]?.length;
      if (channels.length !== channelCount || channels.some(({ length }) => length !== count)) return undefined;
      return channels.map((samples) => Float32Array.from(samples, (value) => value / 2 ** (bitsPerSample - 1)));
    } catch (error) {
      if (!(error instanceof FrameSyntaxError)) throw error;
      return undefined;
    }
  }

  #readFrame(bits: BitReader): Int32Array[] {
    const channels: Int32Array[] = [];
    for (;;) {
      const element = bits.read(3);
      if (element === ELEMENT.end) return channels;
      if (element === ELEMENT.fill) bits.skipFill();
      else if (element === ELEMENT.data) bits.skipData();
      else if (element === ELEMENT.single || element === ELEMENT.lowFrequency)
        channels.push(...this.#readElement(bits, 1));
      else if (element === ELEMENT.pair) channels.push(...this.#readElement(bits, 2));
      else throw new FrameSyntaxError("an element that ALAC has not");
      if (channels.length > this.#config.channelCount) throw new FrameSyntaxError("more channels than announced");
    }
  }

  #readElement(bits: BitReader, channelCount: number): Int32Array[] {
    const header = this.#readHeader(bits);
    const channels = Array.from({ length: channelCount }, () => new Int32Array(header.count));
    if (header.isPlain) this.#readPlain(bits, channels);
    else this.#readPredicted(bits, channels, header);
    return channels;
  }

  #readHeader(bits: BitReader): ElementHeader {
    bits.skip(4 + 12);
    const isPartial = bits.read(1) === 1;
    const lowBits = 8 * bits.read(2);
    const isPlain = bits.read(1) === 1;
    const count = isPartial ? bits.readLong(32) : this.#config.frameSamples;
    if (count === 0 || count > this.#config.frameSamples) throw new FrameSyntaxError("more samples than a frame holds");
    if (lowBits >= this.#config.bitsPerSample) throw new FrameSyntaxError("no bits left to predict");
    return { count, isPlain, lowBits };
  }

  #readPlain(bits: BitReader, channels: readonly Int32Array[]): void {
    const { bitsPerSample } = this.#config;
    const shift = 32 - bitsPerSample;
    const count = channels[0]?.length ?? 0;
    for (let at = 0; at < count; at++) {
      for (const samples of channels) samples[at] = (bits.readLong(bitsPerSample) << shift) >> shift;
    }
  }

  #readPredicted(bits: BitReader, channels: readonly Int32Array[], { count, lowBits }: ElementHeader): void {
    // The side channel of a pair has one bit more.
    const sampleBits = this.#config.bitsPerSample - lowBits + channels.length - 1;
    const mixBits = bits.read(8);
    const mixWeight = (bits.read(8) << 24) >> 24;
    const predictors = channels.map(() => {
      const mode = bits.read(4);
      const denominatorBits = bits.read(4);
      const growthFactor = bits.read(3);
      const order = bits.read(5);
      const coefficients = Int16Array.from({ length: order }, () => bits.read(16));
      return { mode, denominatorBits, growthFactor, order, coefficients };
    });
    const low = new BitReader(bits.bytes);
    low.position = bits.position;
    bits.skip(lowBits * count * channels.length);
    predictors.forEach(({ mode, denominatorBits, growthFactor, order, coefficients }, channel) => {
      const samples = channels[channel] as Int32Array;
      readResiduals(bits, this.#config, growthFactor, sampleBits, samples, count);
      if (mode !== 0) predict(samples, count, coefficients, FIRST_ORDER, sampleBits, 0);
      predict(samples, count, coefficients, order, sampleBits, denominatorBits);
    });
    const [first, second] = channels;
    if (first !== undefined && second !== undefined && mixWeight !== 0) unmix(first, second, mixBits, mixWeight);
    if (lowBits === 0) return;
    for (let at = 0; at < count; at++) {
      for (const samples of channels) samples[at] = ((samples[at] as number) << lowBits) | low.read(lowBits);
    }
  }
}

/** Makes left and right of a weighted mean and a difference. */
function unmix(first: Int32Array, second: Int32Array, bits: number, weight: number): void {
  for (let at = 0; at < first.length; at++) {
    const difference = second[at] as number;
    const left = (first[at] as number) + difference - (Math.imul(weight, difference) >> bits);
    first[at] = left;
    second[at] = left - difference;
  }
}

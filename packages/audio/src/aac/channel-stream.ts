import { type BitReader, FrameSyntaxError } from "../stream/bit-reader.js";
import { FRAME_SAMPLES, WINDOW_SEQUENCE, type WindowShape } from "./filter-bank.js";
import { HUFFMAN_DECODERS, type HuffmanDecoder } from "./huffman-decoder.js";
import type { ScaleFactorBands } from "./scale-factor-bands.js";

/** Codebook numbers that do not stand for a Huffman codebook. */
export const CODEBOOK = { zero: 0, escape: 11, noise: 13, intensityOutOfPhase: 14, intensity: 15 } as const;

/** Scale factors are quarter powers of two; this one is 1. */
const SCALE_FACTOR_ONE = 100;
const NOISE_OFFSET = 90;

/** Window and band layout of one channel's frame, or of both channels of a pair (`ics_info`). */
export interface StreamInfo {
  readonly sequence: number;
  readonly shape: WindowShape;
  readonly bandCount: number;
  /** Lengths of the groups of short windows that share scale factors; one group of one for a long window. */
  readonly groups: readonly number[];
  readonly bands: ScaleFactorBands;
  /** Coefficients of one window: 1024 or 128. */
  readonly windowSamples: number;
}

/** One filter of temporal noise shaping. */
export interface ShapingFilter {
  readonly bandCount: number;
  readonly isDownward: boolean;
  /** Reflection coefficients. */
  readonly reflections: readonly number[];
}

/** One channel's frame as it was stored, with its spectrum restored, before what couples or shapes it. */
export interface ChannelStream {
  readonly info: StreamInfo;
  /** Codebook of each band, group after group. */
  readonly codebooks: Uint8Array;
  /** Scale factor, intensity position or noise energy of each band, as an exponent in quarter powers of two. */
  readonly scales: Int16Array;
  /** Filters of each window. */
  readonly shaping: readonly (readonly ShapingFilter[])[];
  readonly spectrum: Float64Array;
}

/** Reads `ics_info` (ISO/IEC 14496-3, table 4.6). */
export function readStreamInfo(
  bits: BitReader,
  layouts: { readonly long: ScaleFactorBands; readonly short: ScaleFactorBands },
): StreamInfo {
  bits.skip(1);
  const sequence = bits.read(2);
  const shape = bits.read(1) === 1 ? 1 : 0;
  const isShort = sequence === WINDOW_SEQUENCE.eightShort;
  const bandCount = bits.read(isShort ? 4 : 6);
  const bands = isShort ? layouts.short : layouts.long;
  const groups = [1];
  if (isShort) {
    const grouping = bits.read(7);
    for (let bit = 6; bit >= 0; bit--) {
      if ((grouping >> bit) & 1) groups.push((groups.pop() as number) + 1);
      else groups.push(1);
    }
  } else if (bits.read(1) === 1) throw new FrameSyntaxError("prediction is not part of the low-complexity profile");
  if (bandCount > bands.bandCount) throw new FrameSyntaxError("more bands than the rate has");
  return { sequence, shape, bandCount, groups, bands, windowSamples: isShort ? FRAME_SAMPLES / 8 : FRAME_SAMPLES };
}

/** Reads one channel (`individual_channel_stream`, table 4.50), with the layout of its pair where it has a common one. */
export function readChannelStream(
  bits: BitReader,
  layouts: { readonly long: ScaleFactorBands; readonly short: ScaleFactorBands },
  common: StreamInfo | undefined,
): ChannelStream {
  const globalGain = bits.read(8);
  const info = common ?? readStreamInfo(bits, layouts);
  const codebooks = readSections(bits, info);
  const scales = readScales(bits, codebooks, globalGain);
  const pulses = bits.read(1) === 1 ? readPulses(bits, info) : [];
  const shaping = bits.read(1) === 1 ? readShaping(bits, info) : [];
  if (bits.read(1) === 1) throw new FrameSyntaxError("gain control is not part of the low-complexity profile");
  const spectrum = new Float64Array(FRAME_SAMPLES);
  readSpectrum(bits, info, codebooks, spectrum);
  for (const { position, amplitude } of pulses) {
    const value = spectrum[position] as number;
    spectrum[position] = value > 0 ? value + amplitude : value - amplitude;
  }
  scaleSpectrum(info, codebooks, scales, spectrum);
  return { info, codebooks, scales, shaping, spectrum };
}

/** Visits every band of every window: its place among the scale factors, and its coefficients. */
export function forEachBand(info: StreamInfo, visit: (band: number, start: number, end: number) => void): void {
  const { offsets } = info.bands;
  let window = 0;
  info.groups.forEach((windows, group) => {
    for (let inGroup = 0; inGroup < windows; inGroup++, window++) {
      const origin = window * info.windowSamples;
      for (let band = 0; band < info.bandCount; band++) {
        visit(
          group * info.bandCount + band,
          origin + (offsets[band] as number),
          origin + (offsets[band + 1] as number),
        );
      }
    }
  });
}

function readSections(bits: BitReader, info: StreamInfo): Uint8Array {
  const codebooks = new Uint8Array(info.groups.length * info.bandCount);
  const lengthBits = info.windowSamples === FRAME_SAMPLES ? 5 : 3;
  const goesOn = (1 << lengthBits) - 1;
  for (let start = 0; start < codebooks.length; start += info.bandCount) {
    let band = 0;
    while (band < info.bandCount) {
      const codebook = bits.read(4);
      let length = 0;
      let part = goesOn;
      while (part === goesOn) {
        part = bits.read(lengthBits);
        length += part;
      }
      if (codebook === 12 || band + length > info.bandCount) throw new FrameSyntaxError("sections do not fit");
      codebooks.fill(codebook, start + band, start + band + length);
      band += length;
    }
  }
  return codebooks;
}

/** Energies and positions out of range, which only damage brings, are held at its ends, as other decoders do. */
function readScales(bits: BitReader, codebooks: Uint8Array, globalGain: number): Int16Array {
  const scales = new Int16Array(codebooks.length);
  const differences = HUFFMAN_DECODERS[0] as HuffmanDecoder;
  const next = (): number => (differences.values[differences.decode(bits)] as number) - 60;
  let scale = globalGain;
  let position = 0;
  let noise = globalGain - NOISE_OFFSET;
  let isFirstNoise = true;
  codebooks.forEach((codebook, band) => {
    if (codebook === CODEBOOK.zero) return;
    if (codebook >= CODEBOOK.intensityOutOfPhase) {
      position += next();
      scales[band] = Math.max(-155, Math.min(100, position));
    } else if (codebook === CODEBOOK.noise) {
      noise += isFirstNoise ? bits.read(9) - 256 : next();
      isFirstNoise = false;
      scales[band] = Math.max(-100, Math.min(155, noise));
    } else {
      scale += next();
      if (scale < 0 || scale > 255) throw new FrameSyntaxError("scale factor out of range");
      scales[band] = scale - SCALE_FACTOR_ONE;
    }
  });
  return scales;
}

function readPulses(bits: BitReader, info: StreamInfo): { position: number; amplitude: number }[] {
  if (info.windowSamples !== FRAME_SAMPLES) throw new FrameSyntaxError("pulses in short windows");
  const count = bits.read(2) + 1;
  let position = info.bands.offsets[bits.read(6)] ?? FRAME_SAMPLES;
  return Array.from({ length: count }, () => {
    position += bits.read(5);
    if (position >= FRAME_SAMPLES) throw new FrameSyntaxError("pulse beyond the spectrum");
    return { position, amplitude: bits.read(4) };
  });
}

function readShaping(bits: BitReader, info: StreamInfo): ShapingFilter[][] {
  const isShort = info.windowSamples !== FRAME_SAMPLES;
  return Array.from({ length: isShort ? 8 : 1 }, () => {
    const filterCount = bits.read(isShort ? 1 : 2);
    const resolution = filterCount > 0 ? bits.read(1) + 3 : 0;
    return Array.from({ length: filterCount }, () => {
      const bandCount = bits.read(isShort ? 4 : 6);
      const order = bits.read(isShort ? 3 : 5);
      if (order > (isShort ? 7 : 12)) throw new FrameSyntaxError("noise shaping of too high an order");
      const isDownward = order > 0 && bits.read(1) === 1;
      const coefficientBits = order > 0 ? resolution - bits.read(1) : 0;
      const reflections = Array.from({ length: order }, () => readReflection(bits, resolution, coefficientBits));
      return { bandCount, isDownward, reflections };
    });
  });
}

/** A reflection coefficient: the sine of a signed step, with one more step below zero than above. */
function readReflection(bits: BitReader, resolution: number, coefficientBits: number): number {
  const stored = bits.read(coefficientBits);
  const step = stored >= 1 << (coefficientBits - 1) ? stored - (1 << coefficientBits) : stored;
  const steps = 2 ** (resolution - 1) + (step >= 0 ? -0.5 : 0.5);
  return Math.sin((step * Math.PI) / (2 * steps));
}

/** Reads the quantised coefficients. Those of grouped windows alternate band by band, each window's band whole. */
function readSpectrum(bits: BitReader, info: StreamInfo, codebooks: Uint8Array, spectrum: Float64Array): void {
  const { offsets } = info.bands;
  let window = 0;
  info.groups.forEach((windows, group) => {
    for (let band = 0; band < info.bandCount; band++) {
      const codebook = codebooks[group * info.bandCount + band] as number;
      if (codebook === CODEBOOK.zero || codebook > CODEBOOK.escape) continue;
      for (let inGroup = 0; inGroup < windows; inGroup++) {
        const origin = (window + inGroup) * info.windowSamples;
        readBand(bits, codebook, spectrum, origin + (offsets[band] as number), origin + (offsets[band + 1] as number));
      }
    }
    window += windows;
  });
}

function readBand(bits: BitReader, codebook: number, spectrum: Float64Array, start: number, end: number): void {
  const decoder = HUFFMAN_DECODERS[codebook] as HuffmanDecoder;
  const { dimension, values, isSigned } = decoder;
  for (let at = start; at < end; at += dimension) {
    const first = decoder.decode(bits) * dimension;
    for (let place = 0; place < dimension; place++) {
      const value = values[first + place] as number;
      spectrum[at + place] = !isSigned && value !== 0 && bits.read(1) === 1 ? -value : value;
    }
    if (codebook !== CODEBOOK.escape) continue;
    for (let place = at; place < at + dimension; place++) {
      const value = spectrum[place] as number;
      if (Math.abs(value) === 16) spectrum[place] = Math.sign(value) * readEscape(bits);
    }
  }
}

/** A number of 16 or more: as many ones as it has bits above four, a zero, and those bits below its highest. */
function readEscape(bits: BitReader): number {
  let extra = 4;
  while (bits.read(1) === 1) extra++;
  if (extra > 12) throw new FrameSyntaxError("escape of more than 13 bits");
  return 2 ** extra + bits.read(extra);
}

/** `x^(4/3)` for all that an escape and a pulse can make. */
const POWERS = Float64Array.from({ length: 8_208 }, (_, x) => x * Math.cbrt(x));

/** Undoes the quantiser: `sign(x) |x|^(4/3) 2^(scale / 4)`. */
function scaleSpectrum(info: StreamInfo, codebooks: Uint8Array, scales: Int16Array, spectrum: Float64Array): void {
  forEachBand(info, (band, start, end) => {
    const codebook = codebooks[band] as number;
    if (codebook === CODEBOOK.zero || codebook > CODEBOOK.escape) return;
    const factor = 2 ** ((scales[band] as number) / 4);
    for (let at = start; at < end; at++) {
      const value = spectrum[at] as number;
      const power = POWERS[Math.abs(value)] as number;
      spectrum[at] = value < 0 ? -power * factor : power * factor;
    }
  });
}

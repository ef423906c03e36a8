import { WhistleMeter } from "./pitch/whistle-meter.js";
import { framesOf } from "./place-in-recording.js";
import { REGISTERS, type Register } from "./register.js";
import { type Heard, RegisterEar } from "./register-ear.js";
import { BlockArray } from "./signal/block-array.js";
import { CompactSound } from "./signal/compact-sound.js";
import { type LostPower, LostPowerMeter } from "./signal/lost-power-meter.js";
import { StreamResampler } from "./signal/resample.js";
import type { SoundBetween } from "./signal/sound-between.js";
import { LevelMeter } from "./timbre/level-meter.js";

/** Span over which a frame's level is taken. */
const LEVEL_SECONDS = 0.03;
/** A frame is heard where its level is within this range of the loud ones. */
const HEARD_DB = 20;
/** Rate at which the whole sound is kept: it holds all that a human or a whale is judged by. */
const COMMON_RATE_HZ = 16_000;
/** While a bird is possible the sound is kept as it came, too, up to this many samples: 2.9 minutes at 48 kHz, 34 MB... */
const WIDE_SAMPLES = 2 ** 23;
/** ...and beyond them, in 12 bits a sample, where at least this share of it was whistled so far. */
const PERHAPS_WHISTLED = 0.2;
/** The memory of as many is kept for the next sound: a minute at 48 kHz. */
const SHORT_SAMPLES = 3 * 2 ** 20;
/** A kept sound is heard again in pieces of this many samples. */
const PIECE = 16_384;

/** A piece of the kept sound. */
interface ReadPiece {
  readonly from: number;
  readonly to: number;
  readonly samples: Float32Array;
}

const NOTHING_READ: ReadPiece = { from: 0, to: 0, samples: new Float32Array(0) };

/** How a `Listener` listens. */
export interface ListenerOptions {
  readonly sampleRateHz: number;
  /** The caller's time between frames, in seconds. */
  readonly hopSeconds: number;
  readonly register: Register | "auto";
}

/**
 * Listens to one mono sound as it comes in, in the register that was asked for, or in the human one while that is not known. What
 * comes in is kept at 16 kHz in 12 bits a sample, so that other registers can hear it again after its end. Nothing else that is
 * kept grows with time but numbers of frames.
 */
export class Listener {
  readonly sampleRateHz: number;
  readonly hopSeconds: number;
  readonly #levels: LevelMeter;
  readonly #whistles: WhistleMeter | undefined;
  readonly #toCommon: StreamResampler;
  readonly #common = new CompactSound();
  readonly #lost: LostPowerMeter | undefined;
  /** The sound at its own rate: blocks as they came until they are too many. */
  #wide: BlockArray | CompactSound | undefined;
  readonly #primary: Register;
  readonly #ears = new Map<Register, RegisterEar>();
  readonly #heard = new Map<Register, Heard>();
  #length = 0;
  /** The piece of the kept sound that was asked for last. */
  #read: ReadPiece = NOTHING_READ;
  #room: Float32Array = new Float32Array(0);
  /** What brings pieces to other rates, and where to. */
  readonly #resamplers = new Map<number, { readonly resampler: StreamResampler; room: Float32Array }>();
  #levelDb: Float64Array = new Float64Array(0);
  #lostPower: LostPower | undefined;

  constructor(options: ListenerOptions) {
    const { hopSeconds, register, sampleRateHz } = options;
    this.sampleRateHz = sampleRateHz;
    this.hopSeconds = hopSeconds;
    this.#levels = new LevelMeter(sampleRateHz, hopSeconds, LEVEL_SECONDS);
    this.#whistles = register === "auto" ? new WhistleMeter(sampleRateHz) : undefined;
    this.#toCommon = new StreamResampler(sampleRateHz, COMMON_RATE_HZ);
    const isLossy = sampleRateHz > COMMON_RATE_HZ && (register === "auto" || register === "human");
    this.#lost = isLossy ? new LostPowerMeter(sampleRateHz, COMMON_RATE_HZ) : undefined;
    this.#wide = register === "auto" ? new BlockArray() : undefined;
    this.#primary = register === "auto" ? "human" : register;
    this.#ears.set(this.#primary, this.#createEar(this.#primary));
  }

  /** Length of the sound so far, in seconds. */
  get durationSeconds(): number {
    return this.#length / this.sampleRateHz;
  }

  /** Number of the caller's frames; frame `i` is centred on `i * hopSeconds`. */
  get frames(): number {
    return framesOf(this.durationSeconds, this.hopSeconds);
  }

  /** Level of each of the caller's frames in dB re full scale, after `finish`. */
  get levelDb(): Float64Array {
    return this.#levelDb;
  }

  /** What the sound held above the band that is kept, after `finish`; not known where it held nothing there or where only animals are asked for. */
  get lostPower(): LostPower | undefined {
    return this.#lostPower;
  }

  /** Time for which the sound is within 20 dB of its loudest, after `finish`. */
  get heardSeconds(): number {
    let loudest = -Infinity;
    const levels = this.#levelDb;
    for (let i = 0; i < levels.length; i++) loudest = Math.max(loudest, levels[i]);
    let heard = 0;
    for (let i = 0; i < levels.length; i++) if (levels[i] > loudest - HEARD_DB) heard++;
    return heard * this.hopSeconds;
  }

  /** Share of the sound's power that is whistled above the human range; 0 where it could not be heard as a bird's any more. */
  get whistledShare(): number {
    return this.#wide === undefined ? 0 : (this.#whistles?.whistledShare ?? 0);
  }

  /** Share of the sound's power that is a whistle and nothing below it. */
  get pureWhistleShare(): number {
    return this.#whistles?.pureShare ?? 0;
  }

  /** Share of the sound's power that looks whistled and is a voice's, as a shout whose first formant drowns its fundamental. */
  get voicedWhistleShare(): number {
    return this.#whistles?.voicedShare ?? 0;
  }

  /** Takes the next block of the sound. */
  push(mono: Float32Array): void {
    this.#length += mono.length;
    this.#levels.push(mono);
    this.#lost?.push(mono);
    this.#whistles?.push(mono);
    this.#keepWide(mono);
    const common = this.#toCommon.push(mono);
    this.#common.append(common);
    this.#read = NOTHING_READ;
    this.#ears.get(this.#primary)?.push(this.#primary === "bird" ? mono : common);
  }

  /** Ends the sound. */
  finish(): void {
    const common = this.#toCommon.finish();
    this.#common.append(common);
    if (this.#primary !== "bird") this.#ears.get(this.#primary)?.push(common);
    this.#levelDb = this.#levels.finish(this.frames);
    this.#lostPower = this.#lost?.finish();
  }

  /** What a register hears in the whole sound, after `finish`. */
  heard(register: Register): Heard {
    const before = this.#heard.get(register);
    if (before !== undefined) return before;
    const heard = this.#ear(register).finish(this.frames, this.durationSeconds);
    // It has said all that it knows; what it remembered is large.
    this.#ears.delete(register);
    this.#heard.set(register, heard);
    return heard;
  }

  /** How many of a register's own frames make one of the caller's. */
  stride(register: Register): number {
    return Math.ceil(this.hopSeconds / REGISTERS[register].pitchHopSeconds - 1e-9);
  }

  /** What can be said of the last `seconds` by now. */
  latest(seconds: number) {
    const { pitch, startSeconds, syllables } = this.#ear(this.#primary).latest(seconds);
    const from = Math.round(startSeconds / this.hopSeconds);
    const levelDb = this.#levels.levels(from, this.#levels.frames);
    return { pitch, startSeconds, syllables, stride: this.stride(this.#primary), levelDb };
  }

  /** The ear that listens to a human from the beginning; undefined where only another register was asked for. */
  get humanEar(): RegisterEar | undefined {
    return this.#ears.get("human");
  }

  /** The kept sound between two times, at any rate. */
  readonly soundBetween: SoundBetween = (fromSeconds, toSeconds, rateHz) => {
    const from = Math.round(fromSeconds * COMMON_RATE_HZ);
    const to = Math.round(toSeconds * COMMON_RATE_HZ);
    // The same piece is asked for at several rates, one after the other.
    if (from !== this.#read.from || to !== this.#read.to) this.#read = { from, to, samples: this.#readInto(from, to) };
    return rateHz === COMMON_RATE_HZ ? this.#read.samples : this.#atRate(rateHz, this.#read.samples);
  };

  /** In one room for all pieces, as long as the longest yet. */
  #readInto(from: number, to: number): Float32Array {
    const samples = this.#common.read(from, to, this.#room);
    if (samples.length > this.#room.length) this.#room = samples;
    return samples;
  }

  #atRate(rateHz: number, samples: Float32Array): Float32Array {
    let at = this.#resamplers.get(rateHz);
    if (at === undefined) {
      at = { resampler: new StreamResampler(COMMON_RATE_HZ, rateHz), room: new Float32Array(0) };
      this.#resamplers.set(rateHz, at);
    }
    const result = at.resampler.whole(samples, at.room);
    if (result.length > at.room.length) at.room = result;
    return result;
  }

  /** Lets go of all that only other registers would ask for, after `heard` of this one. */
  settle(register: Register): void {
    for (const other of this.#heard.keys()) if (other !== register) this.#heard.delete(other);
    // A short sound's memory serves the next one, and that of hours is given back at once. That of three minutes is left to the collector: to give it
    // back takes 5 to 18 ms, for which nobody should wait.
    if (this.#wide instanceof CompactSound) this.#wide.forget();
    else if (this.#length <= SHORT_SAMPLES) this.#wide?.forget(true);
    this.#wide = undefined;
  }

  /** Lets go of the kept sound before a time, which is most of what a listener holds; from then on `soundBetween` hears silence there. */
  forgetSound(beforeSeconds: number): void {
    this.#common.forget(Math.floor(beforeSeconds * COMMON_RATE_HZ));
    this.#read = NOTHING_READ;
  }

  /** The ear of a register; one that did not listen from the beginning hears the kept sound first. */
  #ear(register: Register): RegisterEar {
    const known = this.#ears.get(register);
    if (known !== undefined) return known;
    const ear = this.#createEar(register);
    const kept = register === "bird" ? this.#wide : this.#common;
    if (kept !== undefined) for (const piece of piecesOf(kept)) ear.push(piece);
    this.#ears.set(register, ear);
    return ear;
  }

  #createEar(register: Register): RegisterEar {
    return new RegisterEar({
      register,
      sampleRateHz: register === "bird" ? this.sampleRateHz : COMMON_RATE_HZ,
      highestHz: 0.475 * this.sampleRateHz,
      hopSeconds: this.hopSeconds,
    });
  }

  #keepWide(mono: Float32Array): void {
    this.#wide?.append(mono);
    if (!(this.#wide instanceof BlockArray) || this.#length <= WIDE_SAMPLES) return;
    const compact = this.#isPerhapsBird() ? new CompactSound() : undefined;
    if (compact !== undefined) for (const piece of piecesOf(this.#wide)) compact.append(piece);
    this.#wide.forget();
    this.#wide = compact;
  }

  #isPerhapsBird(): boolean {
    return this.#whistles !== undefined && this.#whistles.whistledShare >= PERHAPS_WHISTLED;
  }
}

/** A kept sound from its beginning to its end. */
function* piecesOf(sound: BlockArray | CompactSound): Generator<Float32Array> {
  for (let from = 0; from < sound.length; from += PIECE) yield sound.read(from, Math.min(sound.length, from + PIECE));
}

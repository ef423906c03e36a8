import { type TrackedPitch, trackPitch } from "./pitch/track-pitch.js";
import { REGISTERS, type Register } from "./register.js";
import { findSyllables } from "./rhythm/find-syllables.js";
import { resample } from "./signal/resample.js";
import { frameLevels } from "./timbre/frame-levels.js";
import { measureSpectra, type SpectrumTracks } from "./timbre/measure-spectra.js";
import type { Syllable } from "./voice-features.js";

/** Span over which a frame's level is taken. */
const LEVEL_SECONDS = 0.03;
/** A frame is heard where its level is within this range of the loud ones. */
const HEARD_DB = 20;
/** Low rates are made from this one, which is at hand anyway. */
const COMMON_RATE_HZ = 16_000;

/**
 * One mono sound, listened to in the registers that are asked for: every resampled sound, pitch track, spectrum and syllable is made
 * once, when it is first asked for.
 */
export class Listener {
  readonly mono: Float32Array;
  readonly sampleRateHz: number;
  readonly durationSeconds: number;
  /** The caller's time between frames. */
  readonly hopSeconds: number;
  /** Number of the caller's frames; frame `i` is centred on `i * hopSeconds`. */
  readonly frames: number;
  /** Level of each of the caller's frames in dB re full scale. */
  readonly levelDb: Float64Array;
  readonly #onWork: (() => void) | undefined;
  readonly #sounds = new Map<number, Float32Array>();
  readonly #pitches = new Map<Register, TrackedPitch>();
  readonly #spectra = new Map<Register, SpectrumTracks>();
  readonly #syllables = new Map<Register, Syllable[]>();

  /** @param onWork - Called every few hundred frames of work; it may throw to stop. */
  constructor(mono: Float32Array, sampleRateHz: number, hopSeconds: number, onWork?: () => void) {
    this.mono = mono;
    this.sampleRateHz = sampleRateHz;
    this.durationSeconds = mono.length / sampleRateHz;
    this.hopSeconds = hopSeconds;
    this.frames = Math.floor(this.durationSeconds / hopSeconds + 1e-6) + 1;
    this.levelDb = frameLevels(mono, sampleRateHz, hopSeconds, LEVEL_SECONDS, this.frames);
    this.#onWork = onWork;
  }

  /** Time for which the sound is within 20 dB of its loudest. */
  get heardSeconds(): number {
    let loudest = -Infinity;
    for (const level of this.levelDb) loudest = Math.max(loudest, level);
    return this.levelDb.filter((level) => level > loudest - HEARD_DB).length * this.hopSeconds;
  }

  /** The sound at `rateHz`. */
  at(rateHz: number): Float32Array {
    return made(this.#sounds, rateHz, () =>
      rateHz < COMMON_RATE_HZ
        ? resample(this.at(COMMON_RATE_HZ), COMMON_RATE_HZ, rateHz)
        : resample(this.mono, this.sampleRateHz, rateHz),
    );
  }

  /** How many of a register's own frames make one of the caller's. */
  stride(register: Register): number {
    return Math.ceil(this.hopSeconds / REGISTERS[register].pitchHopSeconds - 1e-9);
  }

  /** Pitch on the register's own frames, `stride` to one of the caller's. */
  pitch(register: Register): TrackedPitch {
    return made(this.#pitches, register, () => {
      const settings = REGISTERS[register];
      const stride = this.stride(register);
      const frames = (this.frames - 1) * stride + 1;
      return trackPitch(this.at(settings.pitchRateHz), settings, this.hopSeconds / stride, frames, this.#onWork);
    });
  }

  /** Spectra on the same frames. */
  spectra(register: Register): SpectrumTracks {
    return made(this.#spectra, register, () => {
      const settings = REGISTERS[register];
      const stride = this.stride(register);
      return measureSpectra(
        this.at(settings.timbreRateHz),
        settings,
        0.475 * this.sampleRateHz,
        this.hopSeconds / stride,
        (this.frames - 1) * stride + 1,
        this.#onWork,
      );
    });
  }

  /** Syllables as that register hears them. */
  syllables(register: Register): readonly Syllable[] {
    return made(this.#syllables, register, () => {
      const pitch = this.pitch(register);
      const spectra = this.spectra(register);
      return findSyllables(
        {
          hopSeconds: pitch.hopSeconds,
          durationSeconds: this.durationSeconds,
          power: spectra.syllablePower,
          frequencyHz: pitch.frequencyHz,
          harmonicsToNoiseDb: pitch.harmonicsToNoiseDb,
          centroidHz: spectra.centroidHz,
        },
        REGISTERS[register],
      );
    });
  }
}

function made<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = make();
  known.set(key, value);
  return value;
}

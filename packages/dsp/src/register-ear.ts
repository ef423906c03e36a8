import type { FrameRange } from "./pitch/frame-range.js";
import { PitchTracker, type TrackedPitch } from "./pitch/pitch-tracker.js";
import { REGISTERS, type Register, type RegisterSettings } from "./register.js";
import { findSyllables } from "./rhythm/find-syllables.js";
import { StreamResampler } from "./signal/resample.js";
import { SlidingSound } from "./signal/sliding-sound.js";
import { MEL_FILTERS } from "./timbre/mel-cepstrum.js";
import { SpectrumMeter, type SpectrumTracks } from "./timbre/spectrum-meter.js";
import type { LongTermSpectrum, Syllable } from "./voice-features.js";

/** What an ear takes in. */
export interface EarOptions {
  readonly register: Register;
  /** Rate of the samples that are pushed, in Hz. */
  readonly sampleRateHz: number;
  /** Highest frequency that the recording can hold, in Hz. */
  readonly highestHz: number;
  /** The caller's time between frames, in seconds. */
  readonly hopSeconds: number;
}

/** Everything that one register hears, on its own frames. */
export interface Heard {
  readonly pitch: TrackedPitch;
  /** Can be taken once: what they are read from is large. */
  takeSpectra(): SpectrumTracks;
  /** Where the band of all that was heard so far ends, in Hz; `Infinity` where it holds all that the register is judged by. */
  readonly bandEdgeHz: number;
  /** Of all that was heard so far. */
  readonly longTermSpectrum: LongTermSpectrum;
  readonly syllables: readonly Syllable[];
  /** Syllables of a loudness that is smoothed over this time: what beats within one of them counts no more. Asked for before the spectra are taken. */
  swells(smoothingSeconds: number): readonly Syllable[];
}

/**
 * Listens to a mono sound in one register as it comes in: pitch candidates and spectra of each frame at once; the path through them and the
 * syllables when the sound has ended.
 */
export class RegisterEar {
  /** How many of the register's own frames make one of the caller's. */
  readonly stride: number;
  readonly #settings: RegisterSettings;
  readonly #frameSeconds: number;
  readonly #toTimbre: StreamResampler;
  readonly #toPitch: StreamResampler;
  readonly #tracker: PitchTracker;
  readonly #meter: SpectrumMeter;
  readonly #sound = new SlidingSound();
  #measured = 0;

  constructor(options: EarOptions) {
    const settings = REGISTERS[options.register];
    this.#settings = settings;
    this.stride = Math.ceil(options.hopSeconds / settings.pitchHopSeconds - 1e-9);
    this.#frameSeconds = options.hopSeconds / this.stride;
    this.#toTimbre = new StreamResampler(options.sampleRateHz, settings.timbreRateHz);
    this.#toPitch = new StreamResampler(settings.timbreRateHz, settings.pitchRateHz);
    this.#tracker = new PitchTracker(settings, this.#frameSeconds);
    this.#meter = new SpectrumMeter(settings, options.highestHz);
  }

  push(samples: Float32Array): void {
    this.#take(this.#toTimbre.push(samples));
  }

  /** Ends the sound; what was heard in the caller's first `frames` frames of it. */
  finish(frames: number, durationSeconds: number): Heard {
    this.#take(this.#toTimbre.finish());
    this.#tracker.push(this.#toPitch.finish());
    const own = (frames - 1) * this.stride + 1;
    this.#measure((measured) => measured < own);
    return this.#describe(this.#tracker.finish(own), { from: 0, to: own }, durationSeconds);
  }

  /** Time between the register's own frames, in seconds. */
  get frameSeconds(): number {
    return this.#frameSeconds;
  }

  /** Where the band of all that was heard so far ends, in Hz. */
  bandEdgeHz(): number {
    return this.#meter.bandEdgeHz();
  }

  /** Mel powers of all frames so far, `frames x 26`, not to be changed; nothing where the band of the sound does not hold all filters yet. */
  melPowerSoFar(): Float32Array | undefined {
    return this.#meter.filtersSoFar() === MEL_FILTERS ? this.#meter.melPowerSoFar() : undefined;
  }

  /** Finds what can be found of the pitch so far, so that less is left for `finish`. */
  weighAhead(): void {
    this.#tracker.weighAhead();
  }

  /** The pitch in the last `seconds`, judged by themselves, and the frame with which they begin. */
  latestPitch(seconds: number): { readonly firstFrame: number; readonly frequencyHz: Float64Array } {
    const to = this.#tracker.frames;
    const from = Math.max(0, to - Math.round(seconds / this.#frameSeconds));
    return { firstFrame: from, frequencyHz: this.#tracker.track({ from, to }).frequencyHz };
  }

  /** What can be said of the last `seconds` by now, and the time at which they begin. */
  latest(seconds: number): Heard & { readonly startSeconds: number } {
    const to = Math.min(this.#tracker.frames, this.#measured);
    const from = Math.max(0, to - this.stride * Math.round(seconds / (this.stride * this.#frameSeconds)));
    const range = { from: from - (from % this.stride), to };
    const pitch = this.#tracker.track(range);
    const heard = this.#describe(pitch, range, (to - range.from) * this.#frameSeconds);
    return { ...heard, startSeconds: range.from * this.#frameSeconds };
  }

  #take(samples: Float32Array): void {
    const { timbreFrame } = this.#settings;
    this.#sound.push(samples);
    this.#measure(() => this.#centre() + timbreFrame / 2 <= this.#sound.length);
    this.#sound.forget(this.#centre() - timbreFrame / 2);
    this.#tracker.push(this.#toPitch.push(samples));
  }

  #centre(): number {
    return Math.round(this.#measured * this.#frameSeconds * this.#settings.timbreRateHz);
  }

  /** Measures the next frames as long as they are wanted. */
  #measure(isWanted: (measured: number) => boolean): void {
    const centres: number[] = [];
    for (; isWanted(this.#measured); this.#measured++) centres.push(this.#centre() - this.#sound.start);
    this.#meter.measureAll(this.#sound.samples(), centres);
  }

  #describe(pitch: TrackedPitch, range: FrameRange, durationSeconds: number): Heard {
    const meter = this.#meter;
    const swells = (syllableSmoothingSeconds: number) =>
      findSyllables(
        {
          hopSeconds: pitch.hopSeconds,
          durationSeconds,
          ...meter.syllableTracks(range.from, range.to),
          frequencyHz: pitch.frequencyHz,
          voicedProbability: pitch.voicedProbability,
          harmonicsToNoiseDb: pitch.harmonicsToNoiseDb,
        },
        { ...this.#settings, syllableSmoothingSeconds },
      );
    return {
      pitch,
      takeSpectra: () => meter.takeTracks(range.from, range.to),
      bandEdgeHz: meter.bandEdgeHz(),
      longTermSpectrum: meter.longTermSpectrum(),
      syllables: swells(this.#settings.syllableSmoothingSeconds),
      swells,
    };
  }
}

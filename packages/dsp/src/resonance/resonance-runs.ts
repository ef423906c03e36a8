import type { SoundBetween } from "../signal/sound-between.js";
import { MOST_RESONANCES, RESONANCE_RATE_HZ, ResonanceMeter } from "./resonance-meter.js";

/** Frames further apart than this from any that was measured are left out; nearer ones take the mean of their neighbours. */
const STEP_SECONDS = 0.02;
/** A long sound is looked at in pieces: from voice to the next pause of this many seconds, and of no more than this. */
const PAUSE_SECONDS = 0.3;
const PIECE_SECONDS = 20;
/** Pieces begin at a multiple of this... */
const GRID_SECONDS = 0.1;
/** ...that reach this much further on both sides. */
const MARGIN_SECONDS = 0.1;

/** Resonances of steps in a row, `MOST_RESONANCES` places a step. */
export interface ResonanceRun {
  readonly count: Uint8Array;
  readonly frequencyHz: Float32Array;
  readonly bandwidthHz: Float32Array;
}

interface KnownRun extends ResonanceRun {
  readonly rateHz: number;
  /** Pitch of each step. */
  readonly pitchHz: Float64Array;
}

/** In what resonances are measured. */
export interface ResonantSound {
  readonly soundBetween: SoundBetween;
  /** Rate at which it is looked at. */
  readonly rateHz: number;
  readonly hopSeconds: number;
  /** Of each frame; NaN where it has none. */
  readonly pitchHz: Float64Array;
  /** 1 for each frame to look at. */
  readonly wanted: Uint8Array;
}

/** Rate at which resonances are looked for in a recording: sound that never held 5.5 kHz is taken at its own. */
export function resonanceRate(highestHz: number): number {
  return Math.min(RESONANCE_RATE_HZ, Math.round(2 * highestHz));
}

/** Frames between steps. */
export function stepStride(hopSeconds: number): number {
  return Math.max(1, Math.round(STEP_SECONDS / hopSeconds));
}

/**
 * Measures the resonances of one run of wanted steps after the other, and remembers what was measured before the end of the sound: what was measured of the
 * same steps by the same pitch is as good as measured again.
 */
export class ResonanceRuns {
  readonly #known = new Map<number, KnownRun>();
  #meter: ResonanceMeter | undefined;

  /**
   * @param tell - Told of every run and its first step.
   * @param from - The first frame that counts, where steps before it were measured already.
   * @param to - Before this frame runs must have ended.
   */
  measure(
    sound: ResonantSound,
    tell?: (first: number, run: ResonanceRun) => void,
    from = 0,
    to = Number.POSITIVE_INFINITY,
  ): void {
    const { hopSeconds, wanted } = sound;
    const stride = stepStride(hopSeconds);
    const reader = new PieceReader(sound);
    const steps = Math.ceil(wanted.length / stride);
    for (let first = Math.ceil(from / stride); first < steps; first++) {
      if (wanted[first * stride] === 0) continue;
      let end = first + 1;
      while (end < steps && wanted[end * stride] === 1) end++;
      if (end * stride > to) return;
      const run = this.#runOf(sound, reader, first, end, stride);
      if (tell === undefined) this.#known.set(first, run);
      else {
        this.#known.delete(first);
        tell(first, run);
      }
      first = end;
    }
  }

  #runOf(
    { hopSeconds, pitchHz, rateHz }: ResonantSound,
    reader: PieceReader,
    first: number,
    end: number,
    stride: number,
  ): KnownRun {
    const length = end - first;
    const pitch = new Float64Array(length);
    for (let at = 0; at < length; at++) pitch[at] = pitchHz[(first + at) * stride];
    const known = this.#known.get(first);
    if (known?.rateHz === rateHz && known.pitchHz.length === length) {
      let at = 0;
      while (at < length && Object.is(known.pitchHz[at], pitch[at])) at++;
      if (at === length) return known;
    }
    if (this.#meter?.rateHz !== rateHz) this.#meter = new ResonanceMeter(rateHz);
    const meter = this.#meter;
    meter.begin();
    const run = {
      rateHz,
      pitchHz: pitch,
      count: new Uint8Array(length),
      frequencyHz: new Float32Array(length * MOST_RESONANCES),
      bandwidthHz: new Float32Array(length * MOST_RESONANCES),
    };
    for (let at = 0; at < length; at++) {
      const frame = (first + at) * stride;
      const { low, begin } = reader.pieceAt(frame);
      const count = meter.measure(low, Math.round((frame * hopSeconds - begin) * rateHz), pitch[at]);
      run.count[at] = count;
      for (let k = 0, to = at * MOST_RESONANCES; k < count; k++, to++) {
        run.frequencyHz[to] = meter.frequencyHz[k];
        run.bandwidthHz[to] = meter.bandwidthHz[k];
      }
    }
    return run;
  }
}

/** Asks for the sound piece by piece. */
class PieceReader {
  low: Float32Array = new Float32Array(0);
  begin = 0;
  #end = 0;
  readonly #sound: ResonantSound;

  constructor(sound: ResonantSound) {
    this.#sound = sound;
  }

  pieceAt(frame: number): { readonly low: Float32Array; readonly begin: number } {
    const { hopSeconds, rateHz, soundBetween, wanted } = this.#sound;
    const seconds = frame * hopSeconds;
    if (seconds >= this.#end) {
      this.begin = GRID_SECONDS * Math.floor(seconds / GRID_SECONDS) - MARGIN_SECONDS;
      this.#end = (lastBeforePause(wanted, frame, hopSeconds) + 0.5) * hopSeconds;
      this.low = soundBetween(this.begin, this.#end + MARGIN_SECONDS, rateHz);
    }
    return this;
  }
}

/** The last wanted frame from `from` on that belongs into one piece with it. */
function lastBeforePause(wanted: Uint8Array, from: number, hopSeconds: number): number {
  let last = from;
  const end = Math.min(wanted.length, from + PIECE_SECONDS / hopSeconds);
  for (let i = from; i < end && (i - last) * hopSeconds < PAUSE_SECONDS; i++) if (wanted[i] === 1) last = i;
  return last;
}

/** What a moving picture is drawn with. */
export interface Quality {
  /** Rays a pixel. */
  readonly samples: number;
  /** Reflections inside the stone that are followed. */
  readonly bounces: number;
  /** Share of the canvas's width and height in pixels that is drawn, up to 1. */
  readonly scale: number;
}

/** How far quality may go to hold the frame rate. */
export interface AdaptiveQualityOptions {
  /** Frames a second to hold, 5 to 240. */
  readonly framesPerSecond?: number;
  /** Reflections followed where there is time, 1 to 32. */
  readonly bounces?: number;
  /** Reflections followed at the least, 1 to `bounces`: light left over keeps the body's colour, so few do not make a stone black. */
  readonly leastBounces?: number;
  /** The least share of width and height drawn, 0.1 to 1. */
  readonly leastScale?: number;
  /** Rays a pixel where there is time to spare, 1 to 16. */
  readonly samples?: number;
}

/** What `AdaptiveQuality` takes for fields left out. */
export const ADAPTIVE_QUALITY_DEFAULTS: Required<AdaptiveQualityOptions> = {
  framesPerSecond: 40,
  bounces: 8,
  leastBounces: 3,
  leastScale: 0.25,
  samples: 4,
};

/** Frames that one judgement rests on, and the time that does as well: slow frames need not be many. */
const WINDOW_FRAMES = 8;
const WINDOW_MS = 400;
/** How long frames must have been quick before more is tried, and the longest that grows to where trying failed. */
const CALM_MS = 1500;
const LONGEST_CALM_MS = 60_000;
/** The slowest pace a screen may set: what takes longer is work, even where one measure does not show it. */
const SLOWEST_PACE_MS = 60;
/** How many times the work is tried at once while the machine's measure is taken. */
const LEAP = 4;
/** Frames just after a change tell of buffers made anew, not of the quality. */
const SETTLING_FRAMES = 2;

/**
 * Holds a frame rate by what a picture costs: first rays a pixel, then bounces, then resolution are given up, and taken again once
 * frames have been quick for a while. Each time that taking more failed it waits twice as long before it tries
 * again, so quality comes to rest. Where giving up quality does not make frames quicker, they wait for something else, such as a screen of thirty
 * frames a second, and quality is given back. It never goes below `leastBounces` and `leastScale`: no picture is black.
 *
 * Knows no clock and no graphics: it is told how long each frame took.
 *
 * @example
 * ```ts
 * import { AdaptiveQuality } from "@vocalith/three";
 *
 * const quality = new AdaptiveQuality({ framesPerSecond: 30, bounces: 8 });
 * for (let frame = 0; frame < 20; frame++) quality.drew(120);
 * export const lowered = quality.current.bounces < 8;
 * ```
 */
export class AdaptiveQuality {
  readonly #steps: readonly Quality[];
  readonly #costs: readonly number[];
  readonly #frameMs: number;
  #step: number;
  #frames = 0;
  #spentMs = 0;
  #settling = 1;
  /** Quality leaps up until frames are late for the first time. */
  #isFinding = true;
  #calmMs = 0;
  #patienceMs = CALM_MS;
  /** A raise that is on trial, or a lowering whose use is to be seen: the step before and the mean frame there. */
  #trial: { readonly from: number; readonly meanMs: number } | undefined;
  /** The pace of whatever frames wait for beside us, once that was found out. */
  #paceMs = 0;

  constructor(options: AdaptiveQualityOptions = {}) {
    const settled = {
      framesPerSecond: options.framesPerSecond ?? ADAPTIVE_QUALITY_DEFAULTS.framesPerSecond,
      bounces: Math.round(options.bounces ?? ADAPTIVE_QUALITY_DEFAULTS.bounces),
      leastBounces: Math.round(options.leastBounces ?? ADAPTIVE_QUALITY_DEFAULTS.leastBounces),
      leastScale: options.leastScale ?? ADAPTIVE_QUALITY_DEFAULTS.leastScale,
      samples: Math.round(options.samples ?? ADAPTIVE_QUALITY_DEFAULTS.samples),
    };
    this.#frameMs = 1000 / settled.framesPerSecond;
    this.#steps = qualitySteps(settled);
    this.#costs = this.#steps.map((step) => costOf(step, settled.bounces));
    // From the least upwards: on a slow machine the first picture must not be the one that takes longest.
    this.#step = this.#steps.length - 1;
  }

  /** What the next frame should be drawn with. */
  get current(): Quality {
    return this.#steps[this.#step] as Quality;
  }

  /** Whether the machine's measure is still being taken: `current` then says little of it. */
  get isFinding(): boolean {
    return this.#isFinding;
  }

  /** From the best to the least. */
  get steps(): readonly Quality[] {
    return this.#steps;
  }

  /**
   * Tells how long a frame took, from its beginning until the next could begin.
   *
   * @param durationMs Milliseconds, above 0; what is no number is not counted.
   * @returns Whether `current` has changed.
   */
  drew(durationMs: number): boolean {
    if (!(durationMs > 0)) return false;
    if (this.#settling > 0) {
      this.#settling--;
      return false;
    }
    if (this.#isFinding) return this.#leap(durationMs);
    this.#frames++;
    this.#spentMs += durationMs;
    const meanMs = this.#spentMs / this.#frames;
    // A hopeless frame rate is seen after two frames, a doubtful one after more.
    const enough =
      this.#frames >= WINDOW_FRAMES || this.#spentMs >= WINDOW_MS || (this.#frames >= 2 && meanMs > 4 * this.#goalMs);
    if (!enough) return false;
    const before = this.#step;
    this.#judge(meanMs);
    this.#frames = 0;
    this.#spentMs = 0;
    if (this.#step !== before) this.#settling = SETTLING_FRAMES;
    return this.#step !== before;
  }

  /** Takes the machine's measure anew, from the least upwards: where it may have become quicker than it was found. */
  seek(): void {
    this.#step = this.#steps.length - 1;
    this.#isFinding = true;
    this.#trial = undefined;
    this.#calmMs = 0;
    this.#patienceMs = CALM_MS;
    this.#paceMs = 0;
    this.rest();
  }

  /** Tells that drawing has stopped for now: frames before and after belong to different windows. */
  rest(): void {
    this.#frames = 0;
    this.#spentMs = 0;
    this.#settling = Math.max(this.#settling, 1);
  }

  /** The frame time to hold: the goal's, or that of a slower pace set from elsewhere. */
  get #goalMs(): number {
    return Math.max(this.#frameMs, this.#paceMs * 1.2);
  }

  /** Raises quality to several times the work, as far as one ray a pixel, or ends the finding. */
  #leap(durationMs: number): boolean {
    const goal = this.#steps.findIndex(({ samples }) => samples === 1);
    const affordable = this.#cost(this.#step) * LEAP;
    let next = this.#step;
    while (next > goal && this.#cost(next - 1) <= affordable) next--;
    if (durationMs > this.#goalMs || next === this.#step) {
      this.#isFinding = false;
      return false;
    }
    this.#step = next;
    this.#settling = 1;
    return true;
  }

  #judge(meanMs: number): void {
    if (this.#paceMs > 0 && meanMs < 0.7 * this.#paceMs) this.#paceMs = 0;
    if (meanMs > this.#goalMs) this.#lower(meanMs);
    else this.#keepOrRaise(meanMs);
  }

  #lower(meanMs: number): void {
    this.#calmMs = 0;
    const trial = this.#trial;
    this.#trial = undefined;
    if (trial !== undefined && trial.from > this.#step) {
      // The raise was too much.
      this.#step = trial.from;
      this.#patienceMs = Math.min(LONGEST_CALM_MS, this.#patienceMs * 2);
      return;
    }
    if (trial !== undefined && trial.from < this.#step && this.#isNoQuicker(trial, meanMs)) {
      this.#step = trial.from;
      this.#paceMs = meanMs;
      return;
    }
    const last = this.#steps.length - 1;
    if (this.#step === last) {
      // Nothing is left to give up. What frames wait for may be no work of ours: seek again what can be done at this pace.
      if (this.#paceMs > 0 || meanMs >= SLOWEST_PACE_MS) return;
      this.#paceMs = meanMs;
      this.#isFinding = true;
      return;
    }
    const affordable = (this.#cost(this.#step) * this.#goalMs * 0.9) / meanMs;
    let next = this.#step + 1;
    while (next < last && this.#cost(next) > affordable) next++;
    this.#trial = { from: this.#step, meanMs };
    this.#step = next;
  }

  #keepOrRaise(meanMs: number): void {
    const trial = this.#trial;
    this.#trial = undefined;
    // A raise that held makes the next one come sooner again.
    if (trial !== undefined && trial.from > this.#step) this.#patienceMs = Math.max(CALM_MS, this.#patienceMs / 2);
    this.#calmMs += this.#spentMs;
    if (this.#step === 0 || meanMs > 0.85 * this.#goalMs || this.#calmMs < this.#patienceMs) return;
    this.#calmMs = 0;
    this.#trial = { from: this.#step, meanMs };
    this.#step--;
  }

  /** Whether a lowering that should have saved much saved next to nothing. */
  #isNoQuicker(trial: { readonly from: number; readonly meanMs: number }, meanMs: number): boolean {
    const promised = this.#cost(this.#step) / this.#cost(trial.from);
    return promised < 0.8 && meanMs > 0.92 * trial.meanMs && meanMs < SLOWEST_PACE_MS;
  }

  #cost(step: number): number {
    return this.#costs[step] as number;
  }
}

/** Rays a pixel are given up first, then bounces, then resolution. */
function qualitySteps(options: Required<AdaptiveQualityOptions>): Quality[] {
  const { bounces, leastBounces, leastScale } = options;
  const steps: Quality[] = [];
  for (let samples = options.samples; samples > 1; samples = Math.floor(samples / 2)) {
    steps.push({ samples, bounces, scale: 1 });
  }
  steps.push({ samples: 1, bounces, scale: 1 });
  for (let fewer = bounces; fewer > leastBounces; ) {
    fewer = Math.max(leastBounces, Math.min(fewer - 1, Math.round(fewer * 0.75)));
    steps.push({ samples: 1, bounces: fewer, scale: 1 });
  }
  const fewest = Math.min(bounces, leastBounces);
  for (let scale = 1; scale > leastScale; ) {
    scale = Math.max(leastScale, scale * 0.8);
    steps.push({ samples: 1, bounces: fewest, scale });
  }
  return steps;
}

/** Work of a step in shares of one ray a pixel at all bounces: the first hit and the ground cost what two bounces do. */
function costOf({ samples, bounces, scale }: Quality, most: number): number {
  return (samples * scale * scale * (2 + bounces)) / (2 + most);
}

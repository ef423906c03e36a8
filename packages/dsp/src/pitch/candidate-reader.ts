import type { RegisterSettings } from "../register.js";
import type { Kernels } from "../signal/kernels.js";
import { HarmonicPitch } from "./harmonic-pitch.js";
import { CANDIDATES_PER_FRAME, shareSteps } from "./pitch-candidates.js";
import { CORRELATIONS, MOST_PEAKS, type PitchFrame, withinOne } from "./pitch-frame.js";

/** How many numbers tell of a candidate. */
export const READINGS = 8;
/** Two peaks within this ratio are one candidate. */
const SAME_PITCH = 0.035;
/** The harmonics of what is less periodic than this tell nothing. */
const LEAST_PERIODICITY = 0.3;
/** Where the first candidate is as periodic as this in both ways the frame holds one clear voice... */
const SURE_PERIODICITY = 0.9;
const SURE_COMPRESSED_PERIODICITY = 0.85;
/** ...and this many candidates say all. */
const SURE_CANDIDATES = 4;
/** A short period is compared over at least this long. */
const SHORTEST_SPAN_SECONDS = 0.005;
/** What the kernel writes down meanwhile, in numbers. */
const WORK = 160;

/**
 * Makes candidates of a frame's peaks and reads all that tells of each: in WebAssembly where there are kernels, else in TypeScript with the same bits. One object
 * is made for one `PitchFrame`.
 */
export class CandidateReader {
  /**
   * The candidates' readings, `READINGS` each: frequency in Hz, periodicity, and in steps of shares low, compressed and short periodicity, harmonic contrast,
   * odd and unthird share.
   */
  rows: Float64Array = new Float64Array(READINGS * CANDIDATES_PER_FRAME);
  readonly #settings: RegisterSettings;
  readonly #frame: PitchFrame;
  readonly #shortestLag: number;
  readonly #longestLag: number;
  readonly #kernels: Kernels | null;
  readonly #work: number = 0;
  readonly #rowsPlace: number = 0;
  readonly #refinedTop = new Int32Array(MOST_PEAKS);
  readonly #refinedLag = new Float64Array(MOST_PEAKS);
  #refinedCount = 0;
  readonly #harmonics: HarmonicPitch;
  /** Frequencies of the frame's candidates by their lags. */
  readonly #keptHz = new Float64Array(CANDIDATES_PER_FRAME);

  /**
   * @param lags - The shortest and the longest.
   * @param kernels - Those of `frame`; null for plain TypeScript.
   */
  constructor(
    settings: RegisterSettings,
    frame: PitchFrame,
    lags: readonly [shortest: number, longest: number],
    kernels: Kernels | null,
  ) {
    const { pitchFft, pitchRateHz } = settings;
    this.#settings = settings;
    this.#frame = frame;
    [this.#shortestLag, this.#longestLag] = lags;
    this.#harmonics = new HarmonicPitch(pitchRateHz / pitchFft, pitchFft / 2);
    this.#kernels = kernels;
    if (kernels === null) return;
    this.#work = kernels.table("candidate work", () => new Float64Array(WORK));
    this.#rowsPlace = kernels.table("candidate rows", () => new Float64Array(READINGS * CANDIDATES_PER_FRAME));
  }

  /** Merges the first `peaks` peaks that the frame found, which it loses, and fills the rows of the best; returns their number. */
  read(peaks: number): number {
    const frame = this.#frame;
    const { places } = frame;
    if (this.#kernels === null || places === undefined) return this.#readPlainly(peaks);
    const { pitchFft, pitchFrame, pitchRateHz } = this.#settings;
    const { amplitude, correlations, energy, lags, sound, strengths, table } = places;
    const { numbers, run } = this.#kernels;
    if (this.rows.buffer !== numbers.buffer) {
      this.rows = numbers.subarray(this.#rowsPlace / 8, this.#rowsPlace / 8 + READINGS * CANDIDATES_PER_FRAME);
    }
    return run.readCandidates(
      lags,
      strengths,
      peaks,
      correlations[CORRELATIONS.full],
      correlations[CORRELATIONS.low],
      correlations[CORRELATIONS.compressed],
      table,
      sound,
      energy,
      pitchFrame,
      frame.from,
      frame.to,
      amplitude,
      pitchFft,
      pitchRateHz,
      this.#shortestLag,
      this.#longestLag,
      this.#work,
      this.#rowsPlace,
    );
  }

  #readPlainly(peaks: number): number {
    const { pitchRateHz } = this.#settings;
    const frame = this.#frame;
    const harmonics = this.#harmonics;
    const keptHz = this.#keptHz;
    const { rows } = this;
    const { peakLag, peakStrength } = frame;
    this.#refinedCount = 0;
    let count = 0;
    let most = CANDIDATES_PER_FRAME;
    for (let round = 0; round < peaks && count < most; round++) {
      let best = -1;
      for (let p = 0; p < peaks; p++) {
        if (peakStrength[p] > -1 && (best < 0 || peakStrength[p] > peakStrength[best])) best = p;
      }
      if (best < 0) break;
      const lag = this.#settle(peakLag[best]);
      peakStrength[best] = -2;
      const frequency = pitchRateHz / lag;
      let known = false;
      for (let c = 0; c < count; c++) {
        if (Math.abs(keptHz[c] / frequency - 1) < SAME_PITCH) known = true;
      }
      if (known) continue;
      const periodicity = withinOne(frame.readLag(CORRELATIONS.full, lag));
      const compressed = withinOne(frame.readLag(CORRELATIONS.compressed, lag));
      keptHz[count] = frequency;
      const row = READINGS * count;
      rows[row] = periodicity < LEAST_PERIODICITY ? frequency : harmonics.read(frame.amplitude, frequency);
      rows[row + 1] = periodicity;
      rows[row + 2] = shareSteps(withinOne(frame.readLag(CORRELATIONS.low, lag)));
      rows[row + 3] = shareSteps(compressed);
      rows[row + 4] = shareSteps(this.#crossCorrelation(lag));
      frame.readHarmonics(frequency);
      rows[row + 5] = shareSteps(frame.harmonicContrast);
      rows[row + 6] = shareSteps(frame.oddShare);
      rows[row + 7] = shareSteps(frame.unthirdShare);
      count++;
      if (count === 1 && periodicity > SURE_PERIODICITY && compressed > SURE_COMPRESSED_PERIODICITY)
        most = SURE_CANDIDATES;
    }
    return count;
  }

  /** The plain autocorrelation's own maximum beside a lag that another one found, if it has one there: only it is free of bias. */
  #settle(lag: number): number {
    const { full } = this.#frame;
    const reach = Math.max(1, Math.ceil(0.5 * SAME_PITCH * lag));
    let top = Math.round(lag);
    for (let k = top - reach; k <= Math.round(lag) + reach; k++) if (full[k] > full[top]) top = k;
    if (top < 2 || full[top] < full[top - 1] || full[top] < full[top + 1]) return lag;
    const own = this.#refineOnce(top);
    return Math.abs(own / lag - 1) < SAME_PITCH && own >= this.#shortestLag && own <= this.#longestLag ? own : lag;
  }

  /** The same maximum is met from several sides. */
  #refineOnce(top: number): number {
    for (let i = 0; i < this.#refinedCount; i++) if (this.#refinedTop[i] === top) return this.#refinedLag[i];
    const lag = this.#frame.refinePeak(top);
    this.#refinedTop[this.#refinedCount] = top;
    this.#refinedLag[this.#refinedCount++] = lag;
    return lag;
  }

  /** Correlation of what lies half a lag before the centre with what lies half a lag after it, over a lag or 5 ms, within the frame. */
  #crossCorrelation(lag: number): number {
    const { pitchFrame, pitchRateHz } = this.#settings;
    const whole = Math.floor(lag);
    const span = Math.round(Math.max(lag, SHORTEST_SPAN_SECONDS * pitchRateHz));
    return this.#frame.correlatePeriods(whole, Math.min(span, pitchFrame - whole - 2));
  }
}

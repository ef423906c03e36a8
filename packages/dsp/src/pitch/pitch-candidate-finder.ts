import type { RegisterSettings } from "../register.js";
import { HarmonicPitch } from "./harmonic-pitch.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates, shareSteps } from "./pitch-candidates.js";
import { CORRELATIONS, PitchFrame, withinOne } from "./pitch-frame.js";

/** Two peaks within this ratio are one candidate. */
const SAME_PITCH = 0.035;
/** The harmonics of what is less periodic than this tell nothing. */
const LEAST_PERIODICITY = 0.3;
/** How far beyond its range a register still listens, so that vibrato at the edge is not cut. */
const EDGE_SLACK = 1.05;
/** Where the first candidate is as periodic as this in both ways the frame holds one clear voice... */
const SURE_PERIODICITY = 0.9;
const SURE_COMPRESSED_PERIODICITY = 0.85;
/** ...and this many candidates say all. */
const SURE_CANDIDATES = 4;
/** A short period is compared over at least this long. */
const SHORTEST_SPAN_SECONDS = 0.005;
const SILENCE = 1e-18;

/**
 * Finds what might be the pitch of a frame: peaks of the autocorrelation, as it is (Boersma 1993) and after a low-pass (which
 * wins in white noise and loses in rumble and on the telephone), each judged by both and by how much of the spectrum lies on
 * its harmonics. Which of them is the pitch is left to the path over the utterance.
 *
 * One object owns its tables and buffers and is reused for every frame.
 */
export class PitchCandidateFinder {
  readonly #settings: RegisterSettings;
  readonly #frame: PitchFrame;
  readonly #shortestLag: number;
  readonly #longestLag: number;
  readonly #refinedTop = new Int32Array(64);
  readonly #refinedLag = new Float64Array(64);
  #refinedCount = 0;
  readonly #harmonics: HarmonicPitch;
  /** Frequencies of the frame's candidates by their lags. */
  readonly #keptHz = new Float64Array(CANDIDATES_PER_FRAME);

  constructor(settings: RegisterSettings) {
    const { pitchFft, pitchHz, pitchRateHz } = settings;
    this.#settings = settings;
    this.#harmonics = new HarmonicPitch(pitchRateHz / pitchFft, pitchFft / 2);
    this.#shortestLag = pitchRateHz / pitchHz[1] / EDGE_SLACK;
    this.#longestLag = (pitchRateHz / pitchHz[0]) * EDGE_SLACK;
    this.#frame = new PitchFrame(settings, this.#shortestLag, this.#longestLag);
  }

  /**
   * Adds the frame around sample `centre` of `sound` (at `pitchRateHz`) and its candidates. Beyond the ends of the sound is silence.
   */
  find(sound: Float32Array, centre: number, into: PitchCandidates): void {
    const frame = this.#frame;
    frame.ready(sound, centre - this.#settings.pitchFrame / 2);
    const isSilent = frame.energy <= SILENCE;
    if (!isSilent) frame.correlate();
    into.power.push(frame.power);
    into.shortPower.push(frame.shortPower);
    into.narrowPower.push(frame.narrowPower);
    into.lowPower.push(frame.lowPower);
    if (!isSilent) {
      let peaks = frame.findPeaks(CORRELATIONS.full, 0, CANDIDATES_PER_FRAME);
      peaks += frame.findPeaks(CORRELATIONS.low, peaks, CANDIDATES_PER_FRAME);
      peaks += frame.findPeaks(CORRELATIONS.compressed, peaks, CANDIDATES_PER_FRAME);
      this.#keep(peaks, into);
    }
    into.first.push(into.frequencyHz.length);
  }

  /** Merges the peaks of all correlations and writes the best. */
  #keep(peaks: number, into: PitchCandidates): void {
    const { pitchRateHz } = this.#settings;
    const frame = this.#frame;
    const harmonics = this.#harmonics;
    const keptHz = this.#keptHz;
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
      into.frequencyHz.push(periodicity < LEAST_PERIODICITY ? frequency : harmonics.read(frame.amplitude, frequency));
      into.periodicity.push(periodicity);
      into.lowPeriodicity.push(shareSteps(withinOne(frame.readLag(CORRELATIONS.low, lag))));
      into.compressedPeriodicity.push(shareSteps(compressed));
      into.shortPeriodicity.push(shareSteps(this.#crossCorrelation(lag)));
      frame.readHarmonics(frequency);
      into.harmonicContrast.push(shareSteps(frame.harmonicContrast));
      into.oddShare.push(shareSteps(frame.oddShare));
      into.unthirdShare.push(shareSteps(frame.unthirdShare));
      count++;
      if (count === 1 && periodicity > SURE_PERIODICITY && compressed > SURE_COMPRESSED_PERIODICITY)
        most = SURE_CANDIDATES;
    }
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

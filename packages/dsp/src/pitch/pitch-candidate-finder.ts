import type { RegisterSettings } from "../register.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { CandidateReader, READINGS } from "./candidate-reader.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates } from "./pitch-candidates.js";
import { CORRELATIONS, PitchFrame } from "./pitch-frame.js";

/** How far beyond its range a register still listens, so that vibrato at the edge is not cut. */
const EDGE_SLACK = 1.05;
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
  readonly #reader: CandidateReader;

  /** @param kernels - Null for plain TypeScript. */
  constructor(settings: RegisterSettings, kernels: Kernels | null = sharedKernels()) {
    const { pitchHz, pitchRateHz } = settings;
    const shortestLag = pitchRateHz / pitchHz[1] / EDGE_SLACK;
    const longestLag = (pitchRateHz / pitchHz[0]) * EDGE_SLACK;
    this.#settings = settings;
    this.#frame = new PitchFrame(settings, shortestLag, longestLag, kernels);
    this.#reader = new CandidateReader(settings, this.#frame, [shortestLag, longestLag], kernels);
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
      this.#keep(this.#reader.read(peaks), into);
    }
    into.first.push(into.frequencyHz.length);
  }

  #keep(count: number, into: PitchCandidates): void {
    const { rows } = this.#reader;
    const at = into.frequencyHz.reserve(count);
    into.periodicity.reserve(count);
    into.lowPeriodicity.reserve(count);
    into.compressedPeriodicity.reserve(count);
    into.shortPeriodicity.reserve(count);
    into.harmonicContrast.reserve(count);
    into.oddShare.reserve(count);
    into.unthirdShare.reserve(count);
    const frequencyHz = into.frequencyHz.values;
    const periodicity = into.periodicity.values;
    const low = into.lowPeriodicity.values;
    const compressed = into.compressedPeriodicity.values;
    const short = into.shortPeriodicity.values;
    const contrast = into.harmonicContrast.values;
    const odd = into.oddShare.values;
    const unthird = into.unthirdShare.values;
    for (let c = at, r = 0; c < at + count; c++, r += READINGS) {
      frequencyHz[c] = rows[r];
      periodicity[c] = rows[r + 1];
      low[c] = rows[r + 2];
      compressed[c] = rows[r + 3];
      short[c] = rows[r + 4];
      contrast[c] = rows[r + 5];
      odd[c] = rows[r + 6];
      unthird[c] = rows[r + 7];
    }
  }
}

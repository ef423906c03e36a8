import exp from "@stdlib/math-base-special-exp";
import sin from "@stdlib/math-base-special-sin";
import { contourValue } from "./contour.js";
import { decimate } from "./decimate.js";
import { FormantResonator } from "./formant-resonator.js";
import { glottalPulse } from "./glottal-pulse.js";
import { levelSamples } from "./level-samples.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";
import type { Frication, VoiceScore } from "./voice-score.js";
import { type SyntheticVoice, TRUTH_HOP_SECONDS, type VoiceTruth } from "./voice-truth.js";

/** Below this share of full voicing a cycle counts as unvoiced: 30 dB under a vowel. */
const VOICED_STRENGTH = 0.03;
/** Resonances follow their contours in steps of this many oversampled samples: half a millisecond or less. */
const CONTROL_SAMPLES = 32;
/** Mean absolute difference of two normal variates in standard deviations is 2 / sqrt(pi): from jitter to deviation. */
const DEVIATION_OF_JITTER = 0.5 * 1.7724538509055159;

/** One cycle of the glottis: its opening, its closure, and what remains of the period before the next opening. */
interface Cycle {
  readonly startSeconds: number;
  readonly closureSeconds: number;
  /** From the closure before to this one. */
  readonly periodSeconds: number;
  readonly strength: number;
  readonly shape: number;
}

/**
 * Sings a score: LF pulses with sub-sample closure through formant resonators that move, with breath, mouth noise and a room
 * (source and filter, Fant 1960; cascade, Klatt 1980). The truth is that of the glottis; the tract adds no delay. Only exact
 * arithmetic and functions that agree on every engine are used: equal scores give equal bytes everywhere.
 *
 * @example
 * ```ts
 * import { synthesizeVoice } from "@vocalith/testkit";
 * const { samples, truth } = synthesizeVoice({
 *   durationSeconds: 1, sampleRateHz: 16_000, seed: 1, levelDb: -20,
 *   frequencyHz: [[0, 110], [1, 220]], voicing: 1, pulseShape: 1,
 *   formants: [{ frequencyHz: 700, bandwidthHz: 80 }, { frequencyHz: 1200, bandwidthHz: 90 }],
 * });
 * ```
 */
export function synthesizeVoice(score: VoiceScore): SyntheticVoice {
  const factor = Math.max(1, Math.ceil(64_000 / score.sampleRateHz));
  const rateHz = factor * score.sampleRateHz;
  const length = Math.round(score.durationSeconds * score.sampleRateHz) * factor;
  const cycles = layCycles(score, seededRandom(score.seed));
  const sound = new Float64Array(length);
  const breath = seededRandom(score.seed + 1);
  addSource(sound, rateHz, cycles, score, breath);
  filterThroughTract(sound, rateHz, score);
  for (const frication of score.frications ?? []) addFrication(sound, rateHz, frication, breath);
  const background =
    score.backgroundDb === undefined
      ? undefined
      : { levelDb: score.backgroundDb, seed: score.seed + 2, sampleRateHz: score.sampleRateHz };
  return {
    samples: levelSamples(decimate(sound, factor), score.levelDb, background),
    sampleRateHz: score.sampleRateHz,
    truth: tellTruth(score, cycles),
  };
}

/** The pitch meant at an instant: contour, vibrato and flutter. */
function frequencyAt(score: VoiceScore, timeSeconds: number): number {
  let frequencyHz = contourValue(score.frequencyHz, timeSeconds);
  if (score.vibrato !== undefined) {
    const cents =
      contourValue(score.vibrato.depthCents, timeSeconds) * sin(2 * Math.PI * score.vibrato.rateHz * timeSeconds);
    frequencyHz *= exp((cents * Math.LN2) / 1200);
  }
  if (score.flutter !== undefined) {
    const wave =
      sin(2 * Math.PI * 12.7 * timeSeconds) +
      sin(2 * Math.PI * 7.1 * timeSeconds) +
      sin(2 * Math.PI * 4.7 * timeSeconds);
    frequencyHz *= 1 + (score.flutter * wave) / 3;
  }
  return frequencyHz;
}

function layCycles(score: VoiceScore, random: SeededRandom): Cycle[] {
  const cycles: Cycle[] = [];
  const periodDeviation = (score.jitter ?? 0) * DEVIATION_OF_JITTER;
  const strengthDeviation = (score.shimmer ?? 0) * DEVIATION_OF_JITTER;
  let before = 0;
  while (before < score.durationSeconds) {
    // The next closure comes when the integral of frequency has grown by one: midpoint rule, thrice refined.
    let period = 1 / frequencyAt(score, before);
    for (let i = 0; i < 3; i++) period = 1 / frequencyAt(score, before + period / 2);
    period *= 1 + periodDeviation * random.normal();
    const closureSeconds = before + period;
    const shape = contourValue(score.pulseShape, closureSeconds);
    cycles.push({
      startSeconds: closureSeconds - period * glottalPulse(shape).closurePhase,
      closureSeconds,
      periodSeconds: period,
      strength: contourValue(score.voicing, closureSeconds) * (1 + strengthDeviation * random.normal()),
      shape,
    });
    before = closureSeconds;
  }
  return cycles;
}

/** Pulses, and breath that is strongest while the glottis is open. */
function addSource(
  sound: Float64Array,
  rateHz: number,
  cycles: readonly Cycle[],
  score: VoiceScore,
  random: SeededRandom,
): void {
  for (const cycle of cycles) {
    const pulse = glottalPulse(cycle.shape);
    // Where periods differ neighbouring pulses overlap by a trace, both near zero there.
    const end = Math.min(sound.length, (cycle.startSeconds + cycle.periodSeconds) * rateHz);
    for (let i = Math.max(0, Math.ceil(cycle.startSeconds * rateHz)); i < end; i++) {
      const phase = (i / rateHz - cycle.startSeconds) / cycle.periodSeconds;
      if (cycle.strength > 0) sound[i] = (sound[i] ?? 0) + cycle.strength * pulse.flowDerivative(phase);
      const aspiration = contourValue(score.aspiration ?? 0, i / rateHz);
      if (aspiration > 0) {
        const open = phase / pulse.closurePhase;
        const opening = open < 1 ? 4 * open * (1 - open) : 0;
        const voiced = Math.min(1, cycle.strength * 4);
        const breath = aspiration * (1 - voiced + voiced * (0.15 + 1.25 * opening)) * random.normal();
        sound[i] = (sound[i] ?? 0) + 0.5 * breath;
      }
    }
  }
}

function filterThroughTract(sound: Float64Array, rateHz: number, score: VoiceScore): void {
  const tract = score.formants.map((formant) => ({ formant, resonator: new FormantResonator(rateHz) }));
  for (let start = 0; start < sound.length; start += CONTROL_SAMPLES) {
    const timeSeconds = start / rateHz;
    const end = Math.min(sound.length, start + CONTROL_SAMPLES);
    for (const { formant, resonator } of tract) {
      resonator.tune(contourValue(formant.frequencyHz, timeSeconds), contourValue(formant.bandwidthHz, timeSeconds));
      for (let i = start; i < end; i++) sound[i] = resonator.process(sound[i] ?? 0);
    }
  }
}

/** Noise through one resonance with a zero at 0 Hz, of unit gain at its centre. */
function addFrication(sound: Float64Array, rateHz: number, frication: Frication, random: SeededRandom): void {
  const from = frication.strength[0]?.[0] ?? 0;
  const to = frication.strength.at(-1)?.[0] ?? 0;
  const resonator = new FormantResonator(rateHz);
  resonator.tune(frication.centreHz, frication.bandwidthHz);
  const gain = frication.bandwidthHz / frication.centreHz;
  let past = 0;
  for (let i = Math.max(0, Math.ceil(from * rateHz)); i < Math.min(sound.length, to * rateHz); i++) {
    const value = resonator.process(random.normal());
    // The difference of neighbours is the zero; scaled to one at the centre.
    const slope = ((value - past) * rateHz) / (2 * Math.PI * frication.centreHz);
    past = value;
    sound[i] = (sound[i] ?? 0) + contourValue(frication.strength, i / rateHz) * gain * slope;
  }
}

function tellTruth(score: VoiceScore, cycles: readonly Cycle[]): VoiceTruth {
  const frames = Math.floor(score.durationSeconds / TRUTH_HOP_SECONDS + 1e-9) + 1;
  const timeSeconds = Float64Array.from({ length: frames }, (_, i) => i / 100);
  const frequencyHz = new Float64Array(frames).fill(Number.NaN);
  let at = 0;
  for (let i = 0; i < frames; i++) {
    const time = timeSeconds[i] ?? 0;
    while (at + 1 < cycles.length && (cycles[at + 1]?.startSeconds ?? 0) <= time) at++;
    if ((cycles[at]?.strength ?? 0) >= VOICED_STRENGTH) frequencyHz[i] = frequencyAt(score, time);
  }
  const voiced = cycles.filter((cycle) => cycle.strength >= VOICED_STRENGTH);
  return {
    hopSeconds: TRUTH_HOP_SECONDS,
    timeSeconds,
    frequencyHz,
    closureSeconds: Float64Array.from(voiced, (cycle) => cycle.closureSeconds),
    jitter: meanRelativeStep(cycles, (cycle) => cycle.periodSeconds),
    shimmer: meanRelativeStep(cycles, (cycle) => cycle.strength),
    syllables: score.syllables ?? [],
  };
}

/** Mean absolute difference of neighbouring voiced cycles over their mean. */
function meanRelativeStep(cycles: readonly Cycle[], measure: (cycle: Cycle) => number): number {
  let steps = 0;
  let sum = 0;
  let count = 0;
  cycles.forEach((cycle, i) => {
    const next = cycles[i + 1];
    if (next === undefined || cycle.strength < VOICED_STRENGTH || next.strength < VOICED_STRENGTH) return;
    steps += Math.abs(measure(next) - measure(cycle));
    sum += (measure(next) + measure(cycle)) / 2;
    count++;
  });
  return count === 0 ? Number.NaN : steps / sum;
}

import type { KnownPitch, PitchGuess } from "./known-pitch.js";

/** A pitch further than this from the true one is a gross error. */
const GROSS_ERROR = 0.2;
/** A guess further than this from the scored instant says nothing about it: a little over half a hop of 10 ms. */
const NEAR_SECONDS = 0.0055;
/** Errors of voicing this near to where voice begins or ends are counted apart, in frames. */
const EDGE_FRAMES = 3;

/** Counts over the frames of one or many sounds, and where the errors lie. */
export interface PitchErrors {
  readonly frames: number;
  /** Frames that truth and tracker both call voiced. */
  readonly bothVoiced: number;
  /** Voiced frames that the tracker calls unvoiced: within three frames of where voice begins, of where it ends, and elsewhere. */
  readonly missedAtOnset: number;
  readonly missedAtOffset: number;
  readonly missedInside: number;
  /** Unvoiced frames that the tracker calls voiced: within three frames before voice begins, after it ends, and elsewhere. */
  readonly falseBeforeOnset: number;
  readonly falseAfterOffset: number;
  readonly falseElsewhere: number;
  /** Pitch over 20 % off: near a half of it or less, near its double or more, and others. */
  readonly octaveDown: number;
  readonly octaveUp: number;
  readonly otherGross: number;
  /** Frames that do not lie next to where voice begins or ends, and the errors among them. */
  readonly coreFrames: number;
  readonly coreErrors: number;
  /** Over the frames that both call voiced without gross error: sums of the error and of its square, in cents. */
  readonly centsSum: number;
  readonly centsSquareSum: number;
}

type Counts = { -readonly [K in keyof PitchErrors]: number };

const NONE: PitchErrors = {
  frames: 0,
  bothVoiced: 0,
  missedAtOnset: 0,
  missedAtOffset: 0,
  missedInside: 0,
  falseBeforeOnset: 0,
  falseAfterOffset: 0,
  falseElsewhere: 0,
  octaveDown: 0,
  octaveUp: 0,
  otherGross: 0,
  coreFrames: 0,
  coreErrors: 0,
  centsSum: 0,
  centsSquareSum: 0,
};

/** Compares a guess with the truth, frame by frame; the nearest guess speaks for a frame, and where there is none it is unvoiced. */
export function countErrors(truth: KnownPitch, guess: PitchGuess): PitchErrors {
  const counts: Counts = { ...NONE };
  const isVoiced = Array.from(truth.frequencyHz, (f) => f > 0);
  const near = (i: number, direction: 1 | -1) =>
    Array.from({ length: EDGE_FRAMES }, (_, k) => isVoiced[i + direction * (k + 1)] ?? isVoiced[i]);
  let at = 0;
  truth.timeSeconds.forEach((time, i) => {
    counts.frames++;
    const distance = (k: number) => Math.abs((guess.timeSeconds[k] ?? Number.POSITIVE_INFINITY) - time);
    while (distance(at + 1) <= distance(at) && at + 1 < guess.timeSeconds.length) at++;
    const guessed = distance(at) <= NEAR_SECONDS ? (guess.frequencyHz[at] ?? Number.NaN) : Number.NaN;
    const meant = truth.frequencyHz[i] ?? Number.NaN;
    const isCore = isVoiced[i - 1] === isVoiced[i] && isVoiced[i + 1] === isVoiced[i];
    const isWrong = meant > 0 !== guessed > 0 || Math.abs(guessed / meant - 1) > GROSS_ERROR;
    if (isCore) counts.coreFrames++;
    if (isCore && isWrong) counts.coreErrors++;
    if (meant > 0 && guessed > 0) {
      counts.bothVoiced++;
      countPitch(counts, guessed / meant);
    } else if (meant > 0) {
      if (near(i, -1).includes(false)) counts.missedAtOnset++;
      else if (near(i, 1).includes(false)) counts.missedAtOffset++;
      else counts.missedInside++;
    } else if (guessed > 0) {
      if (near(i, -1).includes(true)) counts.falseAfterOffset++;
      else if (near(i, 1).includes(true)) counts.falseBeforeOnset++;
      else counts.falseElsewhere++;
    }
  });
  return counts;
}

function countPitch(counts: Counts, ratio: number): void {
  if (Math.abs(ratio - 1) <= GROSS_ERROR) {
    const cents = 1200 * Math.log2(ratio);
    counts.centsSum += cents;
    counts.centsSquareSum += cents * cents;
  } else if (ratio < 0.55) counts.octaveDown++;
  else if (ratio > 1.8) counts.octaveUp++;
  else counts.otherGross++;
}

/** The counts of many sounds together. */
export function sumErrors(all: readonly PitchErrors[]): PitchErrors {
  const sum: Counts = { ...NONE };
  for (const each of all) for (const key of Object.keys(NONE) as (keyof PitchErrors)[]) sum[key] += each[key];
  return sum;
}

const grossErrors = (e: PitchErrors) => e.octaveDown + e.octaveUp + e.otherGross;

/** Frame error: voicing errors and pitch over 20 % off, of all frames (Chu and Alwan 2009), in percent; NaN without frames. */
export function frameErrorPercent(e: PitchErrors): number {
  const missed = e.missedAtOnset + e.missedAtOffset + e.missedInside;
  const invented = e.falseBeforeOnset + e.falseAfterOffset + e.falseElsewhere;
  return (100 * (missed + invented + grossErrors(e))) / e.frames;
}

/** Frame error where truth leaves no doubt: without the frame on either side of every beginning and end of voice, in percent. */
export function coreErrorPercent(e: PitchErrors): number {
  return (100 * e.coreErrors) / e.coreFrames;
}

/** Gross pitch error: pitch over 20 % off, of the frames that both call voiced, in percent; NaN without such frames. */
export function grossErrorPercent(e: PitchErrors): number {
  return (100 * grossErrors(e)) / e.bothVoiced;
}

/** Standard deviation of the error over the frames that both call voiced, gross errors left out, in cents; NaN without such frames. */
export function fineErrorCents(e: PitchErrors): number {
  const count = e.bothVoiced - grossErrors(e);
  const mean = e.centsSum / count;
  return Math.sqrt(Math.max(0, e.centsSquareSum / count - mean * mean));
}

import { MEL_FILTERS } from "../timbre/mel-cepstrum.js";
import { completeTraits } from "./complete-traits.js";
import { SPEAKER_MODEL, type SpeakerModel } from "./speaker-model.js";

/** The filters below hold the fundamental, and what high-pass filters and rumble make of it. */
const FIRST_FILTER = 3;
/** Filters 3 to 16, 300 to 3400 Hz: what even a telephone carries. */
const CORE_END = 17;
/** The same as a span of the mel filters. */
export const CORE_FILTERS: readonly [number, number] = [FIRST_FILTER, CORE_END];
const LEVELS = MEL_FILTERS - FIRST_FILTER;
const CORE = CORE_END - FIRST_FILTER;
/** 23 levels, the second to fourth formant, the habitual low tone and the median pitch. */
export const LASTING_TRAITS = LEVELS + 5;
/** Axes of an identity. */
export const IDENTITY_AXES = 12;
/** A level this many deviations below what the core foretells is beyond the end of the recording's band... */
const ABSENT = 3;
/** ...and so are its lower neighbours that lie this many below. */
const FALLING = 1;
/** A level that is clear of the noise in fewer of the frames is the noise's. */
const CLEAR_SHARE = 0.1;
/** A band that ends below this filter, 4.2 kHz, leaves no room for a fourth formant. */
const FOURTH_FORMANT_FILTER = 20;

/** Where the third formant is looked for if the band reaches so far, and children have theirs up to here. */
const THIRD_FORMANT_HZ = [3150, 3700] as const;

/** What `lastingTraits` is drawn from. */
export interface LastingSource {
  /** Mean level of the 26 mel filters in dB over the frames that carry the voice. */
  readonly levelsDb: Float64Array;
  /** Share of those frames in which each filter is clear of the noise. */
  readonly clearShares: Float64Array;
  /** How many of the filters the recording can hold. */
  readonly heardFilters: number;
  /** Highest frequency that it can hold. */
  readonly highestHz: number;
  /** NaN where one was not found. */
  readonly formantHz: readonly number[];
  readonly pitchBaseHz: number;
  readonly pitchMedianHz: number;
}

/**
 * The 28 lasting traits of a voice: levels of the mel filters 3 to 25 in dB above the mean of the core, and the binary logarithms of the second to
 * fourth formant, the habitual low tone and the median pitch. NaN where not found, beyond `heardFilters`, and
 * above the core where noise drowns a level; a sound that drowns most of the core too is steady, and has no noise to be told from. A third formant
 * that is not found below the end of a telephone's band lies at that end: a child's.
 */
export function lastingTraits(source: LastingSource): number[] {
  const { levelsDb, clearShares, heardFilters, highestHz, formantHz, pitchBaseHz, pitchMedianHz } = source;
  let core = 0;
  for (let m = FIRST_FILTER; m < CORE_END; m++) core += levelsDb[m] / CORE;
  const clear = clearShares.subarray(...CORE_FILTERS).filter((share) => share >= CLEAR_SHARE).length;
  const isDrowned = (m: number) => m >= CORE_END && 2 * clear > CORE && clearShares[m] < CLEAR_SHARE;
  const levels = Array.from(levelsDb.subarray(FIRST_FILTER), (level, k) =>
    k + FIRST_FILTER < heardFilters && !isDrowned(k + FIRST_FILTER) ? level - core : Number.NaN,
  );
  const isBeyond =
    formantHz[1] > 0 && !(formantHz[2] > 0) && highestHz >= THIRD_FORMANT_HZ[0] && highestHz < THIRD_FORMANT_HZ[1];
  const third = isBeyond ? highestHz : formantHz[2];
  return [...levels, ...[formantHz[1], third, formantHz[3], pitchBaseHz, pitchMedianHz].map(Math.log2)];
}

/**
 * The lasting traits with what the recording does not hold put in its place: levels beyond the end of its band (where they fall three deviations
 * below what the core foretells), formants that were not found, the pitch of a whisper. Each becomes what is to be expected given all the others.
 */
export function completeVoice(traits: readonly number[], model: SpeakerModel = SPEAKER_MODEL): number[] {
  const complete = [...traits];
  const end = bandEnd(complete, model);
  if (end < LEVELS) {
    complete.fill(Number.NaN, end, LEVELS);
    if (end + FIRST_FILTER <= FOURTH_FORMANT_FILTER) complete[LEVELS + 2] = Number.NaN;
  }
  completeTraits(complete, model.mean, model.covariance);
  return complete;
}

/**
 * Who speaks, in twelve numbers: the lasting traits along the axes on which speakers differ most for how much one speaker varies from sentence to
 * sentence, mood to mood and channel to channel (within-class covariance normalisation, Hatch et al. 2006; linear discriminant analysis), the axis that tells most first. A step
 * of 1 is the usual deviation within one speaker, so the Euclidean distance of two identities says how far apart two voices are.
 *
 * Pairs of different sentences by the ten speakers of Burkhardt et al. (2005) are told to be of one or of two speakers with an area under the ROC curve of
 * .91 where both are calm, .81 over all moods, and .83 (telephone) to .90 where one is heard through another channel, each pair by a model
 * learned without either of its speakers (`scripts/measure-speakers.ts`, every sixth calm recording through the channels).
 *
 * @param complete - From `completeVoice`.
 */
export function speakerIdentity(complete: readonly number[], model: SpeakerModel = SPEAKER_MODEL): number[] {
  return Array.from({ length: IDENTITY_AXES }, (_, axis) => {
    let sum = 0;
    for (let k = 0; k < LASTING_TRAITS; k++)
      sum += model.axes[axis * LASTING_TRAITS + k] * (complete[k] - model.mean[k]);
    return sum;
  });
}

/**
 * Mel cepstrum c1 to c12 of completed levels: orthonormal cosine transform (type II) over filters 3 to 25.
 *
 * @param levels - 23 levels in dB.
 */
export function lastingCepstrum(levels: readonly number[]): number[] {
  return Array.from({ length: 12 }, (_, c) => {
    let sum = 0;
    for (let k = 0; k < LEVELS; k++) sum += levels[k] * Math.cos((Math.PI * (c + 1) * (k + 0.5)) / LEVELS);
    return Math.sqrt(2 / LEVELS) * sum;
  });
}

/** First of the levels that lie beyond the end of the recording's band; 23 where it holds them all. */
function bandEnd(traits: readonly number[], model: SpeakerModel): number {
  const foretold = traits.map((trait, k) => (k < CORE ? trait : Number.NaN));
  completeTraits(foretold, model.mean, model.covariance);
  const below = (level: number) => (foretold[level] - traits[level]) / model.foretoldDeviation[level - CORE];
  for (let level = CORE; level < LEVELS; level++) {
    if (!(below(level) >= ABSENT)) continue;
    let end = level;
    while (end > CORE && below(end - 1) > FALLING) end--;
    return end;
  }
  return LEVELS;
}

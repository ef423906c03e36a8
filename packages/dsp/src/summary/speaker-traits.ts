import type { Register } from "../register.js";
import { finiteOf, quantile, selectMiddleHalf, selectQuantile } from "../signal/quantile.js";
import type { VoiceLevels } from "../timbre/clean-cepstra.js";
import { spectralSlope } from "../timbre/spectral-slope.js";
import type { SpeakerTraits } from "../voice-features.js";
import { CORE_FILTERS, completeVoice, lastingCepstrum, lastingTraits, speakerIdentity } from "./speaker-identity.js";

/** What the speaker's traits are drawn from: tracks of one length. */
export interface SpeakerSource {
  readonly register: Register;
  /** NaN where not voiced. */
  readonly frequencyHz: Float64Array;
  /** `frames x 4`. */
  readonly formantHz: Float32Array;
  /** Of the 26 mel filters over the frames that carry the voice. */
  readonly voiceLevels: VoiceLevels;
  /** How many of the filters the recording can hold. */
  readonly heardFilters: number;
  /** Highest frequency that it can hold. */
  readonly highestHz: number;
  readonly melCentreHz: Float64Array;
  readonly centroidHz: Float32Array;
  readonly harmonicsToNoiseDb: Float64Array;
  /** Frames that carry the voice: voiced ones or, in a whisper, those within syllables. */
  readonly carries: Uint8Array;
}

/** The least harmonics-to-noise ratio there is: a whisper's. */
const NO_HARMONICS_DB = -20;
/** Between the two bands of the alpha ratio. */
const ALPHA_SPLIT_HZ = 1000;
/** Share of the frames in which a resonance must be found to count as the speaker's. */
const LEAST_SHARE = 1 / 3;
/** Speed of sound in the warm, moist air of a vocal tract, in mm/s. */
const SOUND_MM_PER_SECOND = 350_000;
/**
 * How much each formant says about the tract rather than the vowel: inverse variance of its median between utterances of one speaker (22, 10.5, 4 and
 * 3.4 % over the ten speakers of Burkhardt et al. 2005).
 */
const TRACT_WEIGHT = [1, 4, 30, 42] as const;

/** Medians and means of what lasts in a voice, over the frames that carry it. */
export function speakerTraits(source: SpeakerSource): SpeakerTraits {
  const { clearShares, meanDb, meanPower } = source.voiceLevels;
  const pitch = finiteOf(source.frequencyHz);
  const formantHz = [0, 1, 2, 3].map((f) => formantMidmean(source.formantHz, f)) as [number, number, number, number];
  const found = formantHz.filter((f) => !Number.isNaN(f));
  const formantDispersionHz =
    found.length >= 2 ? ((found.at(-1) ?? 0) - (found[0] ?? 0)) / (found.length - 1) : Number.NaN;
  const harmonicsToNoiseDb = quantile(source.harmonicsToNoiseDb, 0.5);
  const isHuman = source.register === "human";
  const pitchBaseHz = selectQuantile(pitch, 0.1);
  const pitchMedianHz = selectQuantile(pitch, 0.5);
  const lasting = lastingTraits({
    levelsDb: meanDb,
    clearShares: isHuman ? clearShares : clearShares.map(() => 1),
    heardFilters: isHuman ? source.heardFilters : meanDb.length,
    highestHz: source.highestHz,
    formantHz,
    pitchBaseHz,
    pitchMedianHz,
  });
  const complete = isHuman ? completeVoice(lasting) : lasting;
  const [firstTilted, endTilted] = isHuman ? CORE_FILTERS : [0, source.melCentreHz.length];
  const tilted = [meanPower, source.melCentreHz].map((bands) => bands.subarray(firstTilted, endTilted));
  return {
    register: source.register,
    pitchBaseHz,
    pitchMedianHz,
    formantHz,
    formantDispersionHz,
    vocalTractLengthMm: found.length >= 2 ? tractLength(formantHz) : Number.NaN,
    melCepstrumMean: lastingCepstrum(complete),
    melCepstrumDeviation: source.voiceLevels.cepstrumDeviation,
    centroidHz: quantile(carriedFrames(source.centroidHz, source.carries), 0.5),
    spectralTiltDbPerOctave: spectralSlope(tilted[0], 0, tilted[1]),
    alphaRatioDb: isHuman ? alphaRatio(meanPower, source.melCentreHz) : Number.NaN,
    harmonicsToNoiseDb: Number.isNaN(harmonicsToNoiseDb) ? NO_HARMONICS_DB : harmonicsToNoiseDb,
    identity: isHuman ? speakerIdentity(complete) : [],
  };
}

/** Not by `filter`, which makes an object of every number. */
function carriedFrames(track: Float32Array, carries: Uint8Array): Float32Array {
  const kept = new Float32Array(track.length);
  let count = 0;
  for (let i = 0; i < kept.length; i++) if (carries[i] === 1) kept[count++] = track[i];
  return kept.subarray(0, count);
}

/** Power of the core above 1 kHz over that below, in dB. */
function alphaRatio(melPower: Float64Array, centreHz: Float64Array): number {
  let below = 0;
  let above = 0;
  for (let m = CORE_FILTERS[0]; m < CORE_FILTERS[1]; m++) {
    const power = (melPower[m] * (centreHz[m + 1] - centreHz[m - 1])) / 2;
    if (centreHz[m] < ALPHA_SPLIT_HZ) below += power;
    else above += power;
  }
  return 10 * Math.log10(above / below);
}

/** Geometric mean of the lengths of the uniform tubes, closed at one end, that have each formant in its place. */
function tractLength(formantHz: readonly number[]): number {
  let sum = 0;
  let weights = 0;
  TRACT_WEIGHT.forEach((weight, f) => {
    const frequency = formantHz[f] ?? Number.NaN;
    if (Number.isNaN(frequency)) return;
    sum += weight * Math.log(((2 * f + 1) * SOUND_MM_PER_SECOND) / (4 * frequency));
    weights += weight;
  });
  return Math.exp(sum / weights);
}

/**
 * Mean of the logarithms of the middle half. A median would leap from vowel to vowel where a few of them share out the frames. NaN where few
 * frames have it: what is found now and then is a stray pole.
 */
function formantMidmean(formantHz: Float32Array, which: number): number {
  if (formantShare(formantHz, which) < LEAST_SHARE) return Number.NaN;
  const middle = selectMiddleHalf(foundFrequencies(formantHz, which));
  let sum = 0;
  for (let i = 0; i < middle.length; i++) sum += Math.log(middle[i]);
  return Math.exp(sum / middle.length);
}

function foundFrequencies(formantHz: Float32Array, which: number): Float64Array {
  const found = new Float64Array(formantHz.length / 4);
  let count = 0;
  for (let i = which; i < formantHz.length; i += 4) if (formantHz[i] > 0) found[count++] = formantHz[i];
  return found.subarray(0, count);
}

/** Frames that have a resonance of this number, as a share of those that have a first one. */
function formantShare(formantHz: Float32Array, which: number): number {
  let first = 0;
  let found = 0;
  for (let i = 0; i < formantHz.length; i += 4) {
    if (!Number.isNaN(formantHz[i])) first++;
    if (!Number.isNaN(formantHz[i + which])) found++;
  }
  return first > 0 ? found / first : 0;
}

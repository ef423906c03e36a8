import type { RegisterSettings } from "../register.js";
import { quantile, selectQuantile } from "../signal/quantile.js";
import type { Syllable } from "../voice-features.js";

/** What syllables are looked for in: tracks of one length on frames `hopSeconds` apart. */
export interface SyllableSource {
  readonly hopSeconds: number;
  readonly durationSeconds: number;
  /** Mean of `power ** settings.syllableExponent` over the filters of the register's syllable band. */
  readonly loudness: Float32Array;
  readonly frequencyHz: Float64Array;
  readonly voicedProbability: Float64Array;
  /** Harmonics-to-noise ratio in dB where voiced. */
  readonly harmonicsToNoiseDb: Float64Array;
  readonly centroidHz: Float32Array;
}

/** Level of digital silence. */
const SILENT_DB = -140;
/** A nucleus is no further below the loudest ones than this. */
const RANGE_DB = 35;
/** Nor below this share of the way from the recording's floor to its loudest, where that way is short (a noisy room). */
const FLOOR_SHARE = 0.1;
/** Harmonics-to-noise ratios between which the dip of parted nuclei passes into that of ringing ones. */
const RINGING_FROM_DB = 6;
const RINGING_TO_DB = 26;
/** Loudness that is left of a frame without voice: hissing is no nucleus, and the breath between two vowels parts them. */
const UNVOICED_SHARE = 0.85;
/** Nuclei lie this many spans of the smoothing apart; what is closer is left of the ripple that was smoothed. */
const LEAST_APART_SPANS = 2.5;
/** Voice within this time of a nucleus makes it voiced. */
const VOICED_REACH_SECONDS = 0.04;
/** Above this many times the register's middle pitch the ringing dip grows with pitch: partials so far apart swell as they cross formants. */
const SPARSE_PITCH = 2;
/** ...but two notes further apart than a wide vibrato are two. */
const STEP_SEMITONES = 1.5;
/** The dip where nothing is voiced, and how much longer it is smoothed: noise swells a little by itself. */
const WHISPERED_DIP_DB = 6;
const WHISPERED_SMOOTHING = 2.5;
/** A syllable ends where the level has fallen this far below its nucleus. */
const EDGE_DB = 15;
/** Harmonics-to-noise ratio at which a voice counts as a clean tone. */
const CLEAN_DB = 25;

/**
 * Syllables: peaks of the smoothed loudness that stand out from the dips beside them and carry voice (de Jong and Wempe 2009). Bands are
 * compressed before they are summed, so that a vowel next to a vowel shows by its shape. Where hardly any peak carries voice, as in a whisper,
 * all of them count. Each reaches to the dips beside it or to where the level has fallen by 15 dB.
 *
 * Tried and left, on whole sentences of ten actors, three readers and one man, and on four synthetic speakers with known vowels: products of pairs
 * of bands (Wang and Narayanan 2007), and a smaller dip where the spectra of two nuclei differ, moved no count by more than 1 %; bands less their
 * noise floor counted 15 % too few of the actors' syllables instead of 9, in noise 19 instead of 8; frames without voice weighed like others, 12 %
 * too many of the synthetic speakers' instead of 6; half the dip, 4 % too few of the actors' and 13 to 20 % too many of all others'.
 */
export function findSyllables(source: SyllableSource, settings: RegisterSettings): Syllable[] {
  const { frequencyHz, hopSeconds, voicedProbability } = source;
  const spoken = smoothedLevels(source, voicedLoudness(source), settings, 1);
  const nuclei = findNuclei(spoken, settings, hopSeconds, (dip) => neededDip(source, settings, dip));
  const reach = Math.max(1, Math.round(VOICED_REACH_SECONDS / hopSeconds));
  const voiced = nuclei.filter((n) => {
    const to = Math.min(frequencyHz.length - 1, n + reach);
    for (let i = Math.max(0, n - reach); i <= to; i++)
      if (frequencyHz[i] > 0 || voicedProbability[i] > 0.5) return true;
    return false;
  });
  if (voiced.length > 0 && voiced.length >= 0.25 * nuclei.length) return bounded(source, spoken, voiced);
  const whispered = smoothedLevels(source, source.loudness, settings, WHISPERED_SMOOTHING);
  return bounded(
    source,
    whispered,
    findNuclei(whispered, settings, hopSeconds, () => WHISPERED_DIP_DB),
  );
}

/** Syllables around nuclei: each reaches to the dip beside it, or to where the level has fallen far. */
function bounded(source: SyllableSource, levels: Float64Array, nuclei: readonly number[]): Syllable[] {
  const last = levels.length - 1;
  let loudest = -Infinity;
  for (const nucleus of nuclei) loudest = Math.max(loudest, levels[nucleus]);
  return nuclei.map((nucleus, k) => {
    const from = edge(levels, nucleus, k > 0 ? valley(levels, nuclei[k - 1], nucleus) : 0, -1);
    const to = edge(levels, nucleus, k + 1 < nuclei.length ? valley(levels, nucleus, nuclei[k + 1]) : last, 1);
    return describe(source, levels, from, nucleus, to, levels[nucleus] - loudest);
  });
}

/** Level that a peak must reach to be a nucleus; nothing where all is silent. */
function threshold(levels: Float64Array): number {
  // Not by `filter`, which makes an object of every number.
  const sounding = new Float64Array(levels.length);
  let count = 0;
  for (let i = 0; i < levels.length; i++) if (levels[i] > SILENT_DB) sounding[count++] = levels[i];
  if (count === 0) return Number.POSITIVE_INFINITY;
  const heard = sounding.subarray(0, count);
  const loud = selectQuantile(heard, 0.98);
  const floor = selectQuantile(heard, 0.05);
  return Math.max(loud - RANGE_DB, loud - Math.max(6, (1 - FLOOR_SHARE) * (loud - floor)));
}

/** Frames of two nuclei and of the lowest level between them. */
interface Dip {
  readonly first: number;
  readonly valley: number;
  readonly second: number;
}

/** Dip that parts two nuclei, in dB. */
function neededDip(source: SyllableSource, settings: RegisterSettings, { first, valley, second }: Dip): number {
  const [partedDb, ringingDb] = settings.syllableDipDb;
  const { frequencyHz } = source;
  const harmonicsToNoiseDb = source.harmonicsToNoiseDb[valley];
  if (Number.isNaN(harmonicsToNoiseDb)) return partedDb;
  const ringing = (harmonicsToNoiseDb - RINGING_FROM_DB) / (RINGING_TO_DB - RINGING_FROM_DB);
  const isStep = Math.abs(12 * Math.log2(frequencyHz[second] / frequencyHz[first])) > STEP_SEMITONES;
  const sparse = isStep ? 1 : Math.max(1, frequencyHz[valley] / (SPARSE_PITCH * settings.pitchCentreHz));
  return partedDb + (sparse * ringingDb - partedDb) * Math.max(0, Math.min(1, ringing));
}

/** Loudness in which voice counts. */
function voicedLoudness({ loudness, voicedProbability }: SyllableSource): Float32Array {
  const result = new Float32Array(loudness.length);
  for (let i = 0; i < result.length; i++) {
    result[i] = loudness[i] * (UNVOICED_SHARE + (1 - UNVOICED_SHARE) * voicedProbability[i]);
  }
  return result;
}

/** Level in dB of the loudness under a Hann kernel of twice the register's smoothing, `longer` times as long. */
function smoothedLevels(
  { hopSeconds }: SyllableSource,
  loudness: Float32Array,
  settings: RegisterSettings,
  longer: number,
): Float64Array {
  const reach = Math.max(1, Math.round((longer * settings.syllableSmoothingSeconds) / hopSeconds));
  const kernel = Float64Array.from(
    { length: 2 * reach - 1 },
    (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 1)) / reach),
  );
  const result = new Float64Array(loudness.length);
  for (let i = 0; i < loudness.length; i++) {
    let sum = 0;
    let weight = 0;
    for (let j = 0; j < kernel.length; j++) {
      const at = i + j - reach + 1;
      if (at < 0 || at >= loudness.length) continue;
      sum += kernel[j] * loudness[at];
      weight += kernel[j];
    }
    result[i] = Math.max(SILENT_DB, (10 / settings.syllableExponent) * Math.log10(sum / weight));
  }
  return result;
}

/** Peaks above the threshold; of two without a real dip between them, or too close, the higher stays. */
function findNuclei(
  levels: Float64Array,
  settings: RegisterSettings,
  hopSeconds: number,
  neededDb: (dip: Dip) => number,
): number[] {
  const least = threshold(levels);
  const leastApart = (LEAST_APART_SPANS * settings.syllableSmoothingSeconds) / hopSeconds;
  const nuclei: number[] = [];
  for (let i = 0; i < levels.length; i++) {
    const rises = i === 0 || levels[i] > levels[i - 1];
    const falls = i === levels.length - 1 || levels[i] >= levels[i + 1];
    if (!rises || !falls || levels[i] < least) continue;
    // A new peak may wash away several lower ones before it.
    let keep = true;
    while (nuclei.length > 0) {
      const last = nuclei[nuclei.length - 1];
      const lowest = valley(levels, last, i);
      const dipDb = Math.min(levels[last], levels[i]) - levels[lowest];
      if (dipDb >= neededDb({ first: last, valley: lowest, second: i }) && i - last >= leastApart) break;
      if (levels[last] >= levels[i]) {
        keep = false;
        break;
      }
      nuclei.pop();
    }
    if (keep) nuclei.push(i);
  }
  return nuclei;
}

function valley(levels: Float64Array, from: number, to: number): number {
  let lowest = from;
  for (let i = from; i <= to; i++) if (levels[i] < levels[lowest]) lowest = i;
  return lowest;
}

function edge(levels: Float64Array, nucleus: number, limit: number, direction: 1 | -1): number {
  let i = nucleus;
  while (i !== limit && levels[i] > levels[nucleus] - EDGE_DB) i += direction;
  return i;
}

function describe(
  source: SyllableSource,
  levels: Float64Array,
  from: number,
  nucleus: number,
  to: number,
  levelDb: number,
): Syllable {
  const { hopSeconds } = source;
  const pitch: number[] = [];
  for (let i = from; i <= to; i++) if (source.frequencyHz[i] > 0) pitch.push(source.frequencyHz[i]);
  const third = Math.max(1, Math.floor(pitch.length / 3));
  const slope =
    pitch.length >= 2 ? 12 * Math.log2(quantile(pitch.slice(-third), 0.5) / quantile(pitch.slice(0, third), 0.5)) : 0;
  const voicedFraction = pitch.length / (to - from + 1);
  const harmonicsToNoise = quantile(source.harmonicsToNoiseDb.subarray(from, to + 1), 0.5);
  const noisy = Number.isNaN(harmonicsToNoise) ? 1 : Math.max(0, Math.min(1, 1 - harmonicsToNoise / CLEAN_DB));
  return {
    startSeconds: from * hopSeconds,
    nucleusSeconds: nucleus * hopSeconds,
    middleSeconds: middleFrame(levels, from, nucleus, to) * hopSeconds,
    endSeconds: Math.min(source.durationSeconds, Math.max(to, from + 1) * hopSeconds),
    frequencyHz: quantile(pitch, 0.5),
    pitchSlopeSemitones: slope,
    levelDb,
    centroidHz: quantile(source.centroidHz.subarray(from, to + 1), 0.5),
    voicedFraction,
    roughness: noisy,
  };
}

/** Mean frame, each weighed by its power against the nucleus'. */
function middleFrame(levels: Float64Array, from: number, nucleus: number, to: number): number {
  let sum = 0;
  let weight = 0;
  for (let i = from; i <= to; i++) {
    const power = 10 ** ((levels[i] - levels[nucleus]) / 10);
    sum += power * i;
    weight += power;
  }
  return sum / weight;
}

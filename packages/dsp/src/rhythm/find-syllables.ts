import type { RegisterSettings } from "../register.js";
import { quantile, sortedQuantile, sortFinite } from "../signal/quantile.js";
import type { Syllable } from "../voice-features.js";

/** What syllables are looked for in: tracks of one length on frames `hopSeconds` apart. */
export interface SyllableSource {
  readonly hopSeconds: number;
  readonly durationSeconds: number;
  /** Mean of `power ** settings.syllableExponent` over the filters of the register's syllable band. */
  readonly loudness: Float32Array;
  readonly frequencyHz: Float64Array;
  /** Harmonics-to-noise ratio in dB where voiced. */
  readonly harmonicsToNoiseDb: Float64Array;
  readonly centroidHz: Float32Array;
}

/** Level of digital silence. */
const SILENT_DB = -140;
/** A nucleus is no further below the loudest ones than this. */
const RANGE_DB = 30;
/** Harmonics-to-noise ratios between which the dip of parted nuclei passes into that of ringing ones. */
const RINGING_FROM_DB = 12;
const RINGING_TO_DB = 22;
/** The same where nothing is voiced: noise swells a little by itself. */
const WHISPERED_DIP_DB = 6;
/** A syllable ends where the level has fallen this far below its nucleus. */
const EDGE_DB = 15;
/** Harmonics-to-noise ratio at which a voice counts as a clean tone. */
const CLEAN_DB = 25;

/**
 * Syllables: peaks of the smoothed loudness (bands compressed before they are summed, as in the ear) that stand out from the dips beside them and carry voice (de Jong and Wempe 2009). Where
 * hardly any peak carries voice, as in a whisper, all of them count. Each reaches to the dips beside it or to where the level
 * has fallen by 15 dB.
 */
export function findSyllables(source: SyllableSource, settings: RegisterSettings): Syllable[] {
  const { hopSeconds } = source;
  const levels = smoothedLevels(
    source.loudness,
    Math.max(1, Math.round(settings.syllableSmoothingSeconds / hopSeconds)),
    settings.syllableExponent,
  );
  const sorted = sortFinite(levels.filter((level) => level > SILENT_DB));
  if (sorted.length === 0) return [];
  const loud = sortedQuantile(sorted, 0.98);
  const floor = sortedQuantile(sorted, 0.05);
  // Half way from the floor where the recording has little range of its own (a noisy room), else 30 dB below the loudest.
  const threshold = Math.max(loud - RANGE_DB, loud - Math.max(6, 0.7 * (loud - floor)));
  const nuclei = findNuclei(levels, threshold, (valley) => neededDip(source.harmonicsToNoiseDb[valley], settings));
  const reach = Math.max(1, Math.round(0.03 / hopSeconds));
  const isVoiced = nuclei.map((n) => {
    for (let i = Math.max(0, n - reach); i <= Math.min(levels.length - 1, n + reach); i++) {
      if (source.frequencyHz[i] > 0) return true;
    }
    return false;
  });
  const voicedCount = isVoiced.filter(Boolean).length;
  const voiced = voicedCount > 0 && voicedCount >= 0.25 * nuclei.length;
  const kept = voiced ? nuclei.filter((_, k) => isVoiced[k]) : findNuclei(levels, threshold, () => WHISPERED_DIP_DB);
  const loudest = Math.max(...kept.map((n) => levels[n]));
  return kept.map((nucleus, k) => {
    const from = edge(levels, nucleus, k > 0 ? valley(levels, kept[k - 1], nucleus) : 0, -1);
    const to = edge(levels, nucleus, k + 1 < kept.length ? valley(levels, nucleus, kept[k + 1]) : levels.length - 1, 1);
    return describe(source, from, nucleus, to, levels[nucleus] - loudest);
  });
}

function neededDip(harmonicsToNoiseDb: number, settings: RegisterSettings): number {
  const [partedDb, ringingDb] = settings.syllableDipDb;
  if (Number.isNaN(harmonicsToNoiseDb)) return partedDb;
  const ringing = (harmonicsToNoiseDb - RINGING_FROM_DB) / (RINGING_TO_DB - RINGING_FROM_DB);
  return partedDb + (ringingDb - partedDb) * Math.max(0, Math.min(1, ringing));
}

/** Level in dB of the loudness smoothed by a Hann kernel of twice `reach` frames. */
function smoothedLevels(loudness: Float32Array, reach: number, exponent: number): Float64Array {
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
    result[i] = Math.max(SILENT_DB, (10 / exponent) * Math.log10(sum / weight));
  }
  return result;
}

/** Peaks above the threshold; of two without a real dip between them the higher stays. */
function findNuclei(levels: Float64Array, threshold: number, dipDb: (valley: number) => number): number[] {
  const nuclei: number[] = [];
  for (let i = 0; i < levels.length; i++) {
    const rises = i === 0 || levels[i] > levels[i - 1];
    const falls = i === levels.length - 1 || levels[i] >= levels[i + 1];
    if (!rises || !falls || levels[i] < threshold) continue;
    // A new peak may wash away several lower ones before it.
    let keep = true;
    while (nuclei.length > 0) {
      const last = nuclei[nuclei.length - 1];
      const lowest = valley(levels, last, i);
      if (Math.min(levels[last], levels[i]) - levels[lowest] >= dipDb(lowest)) break;
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

function describe(source: SyllableSource, from: number, nucleus: number, to: number, levelDb: number): Syllable {
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
    endSeconds: Math.min(source.durationSeconds, Math.max(to, from + 1) * hopSeconds),
    frequencyHz: quantile(pitch, 0.5),
    pitchSlopeSemitones: slope,
    levelDb,
    centroidHz: quantile(source.centroidHz.subarray(from, to + 1), 0.5),
    voicedFraction,
    roughness: noisy,
  };
}

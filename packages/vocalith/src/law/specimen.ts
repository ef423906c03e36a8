import log2 from "@stdlib/math-base-special-log2";
import type { Syllable, VoiceFeatures } from "@vocalith/dsp";
import { FIELD_MAXIMA, MAXIMUM_SYLLABLES, type SpecimenCode, type SyllableCode } from "../code/gem-code.js";
import { quantize } from "./quantize.js";

const { specimen: maxima, syllable: syllableMaxima } = FIELD_MAXIMA;

/** What was said this once, as the growth of the stone. */
export function encodeSpecimen(features: VoiceFeatures): SpecimenCode {
  const { speaker, utterance } = features.summary;
  const groups = beatsOfSyllables(features);
  const loudestDb = groups.flat().reduce((loudest, beat) => Math.max(loudest, beat.levelDb), Number.NEGATIVE_INFINITY);
  return {
    excitement: quantize(utterance.arousal, 0, 1, maxima.excitement),
    syllables: groups.map((group) =>
      encodeSyllable(group, loudestDb, speaker.pitchMedianHz, speaker.centroidHz),
    ),
  };
}

/** The beats that each syllable of the code stands for. */
export function beatsOfSyllables(features: VoiceFeatures): Syllable[][] {
  const beats = features.syllables.length > 0 ? features.syllables : [wholeUtterance(features)];
  return groupByTime(beats, MAXIMUM_SYLLABLES);
}

/**
 * Neighbours taken together so that no more than `most` groups remain: the recording is divided into as many equal spans,
 * and the beats of one span are one group. A short recording keeps every beat to itself.
 */
function groupByTime(beats: readonly Syllable[], most: number): Syllable[][] {
  if (beats.length <= most) return beats.map((beat) => [beat]);
  const start = beats[0].startSeconds;
  const span = (beats[beats.length - 1].endSeconds - start) / most;
  const groups: Syllable[][] = [];
  let current = -1;
  for (const beat of beats) {
    const place = Math.min(most - 1, Math.floor((beat.nucleusSeconds - start) / span));
    if (place === current) groups[groups.length - 1].push(beat);
    else groups.push([beat]);
    current = place;
  }
  return groups;
}

function encodeSyllable(
  group: readonly Syllable[],
  loudestDb: number,
  pitchMedianHz: number,
  centroidHz: number,
): SyllableCode {
  const weigh = (measure: (beat: Syllable) => number) => {
    const measured = group.filter((beat) => !Number.isNaN(measure(beat)));
    const seconds = measured.reduce((sum, beat) => sum + (beat.endSeconds - beat.startSeconds), 0);
    const total = measured.reduce((sum, beat) => sum + measure(beat) * (beat.endSeconds - beat.startSeconds), 0);
    return total / seconds; // NaN where no beat has the measure
  };
  const octavesFromMedian = log2(weigh((beat) => beat.frequencyHz) / pitchMedianHz);
  const peakDb = group.reduce((peak, beat) => Math.max(peak, beat.levelDb), Number.NEGATIVE_INFINITY);
  const durationSeconds = weigh((beat) => beat.endSeconds - beat.startSeconds);
  return {
    pitch: quantize(octavesFromMedian, -1, 31 / 32, syllableMaxima.pitch),
    force: quantize(peakDb - loudestDb, -24, 0, syllableMaxima.force),
    length: quantize(log2(durationSeconds), log2(0.06), log2(1), syllableMaxima.length),
    brightness: quantize(log2(weigh((beat) => beat.centroidHz) / centroidHz), -2, 1.75, syllableMaxima.brightness),
    roughness: quantize(
      weigh((beat) => beat.roughness),
      0,
      1,
      syllableMaxima.roughness,
    ),
  };
}

/** The whole recording as one beat, for a voice without any: a steady tone. */
function wholeUtterance(features: VoiceFeatures): Syllable {
  const { speaker, utterance } = features.summary;
  return {
    startSeconds: 0,
    nucleusSeconds: features.durationSeconds / 2,
    endSeconds: features.durationSeconds,
    frequencyHz: speaker.pitchMedianHz,
    pitchSlopeSemitones: 0,
    levelDb: 0,
    centroidHz: speaker.centroidHz,
    voicedFraction: utterance.voicedFraction,
    roughness: 0,
  };
}

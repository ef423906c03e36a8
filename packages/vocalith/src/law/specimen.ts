import log2 from "@stdlib/math-base-special-log2";
import type { Syllable, VoiceOutline } from "@vocalith/dsp";
import { BEAT_SECONDS } from "../code/beat-seconds.js";
import { FIELD_MAXIMA, MAXIMUM_SYLLABLES, type SpecimenCode, type SyllableCode } from "../code/gem-code.js";
import { quantize } from "./quantize.js";

const { specimen: maxima, syllable: syllableMaxima } = FIELD_MAXIMA;

/** Odds of excitement at the ends of the scale, in powers of two: 1 to 64 and 64 to 1. */
const ODDS_SPAN_OCTAVES = 6;
/** A beat this far below the loudest is no more heard as one. */
const FAINTEST_DB = -24;
/** Force from which a beat at either end of the recording counts in full. */
const FULLY_HEARD_FORCE = 0.25;
/** Share of a beat that is voiced: none of its force is left where there is no voice, all of it from the second on. */
const VOICED_FROM = 0;
const VOICED_TO = 0.4;
/** Between these shares of voice in the whole recording a whisper passes into speech: in a whisper a beat needs no voice. */
const SPOKEN_FROM = 0.1;
const SPOKEN_TO = 0.4;

/** What was said this once, as the growth of the stone. */
export function encodeSpecimen(voice: VoiceOutline): SpecimenCode {
  const { speaker, utterance } = voice.summary;
  const groups = beatsOfSyllables(voice);
  const span = spanOf(groups.flat());
  return {
    // In odds, not in shares: a share is steepest in the middle, where a little noise would move it most.
    excitement: quantize(oddsOctaves(utterance.arousal), -ODDS_SPAN_OCTAVES, ODDS_SPAN_OCTAVES, maxima.excitement),
    syllables: groups.map((group) => encodeSyllable(group, span, speaker.pitchMedianHz, speaker.centroidHz)),
  };
}

/** The beats that each syllable of the code stands for. */
export function beatsOfSyllables(voice: VoiceOutline): HeardBeat[][] {
  return groupByTime(heardBeats(voice), MAXIMUM_SYLLABLES);
}

function oddsOctaves(share: number): number {
  return log2(share / (1 - share));
}

/** A beat and the loudness of the voice in it, 0 (not to be heard) to 1 (the loudest). */
interface HeardBeat extends Syllable {
  readonly force: number;
}

/**
 * The beats that are heard. A beat fades with its loudness and with the share of it that is voiced: the faint and the unvoiced ones come and
 * go with the recording, so they are drawn out to nothing instead of being there or not. The strongest is always heard.
 */
function heardBeats(voice: VoiceOutline): HeardBeat[] {
  const beats = voice.syllables.length > 0 ? voice.syllables : [wholeUtterance(voice)];
  const loudestDb = beats.reduce((loudest, beat) => Math.max(loudest, beat.levelDb), Number.NEGATIVE_INFINITY);
  const seconds = beats.reduce((sum, beat) => sum + lasting(beat), 0);
  const voiced = beats.reduce((sum, beat) => sum + lasting(beat) * beat.voicedFraction, 0) / seconds;
  const spoken = ramp(SPOKEN_FROM, SPOKEN_TO, voiced);
  const weighed = beats.map((beat): HeardBeat => {
    const voicing = 1 - spoken * (1 - ramp(VOICED_FROM, VOICED_TO, beat.voicedFraction));
    return { ...beat, force: voicing * ramp(FAINTEST_DB, 0, beat.levelDb - loudestDb) };
  });
  const heard = weighed.filter(({ force }) => force * syllableMaxima.force >= 0.5);
  if (heard.length > 0) return heard;
  return [weighed.reduce((strongest, beat) => (beat.levelDb > strongest.levelDb ? beat : strongest))];
}

/**
 * When the voice sets in and when it ends, in seconds. A faint first or last beat draws the end to itself only in part, so that all others keep
 * their places when it comes or goes.
 */
function spanOf(beats: readonly HeardBeat[]): readonly [number, number] {
  const endsAt = (end: (beat: HeardBeat) => number, inwards: readonly HeardBeat[]) => {
    let seconds = 0;
    let left = 1;
    for (const beat of inwards) {
      const share = beat === inwards[inwards.length - 1] ? 1 : ramp(0, FULLY_HEARD_FORCE, beat.force);
      seconds += left * share * end(beat);
      left *= 1 - share;
    }
    return seconds;
  };
  return [endsAt((beat) => beat.startSeconds, beats), endsAt((beat) => beat.endSeconds, [...beats].reverse())];
}

function lasting(beat: Syllable): number {
  return beat.endSeconds - beat.startSeconds;
}

/** 0 up to `low`, 1 from `high` on, straight between. */
function ramp(low: number, high: number, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/**
 * Neighbours taken together so that no more than `most` groups remain: the recording is divided into as many equal spans,
 * and the beats of one span are one group. A short recording keeps every beat to itself.
 */
function groupByTime(beats: readonly HeardBeat[], most: number): HeardBeat[][] {
  if (beats.length <= most) return beats.map((beat) => [beat]);
  const start = beats[0].startSeconds;
  const span = (beats[beats.length - 1].endSeconds - start) / most;
  const groups: HeardBeat[][] = [];
  let current = -1;
  for (const beat of beats) {
    const place = Math.min(most - 1, Math.floor((beat.middleSeconds - start) / span));
    if (place === current) groups[groups.length - 1].push(beat);
    else groups.push([beat]);
    current = place;
  }
  return groups;
}

function encodeSyllable(
  group: readonly HeardBeat[],
  [fromSeconds, toSeconds]: readonly [number, number],
  pitchMedianHz: number,
  centroidHz: number,
): SyllableCode {
  const weigh = (measure: (beat: HeardBeat) => number) => {
    const measured = group.filter((beat) => !Number.isNaN(measure(beat)));
    const seconds = measured.reduce((sum, beat) => sum + lasting(beat), 0);
    const total = measured.reduce((sum, beat) => sum + measure(beat) * lasting(beat), 0);
    return total / seconds; // NaN where no beat has the measure
  };
  const octavesFromMedian = log2(weigh((beat) => beat.frequencyHz) / pitchMedianHz);
  const force = group.reduce((most, beat) => Math.max(most, beat.force), 0);
  const durationSeconds = weigh(lasting);
  return {
    time: quantize(
      weigh((beat) => beat.middleSeconds),
      fromSeconds,
      toSeconds,
      syllableMaxima.time,
    ),
    pitch: quantize(octavesFromMedian, -1, 31 / 32, syllableMaxima.pitch),
    force: quantize(force, 0, 1, syllableMaxima.force),
    length: quantize(
      log2(durationSeconds),
      log2(BEAT_SECONDS[0]),
      log2(BEAT_SECONDS[syllableMaxima.length]),
      syllableMaxima.length,
    ),
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
function wholeUtterance(voice: VoiceOutline): Syllable {
  const { speaker, utterance } = voice.summary;
  return {
    startSeconds: 0,
    nucleusSeconds: voice.durationSeconds / 2,
    middleSeconds: voice.durationSeconds / 2,
    endSeconds: voice.durationSeconds,
    frequencyHz: speaker.pitchMedianHz,
    pitchSlopeSemitones: 0,
    levelDb: 0,
    centroidHz: speaker.centroidHz,
    voicedFraction: utterance.voicedFraction,
    roughness: 0,
  };
}

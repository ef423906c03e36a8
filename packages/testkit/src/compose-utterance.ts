import exp from "@stdlib/math-base-special-exp";
import { PHONES, type Phone } from "./phones.js";
import { seededRandom } from "./seeded-random.js";
import type { Formant, Frication, VoiceScore } from "./voice-score.js";
import type { TruthSyllable } from "./voice-truth.js";

/** What is lasting in a synthetic speaker. */
export interface Speaker {
  /** Resonances against those of a man with a tract of 17 cm: 0.9 a tall man, 1.17 a woman, 1.4 a child. */
  readonly tractScale: number;
  /** Habitual pitch in Hz. */
  readonly pitchHz: number;
  /** Habitual Rd of the pulses: 0.5 tense, 1 modal, 2 breathy. */
  readonly pulseShape: number;
  /** Breath in the voice, 0 to 0.3. */
  readonly breath: number;
  /** Factors of the speaker's own on the first four resonances. */
  readonly formantFactors: readonly [number, number, number, number];
  /** Praat's jitter (local), a fraction. */
  readonly jitter: number;
  /** Praat's shimmer (local), a fraction. */
  readonly shimmer: number;
}

/** How something is said, this once. */
export interface Manner {
  readonly syllablesPerSecond: number;
  /** Whole utterance above the habitual pitch, in semitones. */
  readonly pitchShiftSemitones: number;
  /** Rise of a stressed syllable, in semitones. */
  readonly accentSemitones: number;
  /** Fall of pitch through a phrase, in semitones. */
  readonly declinationSemitones: number;
  /** -1 (murmur) to 1 (shout): tenser pulses, wider mouth, rougher voice. */
  readonly effort: number;
  /** Length of a comma's pause in seconds; a full stop's is half as long again. */
  readonly pauseSeconds: number;
  /** Breath alone, no voice. */
  readonly isWhispered?: boolean;
  /** See `VoiceScore`. */
  readonly levelDb: number;
}

/** Where and how the utterance is recorded. */
export interface UtteranceOptions {
  /** In Hz; default 16,000. */
  sampleRateHz?: number;
  /** Any integer; default 1. */
  seed?: number;
  /** Silence before the first and after the last sound, in seconds; default 0.15. */
  marginSeconds?: number;
  /** Level of the room's noise in dB re full scale; default -68. */
  backgroundDb?: number;
}

/** What `composeUtterance` takes when not told otherwise. */
export const UTTERANCE_DEFAULTS: Required<UtteranceOptions> = {
  sampleRateHz: 16_000,
  seed: 1,
  marginSeconds: 0.15,
  backgroundDb: -68,
};

/** Spacing of the targets laid out before they are smoothed. */
const STEP_SECONDS = 0.0025;
/** Speed of sound in the tract over four times its length: the first resonance of a neutral tube of 17 cm. */
const NEUTRAL_HZ = 350 / (4 * 0.17);

interface Placed {
  readonly phone: Phone;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly syllable: number;
}

/**
 * Writes the score of a sentence. Text: syllables of one-letter sounds (see `PHONES`) with one vowel each, parted by `-`
 * within a word and by spaces between words; `'` before a stressed syllable; `,` or `.` after a word for a pause. Pitch
 * declines through a phrase and rises on stressed syllables (superposition after Fujisaki 1983); resonances move smoothly
 * from target to target.
 *
 * @throws RangeError for a letter that is no sound, or a syllable without a vowel
 * @example
 * ```ts
 * import { composeUtterance, synthesizeVoice } from "@vocalith/testkit";
 * const speaker = {
 *   tractScale: 1, pitchHz: 110, pulseShape: 1, breath: 0.03, jitter: 0.004, shimmer: 0.03,
 *   formantFactors: [1, 1, 1, 1] as const,
 * };
 * const manner = {
 *   syllablesPerSecond: 4, pitchShiftSemitones: 0, accentSemitones: 3, declinationSemitones: 3, effort: 0,
 *   pauseSeconds: 0.3, levelDb: -22,
 * };
 * const voice = synthesizeVoice(composeUtterance(speaker, manner, "'ma-ri lO 'na-mu."));
 * ```
 */
export function composeUtterance(
  speaker: Speaker,
  manner: Manner,
  text: string,
  options: UtteranceOptions = {},
): VoiceScore {
  const settings = { ...UTTERANCE_DEFAULTS, ...options };
  const { placed, syllables, phrases, durationSeconds } = placePhones(manner, text, settings);
  const steps = Math.ceil(durationSeconds / STEP_SECONDS) + 1;
  const sampled = (smoothSeconds: number, targets: Float64Array) =>
    smooth(targets, Math.round(smoothSeconds / STEP_SECONDS));

  const voicing = new Float64Array(steps);
  const aspiration = new Float64Array(steps);
  for (const { phone, startSeconds, endSeconds, syllable } of placed) {
    const strength = syllables[syllable]?.strength ?? 1;
    const isFinal =
      syllable + 1 === syllables.length || syllables[syllable + 1]?.phrase !== syllables[syllable]?.phrase;
    for (let i = Math.ceil(startSeconds / STEP_SECONDS); i * STEP_SECONDS < endSeconds; i++) {
      // A vowel is loudest in its first half and dies away, most of all at the end of a phrase.
      const beyond = phone.isVowel ? (i * STEP_SECONDS - startSeconds) / (endSeconds - startSeconds) - 0.35 : 0;
      const arc = strength * (1 - (isFinal && beyond > 0 ? 2 : 1.2) * beyond * beyond);
      voicing[i] = phone.voicing * arc;
      aspiration[i] = Math.max(phone.aspiration * strength * 0.5, phone.voicing * speaker.breath * arc);
    }
  }
  if (manner.isWhispered) {
    voicing.forEach((value, i) => {
      aspiration[i] = Math.max(aspiration[i] ?? 0, value);
      voicing[i] = 0;
    });
  }
  // Pulses slacken as the breath of a phrase runs out.
  const shape = Math.max(0.3, speaker.pulseShape * (1 - 0.45 * manner.effort));
  const pulseShape = phrases.flatMap(
    ({ startSeconds, endSeconds }) =>
      [
        [startSeconds, shape],
        [endSeconds, shape * 1.3],
        [endSeconds + 0.03, shape],
      ] as const,
  );
  return {
    durationSeconds,
    sampleRateHz: settings.sampleRateHz,
    seed: settings.seed,
    frequencyHz: toContour(sampled(0.1, pitchTargets(speaker, manner, syllables, phrases, steps))),
    flutter: 0.006,
    jitter: speaker.jitter * (1 + Math.max(0, manner.effort)),
    shimmer: speaker.shimmer * (1 + 0.6 * Math.max(0, manner.effort)),
    voicing: toContour(sampled(0.025, voicing)),
    aspiration: toContour(sampled(0.02, aspiration)),
    pulseShape,
    formants: layFormants(speaker, manner, placed, steps, settings.sampleRateHz),
    frications: placed.flatMap((place) => layFrication(place, speaker, manner)),
    syllables: syllables.map(({ startSeconds, nucleusSeconds, endSeconds }) => ({
      startSeconds,
      nucleusSeconds,
      endSeconds,
    })),
    levelDb: manner.levelDb,
    backgroundDb: settings.backgroundDb,
  };
}

interface PlacedSyllable extends TruthSyllable {
  readonly isStressed: boolean;
  readonly strength: number;
  readonly phrase: number;
}

interface Layout {
  readonly placed: Placed[];
  readonly syllables: PlacedSyllable[];
  readonly phrases: readonly { readonly startSeconds: number; readonly endSeconds: number }[];
  readonly durationSeconds: number;
}

function placePhones(manner: Manner, text: string, settings: Required<UtteranceOptions>): Layout {
  const random = seededRandom(settings.seed + 77);
  const pace = 1 / manner.syllablesPerSecond;
  // A quick tongue shortens consonants too, by the root of the pace.
  const consonantPace = Math.sqrt(pace / 0.25);
  const placed: Placed[] = [];
  const syllables: PlacedSyllable[] = [];
  const phrases: { startSeconds: number; endSeconds: number }[] = [];
  let time = settings.marginSeconds;
  for (const phraseText of text.match(/[^,.]+[,.]?/g) ?? []) {
    const words = phraseText
      .replace(/[,.]/g, "")
      .trim()
      .split(/\s+/)
      .filter((word) => word !== "");
    if (words.length === 0) continue;
    const startSeconds = time;
    const parts = words.flatMap((word) => word.split("-"));
    parts.forEach((part, i) => {
      const isStressed = part.startsWith("'");
      const phones = [...part.replace("'", "")].map((letter) => {
        const phone = PHONES[letter];
        if (phone === undefined)
          throw new RangeError(`no sound ${letter} in ${part}; one of ${Object.keys(PHONES).join(" ")}`);
        return phone;
      });
      const isLast = i === parts.length - 1;
      const lasting = pace * (isStressed ? 1.2 : 0.85) * (isLast ? 1.35 : 1) * (0.94 + 0.12 * random.uniform());
      const consonants = phones.reduce((sum, phone) => sum + (phone.isVowel ? 0 : phone.seconds * consonantPace), 0);
      const vowelSeconds = Math.max(0.05, lasting - consonants);
      const syllableStart = time;
      let nucleusSeconds = -1;
      for (const phone of phones) {
        const seconds = phone.isVowel ? vowelSeconds : phone.seconds * consonantPace;
        if (phone.isVowel) nucleusSeconds = time + seconds / 2;
        placed.push({ phone, startSeconds: time, endSeconds: time + seconds, syllable: syllables.length });
        time += seconds;
      }
      if (nucleusSeconds < 0) throw new RangeError(`the syllable ${part} has no vowel; give it one`);
      // Loudness falls by 4 dB through a phrase; a stressed syllable stands out by 5 dB.
      const strength = (1 - (0.4 * i) / parts.length) * (isStressed ? 1 : 0.56);
      syllables.push({
        startSeconds: syllableStart,
        nucleusSeconds,
        endSeconds: time,
        isStressed,
        strength,
        phrase: phrases.length,
      });
    });
    phrases.push({ startSeconds, endSeconds: time });
    time += manner.pauseSeconds * (phraseText.endsWith(".") ? 1.5 : 1);
  }
  const end = phrases.at(-1)?.endSeconds ?? time;
  // A whole number of hundredths, so that the truth's last instant is the recording's end.
  return { placed, syllables, phrases, durationSeconds: Math.ceil((end + settings.marginSeconds + 0.1) * 100) / 100 };
}

function pitchTargets(
  speaker: Speaker,
  manner: Manner,
  syllables: readonly PlacedSyllable[],
  phrases: Layout["phrases"],
  steps: number,
): Float64Array {
  const targets = new Float64Array(steps);
  let syllable = 0;
  for (let i = 0; i < steps; i++) {
    const time = i * STEP_SECONDS;
    while (syllable + 1 < syllables.length && time >= (syllables[syllable + 1]?.startSeconds ?? 0)) syllable++;
    const current = syllables[syllable];
    const phrase = phrases[current?.phrase ?? 0];
    let semitones = manner.pitchShiftSemitones;
    if (current !== undefined && phrase !== undefined) {
      const through = Math.min(
        1,
        Math.max(0, (time - phrase.startSeconds) / (phrase.endSeconds - phrase.startSeconds)),
      );
      semitones += manner.declinationSemitones * (0.5 - through);
      // The accents of a phrase weaken as it goes on; unstressed syllables sag between them.
      semitones += manner.accentSemitones * (current.isStressed ? 0.75 * (1 - 0.35 * through) : -0.25);
      if (syllable + 1 === syllables.length) semitones -= 0.3 * manner.declinationSemitones;
    }
    targets[i] = speaker.pitchHz * exp((semitones * Math.LN2) / 12);
  }
  return targets;
}

function layFormants(
  speaker: Speaker,
  manner: Manner,
  placed: readonly Placed[],
  steps: number,
  sampleRateHz: number,
): Formant[] {
  const neutral = PHONES["@"]?.formantHz ?? [500, 1500, 2500];
  // A murmur moves the tongue less; a shout opens the jaw.
  const reach = 1 + 0.12 * Math.min(0, manner.effort);
  const jaw = 1 + 0.1 * manner.effort + (manner.isWhispered ? 0.1 : 0);
  const formants: Formant[] = [];
  const bandwidths = [60, 75, 105];
  for (let f = 0; f < 3; f++) {
    const targets = new Float64Array(steps);
    const centre = neutral[f] ?? 0;
    let next = 0;
    let held = centre;
    for (let i = 0; i < steps; i++) {
      while (next < placed.length && i * STEP_SECONDS >= (placed[next]?.startSeconds ?? 0)) {
        // A sound without targets of its own takes those of what follows.
        held = placed[next]?.phone.formantHz?.[f] ?? placed[next + 1]?.phone.formantHz?.[f] ?? held;
        next++;
      }
      const open = f === 0 ? jaw : 1;
      targets[i] = (centre + (held - centre) * reach) * open * speaker.tractScale * (speaker.formantFactors[f] ?? 1);
    }
    // An open glottis damps the resonances, the first of all; so does a shout's wide mouth.
    const damping = manner.isWhispered ? 1.8 : f === 0 ? 1 + 0.9 * Math.max(0, manner.effort) : 1;
    const width = (bandwidths[f] ?? 100) * speaker.tractScale * damping;
    formants.push({ frequencyHz: toContour(smooth(targets, Math.round(0.05 / STEP_SECONDS))), bandwidthHz: width });
  }
  // Above the third the tract is taken for a neutral tube.
  for (let k = 4; k < 40; k++) {
    const frequencyHz = (2 * k - 1) * NEUTRAL_HZ * speaker.tractScale * (k === 4 ? speaker.formantFactors[3] : 1);
    if (frequencyHz > 0.5 * sampleRateHz + 1500) break;
    formants.push({ frequencyHz, bandwidthHz: 45 * (k - 1) * speaker.tractScale });
  }
  return formants;
}

function layFrication({ phone, startSeconds, endSeconds }: Placed, speaker: Speaker, manner: Manner): Frication[] {
  const { frication } = phone;
  if (frication === undefined) return [];
  // Effort drives more air through the narrows too.
  const strength = frication.strength * (1 + 0.6 * manner.effort) * (manner.isWhispered ? 0.4 : 1);
  const colour = { centreHz: frication.centreHz * Math.sqrt(speaker.tractScale), bandwidthHz: frication.bandwidthHz };
  if (phone.isPlosive) {
    const burst = endSeconds - 0.006;
    return [
      {
        ...colour,
        strength: [
          [burst, 0],
          [burst + 0.002, strength],
          [burst + 0.012, strength * 0.4],
          [burst + 0.03, 0],
        ],
      },
    ];
  }
  const ramp = Math.min(0.025, (endSeconds - startSeconds) / 3);
  return [
    {
      ...colour,
      strength: [
        [startSeconds - 0.01, 0],
        [startSeconds + ramp, strength],
        [endSeconds - ramp, strength],
        [endSeconds + 0.01, 0],
      ],
    },
  ];
}

/** A centred running mean over `width` steps, run twice: a triangular window. */
function smooth(values: Float64Array, width: number): Float64Array {
  const half = width >> 1;
  let current = values;
  for (let pass = 0; pass < 2; pass++) {
    const before = current;
    current = before.map((_, i) => {
      let sum = 0;
      for (let j = i - half; j <= i + half; j++) sum += before[Math.min(before.length - 1, Math.max(0, j))] ?? 0;
      return sum / (2 * half + 1);
    });
  }
  return current;
}

function toContour(values: Float64Array): (readonly [number, number])[] {
  return Array.from(values, (value, i) => [i * STEP_SECONDS, value] as const);
}

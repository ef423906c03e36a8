import { composeUtterance, type Manner, type Speaker, synthesizeVoice, type VoiceScore } from "@vocalith/testkit";

/** One trait of a voice from one end to the other, all else held. */
export interface TraitSweep {
  /** What changes, and from where to where. */
  readonly name: string;
  /** The voices, from the low end of the trait to the high one. */
  readonly scores: readonly VoiceScore[];
}

const SENTENCE = "'mE-ri s@ 'nA-lin, vE 'so-l@n 'ri-des, 'lA-nI 'mo-re.";

const speaker: Speaker = {
  tractScale: 1.03,
  pitchHz: 125,
  pulseShape: 0.75,
  breath: 0.05,
  formantFactors: [1, 1, 1, 1],
  jitter: 0.005,
  shimmer: 0.03,
};

const manner: Manner = {
  syllablesPerSecond: 3.6,
  pitchShiftSemitones: 0,
  accentSemitones: 2.5,
  declinationSemitones: 2.5,
  effort: -0.2,
  pauseSeconds: 0.3,
  levelDb: -22,
};

/** What the angriest of the steps does; calm is `manner`. */
const besideItself: Manner = {
  syllablesPerSecond: 5.8,
  pitchShiftSemitones: 12,
  accentSemitones: 9,
  declinationSemitones: 5,
  effort: 1,
  pauseSeconds: 0.12,
  levelDb: -16,
};

/** Between calm, 0, and beside itself, 1. */
function excited(share: number): Partial<Manner> {
  const mixed = (Object.keys(besideItself) as (keyof typeof besideItself)[]).map((key) => {
    const [calm, wild] = [Number(manner[key]), Number(besideItself[key])];
    return [key, calm + share * (wild - calm)];
  });
  return Object.fromEntries(mixed);
}

const say = (who: Partial<Speaker>, how: Partial<Manner> = {}): VoiceScore =>
  composeUtterance({ ...speaker, ...who }, { ...manner, ...how }, SENTENCE, { seed: 7 });

const steps = (low: number, high: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

/** The same voice at another loudness of its weak syllables against the strong ones: strengths to a power, 1 as composed. */
function atRange(score: VoiceScore, power: number): VoiceScore {
  const raise = (contour: VoiceScore["voicing"]) =>
    typeof contour === "number" ? contour : contour.map(([time, value]) => [time, value ** power] as const);
  return { ...score, voicing: raise(score.voicing), aspiration: score.aspiration && raise(score.aspiration) };
}

/** Sweeps of one synthetic man, five to seven voices each. */
export const SWEEPS = {
  pitch: {
    name: "pitch of the whole voice, 88 to 175 Hz",
    scores: [88, 104, 124, 147, 175].map((pitchHz) => say({ pitchHz })),
  },
  resonance: {
    // Beyond 1.27 the tract is a child's, whose formants this man's pitch does not fit.
    name: "length of throat and mouth, 20 to 14 cm",
    scores: steps(0.86, 1.27, 6).map((tractScale) => say({ tractScale })),
  },
  rate: {
    name: "rate, 2.4 to 6.4 syllables a second",
    scores: steps(2.4, 6.4, 6).map((syllablesPerSecond) => say({}, { syllablesPerSecond })),
  },
  loudness: {
    name: "loudness range of an excited voice, even to strongly stressed",
    scores: steps(0.4, 1.6, 5).map((power) => atRange(say({}, excited(0.8)), power)),
  },
  breath: {
    name: "breath, none to much",
    scores: [0, 0.06, 0.12, 0.2, 0.3, 0.45].map((breath) => say({ breath })),
  },
  roughness: {
    name: "roughness: jitter .3 to 3 %, shimmer 2 to 20 %",
    scores: steps(0, 1, 6).map((share) => say({ jitter: 0.003 + 0.027 * share, shimmer: 0.02 + 0.18 * share })),
  },
  melody: {
    name: "melody, 0 to 7 semitones an accent",
    scores: [0, 0.8, 1.6, 3, 5, 7].map((accentSemitones) => say({}, { accentSemitones, declinationSemitones: 2 })),
  },
  excitement: {
    name: "excitement, from calm to beside itself",
    scores: steps(0, 1, 7).map((share) => say({}, excited(share))),
  },
} as const satisfies Record<string, TraitSweep>;

/** The samples of each step of a sweep, ready for `createGem`. */
export function voicesOf({ scores }: TraitSweep) {
  return scores.map((score) => {
    const { samples, sampleRateHz } = synthesizeVoice(score);
    return { samples, sampleRateHz };
  });
}

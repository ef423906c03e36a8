import {
  type Contour,
  contourValue,
  type Formant,
  PHONES,
  type SeededRandom,
  seededRandom,
  type VoiceScore,
} from "@vocalith/testkit";

/** A kind of speaker or singer to draw at random. */
export interface VoiceKind {
  /** Lowest and highest fundamental frequency, in Hz. */
  readonly pitchHz: readonly [number, number];
  /** Resonances against a man's with a tract of 17 cm. */
  readonly tractScale: number;
  /** Shortest and longest stretch of unbroken voice, in seconds. */
  readonly stretchSeconds: readonly [number, number];
  /** Shortest and longest gap between stretches of a row, where consonants without voice stand, in seconds. */
  readonly gapSeconds: readonly [number, number];
  /** Shortest and longest row of stretches, and pause between rows, in seconds. */
  readonly phraseSeconds: readonly [number, number];
  readonly pauseSeconds: readonly [number, number];
  /** Shortest and longest rise of a stretch, and its fall, in seconds. */
  readonly onsetSeconds: readonly [number, number];
  readonly offsetSeconds: readonly [number, number];
  /** Strength of the first and last pulses of a stretch, and of consonants within it, against its loudest. */
  readonly edgeStrength: number;
  readonly consonantStrength: readonly [number, number];
  /** Time between two targets of pitch, in seconds, and how far apart they may lie, as a share of the kind's range. */
  readonly targetSeconds: readonly [number, number];
  readonly glide: number;
  /** Whether the jaw opens until the first resonance meets the pitch, as sopranos' do (Sundberg 1975). */
  readonly tunesFirstFormant?: boolean;
  /** How far a stretch may lie below the loudest, in dB (20 log10). */
  readonly unevennessDb: number;
  /** Range of Rd of the pulses: 0.5 tense, 1 modal, 2 breathy. */
  readonly pulseShape: readonly [number, number];
  /** Ranges of Praat's jitter and shimmer (local), fractions. */
  readonly jitter: readonly [number, number];
  readonly shimmer: readonly [number, number];
  /** Most breath in the voice. */
  readonly breath: number;
  /** Share of the voices that have vibrato, and its greatest depth. */
  readonly vibratoShare: number;
  readonly vibratoCents: number;
}

const SPOKEN = {
  stretchSeconds: [0.4, 1.4],
  gapSeconds: [0.03, 0.12],
  onsetSeconds: [0.01, 0.04],
  offsetSeconds: [0.02, 0.08],
  phraseSeconds: [0.8, 2.2],
  pauseSeconds: [0.1, 0.3],
  edgeStrength: 0.12,
  consonantStrength: [0.4, 0.8],
  unevennessDb: 5,
  targetSeconds: [0.2, 0.5],
  glide: 0.4,
  pulseShape: [0.5, 1.8],
  jitter: [0.002, 0.01],
  shimmer: [0.01, 0.06],
  breath: 0.06,
  vibratoShare: 1 / 3,
  vibratoCents: 60,
} as const;

/** What makes a speaker hasty: short stretches of uneven strength that begin and end softly; nearly every other frame is unvoiced. */
export const HASTY = {
  stretchSeconds: [0.08, 0.5],
  phraseSeconds: [0.4, 1.6],
  pauseSeconds: [0.1, 0.45],
  edgeStrength: 0.08,
  consonantStrength: [0.15, 0.5],
  unevennessDb: 12,
  targetSeconds: [0.15, 0.35],
  glide: 0.6,
} as const satisfies Partial<VoiceKind>;

/** What makes a speaker plain: long stretches that rise and fall within 20 to 40 ms, and pauses no listener overhears. Nine frames of ten are voiced. */
export const PLAIN = {
  stretchSeconds: [1.2, 2.6],
  gapSeconds: [0.15, 0.35],
  phraseSeconds: [2, 4],
  pauseSeconds: [0.15, 0.4],
  onsetSeconds: [0.02, 0.04],
  offsetSeconds: [0.02, 0.04],
  edgeStrength: 0.05,
} as const satisfies Partial<VoiceKind>;

/** What makes a singer steady, for measuring how fine a tracker reads: slow glides from vowel to vowel. */
export const STEADY = { targetSeconds: [0.6, 1.2], glide: 0.25 } as const satisfies Partial<VoiceKind>;

/** What silences every disturbance of a cycle, for the same purpose. */
export const UNDISTURBED = { jitter: 0, shimmer: 0, flutter: 0, aspiration: 0 } as const satisfies Partial<VoiceScore>;

/** The kinds that the sets are made of. */
export const VOICE_KINDS = {
  man: { ...SPOKEN, pitchHz: [80, 180], tractScale: 1 },
  woman: { ...SPOKEN, pitchHz: [160, 300], tractScale: 1.17 },
  child: { ...SPOKEN, pitchHz: [250, 500], tractScale: 1.4 },
  creak: {
    ...SPOKEN,
    pitchHz: [32, 70],
    tractScale: 1,
    pulseShape: [0.4, 0.8],
    jitter: [0.005, 0.02],
    shimmer: [0.03, 0.1],
    breath: 0.02,
    vibratoShare: 0,
  },
  soprano: {
    ...SPOKEN,
    pitchHz: [500, 1100],
    tractScale: 1.17,
    pulseShape: [0.6, 1.6],
    jitter: [0.001, 0.004],
    shimmer: [0.01, 0.03],
    breath: 0.04,
    vibratoShare: 0.8,
    vibratoCents: 100,
    tunesFirstFormant: true,
  },
} as const satisfies Record<string, VoiceKind>;

const VOWELS = ["i", "I", "e", "E", "a", "A", "V", "O", "o", "u", "@"];
const SECONDS = 4;
const LEVEL_DB = -22;
const BACKGROUND_DB = -72;
const FLUTTER = 0.003;
/** Spacing of a neutral tube's resonances above the third, for a tract of 17 cm, in Hz. */
const TUBE_SPACING_HZ = 1030;

/**
 * Four seconds of a voice that says nothing: phrases of voiced stretches with glides, in some voices vibrato, vowels that move,
 * weak voiced consonants, stops and fricatives between them, breath, and pauses. Everything follows from kind and seed.
 */
export function randomVoiceScore(kind: VoiceKind, seed: number, sampleRateHz = 16_000): VoiceScore {
  const random = seededRandom(seed * 7919 + Math.round(kind.pitchHz[0]));
  const within = ([low, high]: readonly [number, number]) => low + (high - low) * random.uniform();
  const vibratoCents = random.uniform() < kind.vibratoShare ? kind.vibratoCents * within([0.3, 1]) : 0;
  // What vibrato and flutter add stays within the range too.
  const margin = 2 ** (vibratoCents / 1200) * (1 + FLUTTER);
  const lowest = kind.pitchHz[0] * margin;
  const highest = kind.pitchHz[1] / margin;
  const octaves = Math.log2(highest / lowest);
  const centreHz = lowest * 2 ** (octaves * within([0.1, 0.9]));
  const pitchTarget = () =>
    Math.min(highest, Math.max(lowest, centreHz * 2 ** (kind.glide * octaves * (random.uniform() - 0.5))));
  const frequencyHz: [number, number][] = [];
  const voicing: [number, number][] = [[0, 0]];
  const vowels: [number, string][] = [];
  const frications: { from: number; to: number }[] = [];
  for (let at = 0; at < SECONDS; at += within(kind.targetSeconds)) {
    glideTo(frequencyHz, at, pitchTarget());
    vowels.push([at, VOWELS[Math.floor(random.uniform() * VOWELS.length)] ?? "@"]);
  }
  let time = within([0.05, 0.15]);
  while (time < SECONDS - 0.3) {
    const phraseEnd = Math.min(SECONDS - 0.1, time + within(kind.phraseSeconds));
    while (time < phraseEnd - 0.08) {
      const end = Math.min(phraseEnd, time + within(kind.stretchSeconds));
      layStretch(kind, voicing, time, end, random);
      const gap = within(kind.gapSeconds);
      if (random.uniform() < 0.6) frications.push({ from: end - 0.01, to: end + gap + 0.005 });
      time = end + gap;
    }
    time += within(kind.pauseSeconds);
  }
  const breath = kind.breath * random.uniform();
  const scale = kind.tractScale * within([0.93, 1.07]);
  return {
    durationSeconds: SECONDS,
    sampleRateHz,
    seed: seed * 101 + 5,
    frequencyHz,
    vibrato: { rateHz: within([4.5, 6.5]), depthCents: vibratoCents },
    flutter: FLUTTER,
    jitter: within(kind.jitter),
    shimmer: within(kind.shimmer),
    voicing,
    aspiration: voicing.map(([at, strength]) => [at, breath * strength] as const),
    pulseShape: within(kind.pulseShape),
    formants: layFormants(vowels, scale, sampleRateHz, kind.tunesFirstFormant === true ? frequencyHz : 0),
    frications: frications.map(({ from, to }) => {
      const strength = 0.3 * 10 ** -random.uniform();
      const rise = Math.min(0.02, (to - from) / 3);
      return {
        centreHz: within([2000, 5500]),
        bandwidthHz: within([1000, 3000]),
        strength: [
          [from, 0],
          [from + rise, strength],
          [to - rise, strength],
          [to, 0],
        ] as const,
      };
    }),
    levelDb: LEVEL_DB,
    backgroundDb: BACKGROUND_DB,
  };
}

/** Steps of a fade, and its shape: a raised cosine. */
const FADE_STEPS = 8;
const risen = (share: number) => 0.5 - 0.5 * Math.cos(Math.PI * share);
/** From the last closure of a stretch to silence: shorter than any period, so that no weaker pulse follows that truth leaves out. */
const CUT_SECONDS = 0.0005;

/** Leads the pitch to a target along a raised cosine in log frequency. */
function glideTo(frequencyHz: [number, number][], at: number, targetHz: number): void {
  const [from, startHz] = frequencyHz.at(-1) ?? [at, targetHz];
  for (let i = 1; i <= FADE_STEPS; i++) {
    const share = i / FADE_STEPS;
    frequencyHz.push([from + (at - from) * share, startHz * (targetHz / startHz) ** risen(share)]);
  }
}

/** One stretch of voice: it starts with weaker pulses and swells, at times has a weak consonant within, and dies away slower. */
function layStretch(
  kind: VoiceKind,
  voicing: [number, number][],
  from: number,
  to: number,
  random: SeededRandom,
): void {
  const within = ([low, high]: readonly [number, number]) => low + (high - low) * random.uniform();
  const strength = 10 ** ((-kind.unevennessDb * random.uniform() ** 2) / 20);
  const edge = kind.edgeStrength;
  const length = to - from;
  const onset = Math.min(0.3 * length, within(kind.onsetSeconds));
  const offset = Math.min(0.5 * length, within(kind.offsetSeconds));
  voicing.push([from - CUT_SECONDS, 0]);
  for (let i = 0; i <= FADE_STEPS; i++) {
    const share = i / FADE_STEPS;
    voicing.push([from + onset * share, strength * (edge + (1 - edge) * risen(share))]);
  }
  if (length > 0.3 && random.uniform() < 0.5) {
    const middle = from + length * (0.35 + 0.15 * random.uniform());
    const weak = strength * within(kind.consonantStrength);
    voicing.push([middle - 0.04, strength], [middle - 0.02, weak], [middle + 0.02, weak], [middle + 0.04, strength]);
  }
  for (let i = 0; i <= FADE_STEPS; i++) {
    const share = i / FADE_STEPS;
    voicing.push([to - offset * (1 - share), strength * (edge + (1 - edge) * risen(1 - share))]);
  }
  voicing.push([to + CUT_SECONDS, 0]);
}

/** Three resonances that go from vowel to vowel, the first never below a given contour, and above them those of a tube. */
function layFormants(
  vowels: readonly (readonly [number, string])[],
  scale: number,
  sampleRateHz: number,
  lowestHz: Contour,
): Formant[] {
  const moving = [60, 80, 110].map((bandwidthHz, f): Formant => {
    const targets = vowels.map(([at, vowel]) => [at, (PHONES[vowel]?.formantHz?.[f] ?? 500) * scale] as const);
    const times = f === 0 && typeof lowestHz !== "number" ? lowestHz.map(([at]) => at) : targets.map(([at]) => at);
    const frequencyHz = times.map((at) => {
      const floorHz = f === 0 ? contourValue(lowestHz, at) : 0;
      return [at, Math.max(contourValue(targets, at), floorHz)] as const;
    });
    return { bandwidthHz: bandwidthHz * scale, frequencyHz };
  });
  const still: Formant[] = [];
  for (let k = 3.5; k * TUBE_SPACING_HZ * scale < 0.5 * sampleRateHz + 1500; k++) {
    still.push({ frequencyHz: k * TUBE_SPACING_HZ * scale, bandwidthHz: 50 * k * scale });
  }
  return [...moving, ...still];
}

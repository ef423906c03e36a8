/** Synthetic speakers and singers of glottal pulses, with manners drawn widely, for learning: other voices than those of any test. */
import { type Contour, contourValue } from "../../testkit/src/contour.js";
import { PHONES } from "../../testkit/src/phones.js";
import { synthesizeVoice } from "../../testkit/src/synthesize-voice.js";
import type { VoiceScore } from "../../testkit/src/voice-score.js";
import { gaussianNumbers, randomNumbers, synthesizeVoice as sumOfPartials } from "../test/synthesize-voice.js";
import type { KnownPitch } from "./known-pitch.js";

/** A kind of speaker or singer. */
export interface PulseKind {
  /** Range of the fundamental in Hz. */
  readonly pitchHz: readonly [number, number];
  /** Factor on a man's resonances. */
  readonly tractScale: number;
  /** Range of Rd of the pulses: 0.5 tense, 1 modal, 2 breathy. */
  readonly pulseShape: readonly [number, number];
  readonly jitter: readonly [number, number];
  readonly shimmer: readonly [number, number];
  readonly breath: number;
  /** Greatest depth of vibrato in cents. */
  readonly vibratoCents: number;
  /** Whether the first resonance never lies below the pitch (Sundberg 1975). */
  readonly opens?: boolean;
  /** Longest stretch of unbroken voice in seconds. */
  readonly longestSeconds: number;
}

const SPOKEN = {
  pulseShape: [0.4, 2.2],
  jitter: [0, 0.012],
  shimmer: [0, 0.07],
  breath: 0.1,
  vibratoCents: 80,
  longestSeconds: 1.5,
} as const;

export const PULSE_KINDS: Readonly<Record<string, PulseKind>> = {
  man: { ...SPOKEN, pitchHz: [70, 200], tractScale: 1 },
  woman: { ...SPOKEN, pitchHz: [140, 330], tractScale: 1.17 },
  child: { ...SPOKEN, pitchHz: [220, 560], tractScale: 1.4 },
  creak: {
    ...SPOKEN,
    pitchHz: [31, 75],
    tractScale: 1,
    pulseShape: [0.3, 1],
    jitter: [0.003, 0.025],
    shimmer: [0.02, 0.12],
    vibratoCents: 0,
  },
  soprano: {
    ...SPOKEN,
    pitchHz: [420, 1090],
    tractScale: 1.17,
    jitter: [0, 0.005],
    shimmer: [0, 0.03],
    vibratoCents: 120,
    opens: true,
    longestSeconds: 2,
  },
};

const SECONDS = 3.5;
const RATE_HZ = 16_000;
const VOWELS = ["i", "I", "e", "E", "a", "A", "V", "O", "o", "u", "@"];
const STEPS = 6;

/** What a kind of speaker may say; kind and seed tell all. */
export function pulseVoice(kind: PulseKind, seed: number): KnownPitch {
  const random = randomNumbers(40_000 + seed);
  const within = (low: number, high: number) => low + (high - low) * random();
  const vibratoCents = random() < 0.4 ? kind.vibratoCents * random() : 0;
  // What vibrato adds stays within the range too.
  const margin = 2 ** (vibratoCents / 1200) * 1.007;
  const lowest = kind.pitchHz[0] * margin;
  const highest = kind.pitchHz[1] / margin;
  const octaves = Math.log2(highest / lowest);
  const centre = lowest * 2 ** (octaves * random());
  const mobility = within(0.05, 0.7);
  const frequencyHz: [number, number][] = [];
  const vowels: [number, string][] = [];
  const shortest = within(0.1, 0.5);
  for (let at = 0; at < SECONDS + 1; at += within(shortest, 2.5 * shortest)) {
    const target = Math.max(lowest, Math.min(highest, centre * 2 ** (mobility * octaves * (random() - 0.5))));
    glide(frequencyHz, at, target);
    vowels.push([at, VOWELS[Math.floor(random() * VOWELS.length)] ?? "@"]);
  }
  const voicing: [number, number][] = [[0, 0]];
  const frications: NonNullable<VoiceScore["frications"]>[number][] = [];
  // Some speak in long stretches, some in crumbs; some softly at the edges, some with hard attacks.
  const longest = within(0.2, kind.longestSeconds);
  const uneven = within(0, 16);
  const edge = 10 ** -within(0.4, 1.4);
  const noisy = random();
  const pausing = within(0.1, 0.7);
  let time = within(0.03, 0.3);
  while (time < SECONDS - 0.15) {
    const end = Math.min(SECONDS - 0.05, time + within(0.07, longest));
    const strength = 10 ** ((-uneven * random() ** 2) / 20);
    layStretch(voicing, time, end, strength, edge, random);
    const gap = random() < pausing ? within(0.1, 0.6) : within(0.025, 0.12);
    if (random() < noisy) {
      const loudness = 0.4 * 10 ** -within(0, 1.5);
      const from = end + within(-0.02, 0.02);
      const to = end + Math.min(gap, 0.25) * within(0.6, 1.1);
      const rise = Math.min(0.03, (to - from) / 3);
      frications.push({
        centreHz: within(1500, 6000),
        bandwidthHz: within(800, 3500),
        strength: [
          [from, 0],
          [from + rise, loudness],
          [to - rise, loudness],
          [to, 0],
        ],
      });
    }
    time = end + gap;
  }
  const breath = kind.breath * random() ** 2;
  const breathes = random() < 0.2 ? 0.02 * random() : 0;
  const scale = kind.tractScale * within(0.88, 1.12);
  const levelDb = -within(12, 45);
  const background = random();
  const { samples, truth } = synthesizeVoice({
    durationSeconds: SECONDS,
    sampleRateHz: RATE_HZ,
    seed: 9_000_000 + seed,
    frequencyHz,
    vibrato: { rateHz: within(4, 7), depthCents: vibratoCents },
    flutter: 0.006 * random(),
    jitter: within(...kind.jitter),
    shimmer: within(...kind.shimmer),
    voicing,
    aspiration: voicing.map(([at, value]) => [at, breathes + breath * value] as const),
    pulseShape: within(...kind.pulseShape),
    formants: resonances(vowels, scale, kind.opens === true ? frequencyHz : 0, within(0.7, 1.5)),
    frications,
    levelDb,
    // Digital silence, the floor of good recordings, and of others.
    ...(background > 0.35 && { backgroundDb: levelDb - (background < 0.75 ? within(45, 75) : within(25, 45)) }),
  });
  return {
    sound: samples,
    sampleRateHz: RATE_HZ,
    stepSeconds: truth.hopSeconds,
    frequencyHz: truth.frequencyHz.map((f) => (Number.isNaN(f) ? 0 : f)),
  };
}

/**
 * One tone held through the whole recording, or nearly: no pause tells its floor. Half of them are pulses through resonances, half sums of partials down
 * to a lone sine.
 */
export function heldVoice(kind: PulseKind, seed: number): KnownPitch {
  const random = randomNumbers(80_000 + seed);
  const within = (low: number, high: number) => low + (high - low) * random();
  const durationSeconds = within(0.4, 3);
  const [lowest, highest] = kind.pitchHz;
  const startHz = lowest * 1.03 * (highest / lowest / 1.06) ** random();
  const endHz = random() < 0.5 ? startHz : Math.max(lowest, Math.min(highest, startHz * 2 ** within(-0.5, 0.5)));
  const vibrato = random() < 0.3 ? 0.02 * random() : 0;
  const frequencyAt = (t: number) =>
    startHz * (endHz / startHz) ** (t / durationSeconds) * (1 + vibrato * Math.sin(2 * Math.PI * 5.5 * t));
  const points = Array.from({ length: 101 }, (_, i) => (i / 100) * durationSeconds);
  const lead = random() < 0.4 ? within(0, 0.3) : 0;
  const jitter = random() < 0.5 ? 0 : within(...kind.jitter);
  const shimmer = random() < 0.5 ? 0 : within(...kind.shimmer);
  const floorDb = random() < 0.4 ? undefined : within(15, 70);
  const swell = random() < 0.4 ? within(0.1, 1) : 1;
  if (random() < 0.5) {
    const vowel = PHONES[VOWELS[Math.floor(random() * VOWELS.length)] ?? "@"]?.formantHz ?? [500, 1500, 2500];
    const { samples, truth } = synthesizeVoice({
      durationSeconds,
      sampleRateHz: RATE_HZ,
      seed: 9_500_000 + seed,
      frequencyHz: points.map((t) => [t, frequencyAt(t)] as const),
      jitter,
      shimmer,
      voicing:
        lead > 0
          ? [
              [lead, 0],
              [lead + 0.001, swell],
              [durationSeconds, 1],
            ]
          : [
              [0, swell],
              [durationSeconds, 1],
            ],
      aspiration: random() < 0.5 ? 0 : kind.breath * random(),
      pulseShape: within(...kind.pulseShape),
      formants: [...vowel, 3600, 4700, 5800].map((f, k) => ({
        frequencyHz: f * kind.tractScale,
        bandwidthHz: 60 + 30 * k,
      })),
      levelDb: -20,
      ...(floorDb !== undefined && { backgroundDb: -20 - floorDb }),
    });
    const frequencyHz = truth.frequencyHz.map((f) => (Number.isNaN(f) ? 0 : f));
    return { sound: samples, sampleRateHz: RATE_HZ, stepSeconds: truth.hopSeconds, frequencyHz };
  }
  const truthAt = (t: number) => (t >= lead && t < durationSeconds ? frequencyAt(t) : 0);
  const clean = sumOfPartials({
    durationSeconds,
    frequencyHz: truthAt,
    amplitude: (t) => swell + ((1 - swell) * t) / durationSeconds,
    tiltDbPerOctave: random() < 0.3 ? 60 : within(3, 14),
    ...(random() < 0.4 && { formantHz: [] }),
    jitter,
    shimmer,
    seed,
  });
  const gauss = gaussianNumbers(seed);
  const gain = floorDb === undefined ? 0 : 0.2 * 10 ** (-floorDb / 20);
  return {
    sound: clean.map((sample) => sample + gain * gauss()),
    sampleRateHz: RATE_HZ,
    stepSeconds: 0.01,
    frequencyHz: Float64Array.from({ length: Math.floor(durationSeconds * 100) + 1 }, (_, i) => truthAt(i / 100)),
  };
}

/** A whistle, chirp or call that fills its recording. */
export function heldCall(seed: number): KnownPitch {
  const random = randomNumbers(60_000 + seed);
  const within = (low: number, high: number) => low + (high - low) * random();
  const durationSeconds = within(0.3, 1.2);
  const startHz = 900 * 10 ** random();
  const endHz = Math.max(700, Math.min(9500, startHz * 2 ** within(-0.8, 0.8)));
  const trillHz = within(8, 30);
  const trill = random() < 0.4 ? 0.08 * random() : 0;
  const frequencyAt = (t: number) =>
    startHz * (endHz / startHz) ** (t / durationSeconds) * (1 + trill * Math.sin(2 * Math.PI * trillHz * t));
  const clean = sumOfPartials({
    durationSeconds,
    sampleRateHz: 32_000,
    frequencyHz: frequencyAt,
    formantHz: [],
    tiltDbPerOctave: random() < 0.7 ? within(18, 60) : within(4, 18),
    seed,
  });
  const gauss = gaussianNumbers(seed);
  const gain = random() < 0.4 ? 0 : 0.2 * 10 ** (-within(5, 60) / 20);
  return {
    sound: clean.map((sample) => sample + gain * gauss()),
    sampleRateHz: 32_000,
    stepSeconds: 0.0025,
    frequencyHz: Float64Array.from({ length: Math.floor(durationSeconds * 400) + 1 }, (_, i) => frequencyAt(i / 400)),
  };
}

const risen = (share: number) => 0.5 - 0.5 * Math.cos(Math.PI * share);

function glide(frequencyHz: [number, number][], at: number, target: number): void {
  const [from, start] = frequencyHz.at(-1) ?? [at, target];
  for (let i = 1; i <= STEPS; i++) {
    frequencyHz.push([from + ((at - from) * i) / STEPS, start * (target / start) ** risen(i / STEPS)]);
  }
}

/** A stretch of voice with its rise and fall, at times with weak consonants within. */
function layStretch(
  voicing: [number, number][],
  from: number,
  to: number,
  strength: number,
  edge: number,
  random: () => number,
): void {
  const within = (low: number, high: number) => low + (high - low) * random();
  const onset = Math.min(0.3 * (to - from), within(0.003, 0.05));
  const offset = Math.min(0.5 * (to - from), within(0.005, 0.1));
  voicing.push([from - 0.0004, 0]);
  for (let i = 0; i <= STEPS; i++)
    voicing.push([from + (onset * i) / STEPS, strength * (edge + (1 - edge) * risen(i / STEPS))]);
  if (to - from > 0.35 && random() < 0.4) {
    const middle = from + (to - from) * within(0.35, 0.55);
    const weak = strength * within(0.1, 0.8);
    voicing.push([middle - 0.05, strength], [middle - 0.025, weak], [middle + 0.025, weak], [middle + 0.05, strength]);
  }
  for (let i = STEPS; i >= 0; i--)
    voicing.push([to - (offset * i) / STEPS, strength * (edge + (1 - edge) * risen(i / STEPS))]);
  voicing.push([to + 0.0004, 0]);
}

/** Three resonances from vowel to vowel and those of a tube above them. */
function resonances(
  vowels: readonly (readonly [number, string])[],
  scale: number,
  lowestHz: Contour,
  width: number,
): VoiceScore["formants"] {
  const moving = [0, 1, 2].map((f) => {
    const targets = vowels.map(([at, vowel]) => [at, (PHONES[vowel]?.formantHz?.[f] ?? 500) * scale] as const);
    const times = f === 0 && typeof lowestHz !== "number" ? lowestHz.map(([at]) => at) : vowels.map(([at]) => at);
    const least = (at: number) => (f === 0 ? contourValue(lowestHz, at) : 0);
    return {
      bandwidthHz: ([60, 85, 120][f] ?? 100) * scale * width,
      frequencyHz: times.map((at) => [at, Math.max(contourValue(targets, at), least(at))] as const),
    };
  });
  const still = [3.5, 4.5, 5.5, 6.5, 7.5, 8.5]
    .map((k) => ({ frequencyHz: k * 1030 * scale, bandwidthHz: 55 * k * scale * width }))
    .filter((formant) => formant.frequencyHz < 9500);
  return [...moving, ...still];
}

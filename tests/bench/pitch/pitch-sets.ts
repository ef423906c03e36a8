import { synthesizeCalls, synthesizeVoice } from "@vocalith/testkit";
import { addNoise } from "./add-noise.js";
import type { KnownPitch, PitchSet } from "./known-pitch.js";
import { limitBand } from "./limit-band.js";
import { randomCallScore } from "./random-call-score.js";
import { HASTY, randomVoiceScore, STEADY, VOICE_KINDS, type VoiceKind } from "./random-voice-score.js";
import { readLaryngograph } from "./read-laryngograph.js";
import { reverberate } from "./reverberate.js";

const SPEECH_HZ = [60, 600] as const;
const CREAK_HZ = [30, 300] as const;
const SOPRANO_HZ = [300, 1200] as const;
const BIRD_HZ = [800, 9000] as const;
/** Voices of each kind: four seconds each. */
const VOICES = 12;
const SINGLE_KIND_VOICES = 20;
const FIRST_SEED = 1;
/** Sets that guard against fitting take voices that no other set has. */
const OTHER_SEED = 5000;

/**
 * Every set of the comparison, in the order of the table.
 *
 * @param fdaFolder folder of laryngograph sentences; without it there are synthetic sets alone
 */
export function pitchSets(fdaFolder: string | undefined): readonly PitchSet[] {
  const speech = once(() => voices(cast(FIRST_SEED)));
  const hastySpeech = once(() => voices(cast(OTHER_SEED, HASTY)));
  const birds = once(async () => calls());
  const larynx = once(() => readLaryngograph(fdaFolder ?? ""));
  const speechSet = { rangeHz: SPEECH_HZ, measure: "frame error" } as const;
  const birdSet = { rangeHz: BIRD_HZ, measure: "frame error" } as const;
  const larynxSets: PitchSet[] = [
    { ...speechSet, name: "fda", title: "laryngograph", goal: { ours: 5.4, bestPeer: 6.2 }, make: larynx },
    {
      ...speechSet,
      name: "fda-white-10",
      title: "laryngograph, white 10 dB",
      goal: { ours: 6.2, bestPeer: 6.5 },
      make: degraded(larynx, white(10)),
    },
    {
      ...speechSet,
      name: "fda-white-0",
      title: "laryngograph, white 0 dB",
      goal: { ours: 10.5, bestPeer: 11.2 },
      make: degraded(larynx, white(0)),
    },
  ];
  return [
    ...(fdaFolder === undefined ? [] : larynxSets),
    { ...speechSet, name: "clean", title: "synthetic, clean", goal: { ours: 0.15, bestPeer: 0.17 }, make: speech },
    {
      ...speechSet,
      name: "white-10",
      title: "synthetic, white 10 dB",
      goal: { ours: 0.45, bestPeer: 0.54 },
      make: degraded(speech, white(10)),
    },
    {
      ...speechSet,
      name: "pink-10",
      title: "synthetic, pink 10 dB",
      goal: { ours: 0.6, bestPeer: 0.69 },
      make: degraded(speech, pink(10)),
    },
    {
      ...speechSet,
      name: "white-0",
      title: "synthetic, white 0 dB",
      goal: { ours: 9, bestPeer: 13.3 },
      make: degraded(speech, white(0)),
    },
    {
      ...speechSet,
      name: "telephone",
      title: "telephone band",
      goal: { ours: 0.2, bestPeer: 0.21 },
      make: degraded(speech, telephone),
    },
    {
      name: "creak",
      title: "creak 32-70 Hz",
      rangeHz: CREAK_HZ,
      measure: "frame error",
      goal: { ours: 0.9, bestPeer: 1 },
      make: () => voices(many(VOICE_KINDS.creak)),
    },
    {
      name: "soprano",
      title: "soprano 500-1100 Hz",
      rangeHz: SOPRANO_HZ,
      measure: "frame error",
      goal: { ours: 0.4, bestPeer: 0.5 },
      make: () => voices(many(VOICE_KINDS.soprano)),
    },
    { ...birdSet, name: "bird", title: "bird 1-8 kHz, clean", goal: { ours: 0.8, bestPeer: 1.1 }, make: birds },
    {
      ...birdSet,
      name: "bird-10",
      title: "bird 1-8 kHz, white 10 dB",
      goal: { ours: 3.5, bestPeer: 5 },
      make: degraded(birds, white(10)),
    },
    {
      ...speechSet,
      name: "steady",
      title: "fine error, no jitter (cents)",
      measure: "fine error",
      goal: { ours: 1.5, bestPeer: 2 },
      make: () => voices(cast(FIRST_SEED, STEADY), true),
    },
    { ...speechSet, name: "hasty-clean", title: "guard: hasty others, clean", make: hastySpeech },
    {
      ...speechSet,
      name: "hasty-white-10",
      title: "guard: hasty others, white 10 dB",
      make: degraded(hastySpeech, white(10)),
    },
    {
      ...speechSet,
      name: "hasty-white-0",
      title: "guard: hasty others, white 0 dB",
      make: degraded(hastySpeech, white(0)),
    },
    { ...speechSet, name: "room", title: "guard: hasty others, room, RT60 0.4 s", make: degraded(hastySpeech, room) },
    {
      ...speechSet,
      name: "hum",
      title: "guard: hasty others, mains hum 50 Hz, 20 dB",
      make: degraded(hastySpeech, hum),
    },
    {
      ...speechSet,
      name: "band-4k",
      title: "guard: hasty others, nothing above 4 kHz",
      make: degraded(hastySpeech, belowFourKilohertz),
    },
    {
      ...speechSet,
      name: "quiet",
      title: "guard: hasty others, 60 dB lower, 24 bits",
      make: degraded(hastySpeech, quiet),
    },
  ];
}

type Degradation = (known: KnownPitch, index: number) => KnownPitch;

const white =
  (decibels: number): Degradation =>
  (known, i) =>
    addNoise(known, "white", decibels, 17 * i + decibels);
const pink =
  (decibels: number): Degradation =>
  (known, i) =>
    addNoise(known, "pink", decibels, 19 * i + decibels);
const hum: Degradation = (known, i) => addNoise(known, "mains hum", 20, i);
const telephone: Degradation = (known) => limitBand(known, 300, 3400);
const belowFourKilohertz: Degradation = (known) => limitBand(known, 0, 4000);
const room: Degradation = (known, i) => reverberate(known, 0.4, 6, 23 * i);
const quiet: Degradation = (known) => ({
  ...known,
  samples: known.samples.map((sample) => Math.round(sample * 1e-3 * 2 ** 23) / 2 ** 23),
});

const degraded = (make: PitchSet["make"], degrade: Degradation) => async () => (await make()).map(degrade);

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

type Cast = readonly { readonly kind: VoiceKind; readonly seed: number }[];

const many = (kind: VoiceKind): Cast =>
  Array.from({ length: SINGLE_KIND_VOICES }, (_, i) => ({ kind, seed: FIRST_SEED + i }));

/** Men, women and children, a third each. */
const cast = (firstSeed: number, manner: Partial<VoiceKind> = {}): Cast =>
  [VOICE_KINDS.man, VOICE_KINDS.woman, VOICE_KINDS.child].flatMap((kind) =>
    Array.from({ length: VOICES }, (_, i) => ({ kind: { ...kind, ...manner }, seed: firstSeed + i })),
  );

async function voices(speakers: Cast, isSteady = false): Promise<KnownPitch[]> {
  return speakers.map(({ kind, seed }) => {
    const score = randomVoiceScore(kind, seed);
    const steady = { jitter: 0, shimmer: 0, flutter: 0, aspiration: 0 };
    return known(synthesizeVoice(isSteady ? { ...score, ...steady } : score));
  });
}

function calls(): KnownPitch[] {
  return Array.from({ length: SINGLE_KIND_VOICES }, (_, i) => known(synthesizeCalls(randomCallScore(FIRST_SEED + i))));
}

function known({ samples, sampleRateHz, truth }: ReturnType<typeof synthesizeVoice>): KnownPitch {
  return { samples, sampleRateHz, timeSeconds: truth.timeSeconds, frequencyHz: truth.frequencyHz };
}

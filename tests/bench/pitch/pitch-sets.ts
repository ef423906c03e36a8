import { synthesizeCalls, synthesizeVoice } from "@vocalith/testkit";
import { belowFourKilohertz, degraded, hum, once, pink, quiet, room, telephone, white } from "./degradations.js";
import type { KnownPitch, PitchSet } from "./known-pitch.js";
import { plainSets } from "./plain-sets.js";
import { randomCallScore } from "./random-call-score.js";
import { HASTY, randomVoiceScore, STEADY, UNDISTURBED, VOICE_KINDS, type VoiceKind } from "./random-voice-score.js";
import { readLaryngograph } from "./read-laryngograph.js";

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
    ...plainSets(),
    { ...speechSet, name: "clean", title: "hard, clean", make: speech },
    {
      ...speechSet,
      name: "white-10",
      title: "hard, white 10 dB",
      make: degraded(speech, white(10)),
    },
    {
      ...speechSet,
      name: "pink-10",
      title: "hard, pink 10 dB",
      make: degraded(speech, pink(10)),
    },
    {
      ...speechSet,
      name: "white-0",
      title: "hard, white 0 dB",
      make: degraded(speech, white(0)),
    },
    {
      ...speechSet,
      name: "telephone",
      title: "hard, telephone band",
      make: degraded(speech, telephone),
    },
    {
      name: "creak",
      title: "hard, creak 32-70 Hz",
      rangeHz: CREAK_HZ,
      measure: "frame error",
      make: () => voices(many(VOICE_KINDS.creak)),
    },
    {
      name: "soprano",
      title: "hard, soprano 500-1100 Hz",
      rangeHz: SOPRANO_HZ,
      measure: "frame error",
      make: () => voices(many(VOICE_KINDS.soprano)),
    },
    { ...birdSet, name: "bird", title: "hard, bird 1-8 kHz, clean", make: birds },
    {
      ...birdSet,
      name: "bird-10",
      title: "hard, bird 1-8 kHz, white 10 dB",
      make: degraded(birds, white(10)),
    },
    {
      ...speechSet,
      name: "steady",
      title: "hard, fine error, no jitter (cents)",
      measure: "fine error",
      make: () => voices(cast(FIRST_SEED, STEADY), true),
    },
    { ...speechSet, name: "hasty-clean", title: "hasty others, clean", make: hastySpeech },
    {
      ...speechSet,
      name: "hasty-white-10",
      title: "hasty others, white 10 dB",
      make: degraded(hastySpeech, white(10)),
    },
    {
      ...speechSet,
      name: "hasty-white-0",
      title: "hasty others, white 0 dB",
      make: degraded(hastySpeech, white(0)),
    },
    { ...speechSet, name: "room", title: "hasty others, room, RT60 0.4 s", make: degraded(hastySpeech, room) },
    {
      ...speechSet,
      name: "hum",
      title: "hasty others, mains hum 50 Hz, 20 dB",
      make: degraded(hastySpeech, hum),
    },
    {
      ...speechSet,
      name: "band-4k",
      title: "hasty others, nothing above 4 kHz",
      make: degraded(hastySpeech, belowFourKilohertz),
    },
    {
      ...speechSet,
      name: "quiet",
      title: "hasty others, 60 dB lower, 24 bits",
      make: degraded(hastySpeech, quiet),
    },
  ];
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
    return known(synthesizeVoice(isSteady ? { ...score, ...UNDISTURBED } : score));
  });
}

function calls(): KnownPitch[] {
  return Array.from({ length: SINGLE_KIND_VOICES }, (_, i) => known(synthesizeCalls(randomCallScore(FIRST_SEED + i))));
}

function known({ samples, sampleRateHz, truth }: ReturnType<typeof synthesizeVoice>): KnownPitch {
  return { samples, sampleRateHz, timeSeconds: truth.timeSeconds, frequencyHz: truth.frequencyHz };
}

import { contourValue, synthesizeCalls, synthesizeVoice } from "@vocalith/testkit";
import { degraded, once, pink, telephone, white } from "./degradations.js";
import type { KnownPitch, PitchSet } from "./known-pitch.js";
import { LEISURELY, randomCallScore } from "./random-call-score.js";
import { PLAIN, randomVoiceScore, STEADY, UNDISTURBED, VOICE_KINDS, type VoiceKind } from "./random-voice-score.js";
import { glottalStretches, wholeFrames } from "./whole-frames.js";

/** Voices of each kind: four seconds each, none of them in another family of sets. */
const VOICES = 20;
const FIRST_SEED = 9000;

/**
 * Sounds whose truth nobody can dispute: frames of 10 ms wholly voiced or wholly not, long stretches, nine frames of ten voiced.
 * The figures that the project set itself are for sounds of this kind; the hard sets ask for every edge and have many.
 */
export function plainSets(): readonly PitchSet[] {
  const men = once(async () => voices(VOICE_KINDS.man));
  const women = once(async () => voices(VOICE_KINDS.woman));
  const children = once(async () => voices(VOICE_KINDS.child));
  const speech = async () => [...(await men()), ...(await women()), ...(await children())];
  const creak = once(async () => voices(VOICE_KINDS.creak));
  const soprano = once(async () => voices(VOICE_KINDS.soprano));
  const birds = once(async () => calls());
  const steady = async () =>
    [VOICE_KINDS.man, VOICE_KINDS.woman, VOICE_KINDS.child].flatMap((kind) => voices({ ...kind, ...STEADY }, true));

  const ofSpeech = { rangeHz: [60, 600], measure: "frame error" } as const;
  const ofBirds = { rangeHz: [800, 9000], measure: "frame error" } as const;
  const set = (
    kind: Pick<PitchSet, "rangeHz" | "measure">,
    name: string,
    make: PitchSet["make"],
    goal?: PitchSet["goal"],
  ): PitchSet => ({ ...kind, name: `plain-${name.replaceAll(" ", "-")}`, title: `plain, ${name}`, make, goal });
  return [
    set(ofSpeech, "clean", speech, { ours: 0.15, bestPeer: 0.17 }),
    set(ofSpeech, "men", men),
    set(ofSpeech, "women", women),
    set(ofSpeech, "children", children),
    set(ofSpeech, "white 10", degraded(speech, white(10)), { ours: 0.45, bestPeer: 0.54 }),
    set(ofSpeech, "pink 10", degraded(speech, pink(10)), { ours: 0.6, bestPeer: 0.69 }),
    set(ofSpeech, "white 0", degraded(speech, white(0)), { ours: 9, bestPeer: 13.3 }),
    set(ofSpeech, "pink 0", degraded(speech, pink(0))),
    set(ofSpeech, "telephone", degraded(speech, telephone), { ours: 0.2, bestPeer: 0.21 }),
    set({ ...ofSpeech, rangeHz: [30, 300] }, "creak", creak, { ours: 0.9, bestPeer: 1 }),
    set({ ...ofSpeech, rangeHz: [300, 1200] }, "soprano", soprano, { ours: 0.4, bestPeer: 0.5 }),
    set(ofBirds, "bird", birds, { ours: 0.8, bestPeer: 1.1 }),
    set(ofBirds, "bird white 10", degraded(birds, white(10)), { ours: 3.5, bestPeer: 5 }),
    set({ ...ofSpeech, measure: "fine error" }, "steady", steady, { ours: 1.5, bestPeer: 2 }),
  ];
}

function voices(kind: VoiceKind, isSteady = false): KnownPitch[] {
  return Array.from({ length: VOICES }, (_, i) => {
    const score = randomVoiceScore({ ...kind, ...PLAIN }, FIRST_SEED + i);
    const voice = synthesizeVoice(isSteady ? { ...score, ...UNDISTURBED } : score);
    return wholeFrames(voice, glottalStretches(voice.truth, contourValue(score.pulseShape, 0)));
  });
}

function calls(): KnownPitch[] {
  return Array.from({ length: VOICES }, (_, i) => {
    const call = synthesizeCalls(randomCallScore(FIRST_SEED + i, LEISURELY));
    return wholeFrames(
      call,
      call.truth.syllables.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds] as const),
    );
  });
}

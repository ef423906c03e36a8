/** What the networks for pitch learn from. */
import type { KnownPitch } from "./known-pitch.js";
import {
  BIRD_KINDS,
  babble,
  HUMAN_KINDS,
  inNoise,
  inRoom,
  laryngographSpeech,
  type NoiseColour,
  plainNoise,
  syntheticVoice,
  throughTelephone,
  whisper,
  withHum,
} from "./pitch-corpus.js";
import { heldCall, heldVoice, PULSE_KINDS, pulseVoice } from "./pulse-voices.js";

/** A sound to learn from, and how much each of its frames counts. */
export interface LearningSound {
  readonly known: KnownPitch;
  readonly weight: number;
}

/** Voices of each synthetic kind: sums of partials, and pulses through resonances. */
const PARTIAL_VOICES = 10;
const PULSE_VOICES = 36;
/** Tones of each kind that are held through the whole recording. */
const HELD_VOICES = 30;
const HIGHEST_VOICE_HZ = 1100;

const WORSE: readonly (readonly [NoiseColour | "crowd", number])[] = [
  ["white", 10],
  ["white", 0],
  ["pink", 10],
  ["pink", 3],
  ["white", 20],
  ["brown", 5],
  ["crowd", 12],
  ["white", 5],
];

/**
 * Laryngograph speech at four speeds, synthetic men, women, children, creaking voices and sopranos, whispers and noise; clean, in noise, through a
 * telephone, in rooms and with hum.
 *
 * @param speech - The sentences that are learned from, by number.
 */
export async function* humanSounds(
  folder: string,
  speech: (sentence: number) => boolean,
): AsyncGenerator<LearningSound> {
  const spoken: KnownPitch[] = [];
  for (const speed of [1, 1.6, 0.8, 1.25]) {
    spoken.push(...(await laryngographSpeech(folder, speed)).filter((_, i) => speech(i)));
  }
  const crowd = babble(spoken.filter((_, i) => i % 6 === 0));
  const noisy = (known: KnownPitch, pick: number, seed: number) => {
    const [colour, decibels] = WORSE[pick % WORSE.length] ?? ["white", 10];
    return inNoise(known, colour === "crowd" ? crowd : colour, decibels, seed);
  };
  for (const [i, known] of spoken.entries()) {
    // Sentences at their own speed are the only ones as they were spoken, so they count for more and are heard in more kinds of noise.
    const own = i < spoken.length / 4;
    const weight = own ? 2 : 0.7;
    yield { known, weight };
    const picks = own ? [0, 1, 2, 3 + (i % 5)] : [i % 8, (3 * i + 1) % 8];
    for (const pick of new Set(picks)) yield { known: noisy(known, pick, 17 * i + pick), weight };
    if (i % 4 === 0) yield { known: throughTelephone(known), weight };
    if (i % 4 === 1) yield { known: withHum(known, 8 + 2 * (i % 12), i), weight };
    if (i % 8 === 2) yield { known: inRoom(known, i), weight: 0.5 * weight };
  }
  const kinds = Object.values(PULSE_KINDS);
  for (let k = 0; k < kinds.length; k++) {
    for (let i = 0; i < PARTIAL_VOICES + PULSE_VOICES; i++) {
      const seed = 1000 * (k + 1) + i;
      const known = i < PARTIAL_VOICES ? syntheticVoice(HUMAN_KINDS[k], seed) : pulseVoice(kinds[k], seed);
      yield { known, weight: 2 };
      yield { known: noisy(known, i, seed), weight: 1 };
      if (i % 3 === 0) yield { known: noisy(known, 3 * i + 1, seed + 500), weight: 1 };
      if (i % 2 === 0) yield { known: throughTelephone(known), weight: 1.5 };
      if (i % 3 === 1) yield { known: withHum(known, 6 + (seed % 24), seed), weight: 1 };
      if (i % 3 === 2) yield { known: inRoom(known, seed), weight: 1 };
      if (i % 6 === 5) yield { known: inNoise(inRoom(known, seed), "pink", 15 + (seed % 20), seed), weight: 1 };
    }
  }
  // What whistles above the range is no voice, however periodic at its subharmonics.
  for (let i = 0; i < 60; i++) {
    const call = heldCall(1000 + i);
    const known = { ...call, frequencyHz: call.frequencyHz.map((f) => (f > HIGHEST_VOICE_HZ ? 0 : f)) };
    yield { known, weight: 1 };
    if (i % 2 === 0) yield { known: inNoise(known, "white", i % 20, i), weight: 1 };
  }
  for (let i = 0; i < 40; i++) yield { known: whisper(500 + i), weight: 0.5 };
  for (let i = 0; i < 60; i++) yield { known: plainNoise(900 + i), weight: 0.5 };
  for (let k = 0; k < kinds.length; k++) {
    for (let i = 0; i < HELD_VOICES; i++) {
      const known = heldVoice(kinds[k], 1000 * (k + 1) + i);
      yield { known, weight: 2 };
      if (i % 3 === 0) yield { known: inNoise(known, i % 2 === 0 ? "white" : "pink", i % 24, i), weight: 1 };
    }
  }
}

/** Whistles, chirps and calls; clean and in noise. */
export async function* birdSounds(): AsyncGenerator<LearningSound> {
  for (let k = 0; k < BIRD_KINDS.length; k++) {
    for (let i = 0; i < 24; i++) {
      const known = syntheticVoice(BIRD_KINDS[k], 7000 + 100 * k + i);
      yield { known, weight: 1 };
      yield { known: inNoise(known, "white", [10, 3, 20, 0][i % 4] ?? 10, i), weight: 1 };
      if (i % 2 === 1) yield { known: inNoise(known, "pink", i % 4 === 1 ? 10 : 20, i), weight: 1 };
    }
  }
  for (let i = 0; i < 60; i++) yield { known: heldCall(i), weight: 1 };
  for (let i = 0; i < 12; i++) {
    const noise = plainNoise(400 + i);
    yield { known: { ...noise, sampleRateHz: 32_000, stepSeconds: noise.stepSeconds / 2 }, weight: 1 };
  }
}

import { synthesizeVoice } from "@vocalith/testkit";
import type { KnownPitch } from "./known-pitch.js";
import { randomVoiceScore, VOICE_KINDS } from "./random-voice-score.js";

const RATE_HZ = 48_000;
const VOICES = 15;

/** A minute of men's, women's and children's voices at 48 kHz, for timing. */
export function minuteOfVoice(): KnownPitch {
  const kinds = [VOICE_KINDS.man, VOICE_KINDS.woman, VOICE_KINDS.child];
  const samples = new Float32Array(60 * RATE_HZ);
  for (let i = 0; i < VOICES; i++) {
    const voice = synthesizeVoice(randomVoiceScore(kinds[i % 3] ?? VOICE_KINDS.man, 900 + i, RATE_HZ));
    samples.set(voice.samples, i * 4 * RATE_HZ);
  }
  return { samples, sampleRateHz: RATE_HZ, timeSeconds: new Float64Array(0), frequencyHz: new Float64Array(0) };
}

import { type SyntheticVoice, synthesizeVoice } from "@vocalith/testkit";

/** When each syllable of the phrase begins and ends, in seconds, and its vowel. */
const SYLLABLES = [
  [0.15, 0.5, [730, 1090, 2440]],
  [0.56, 0.9, [270, 2290, 3010]],
  [1.3, 1.62, [530, 1840, 2480]],
  [1.68, 2.1, [440, 1020, 2240]],
] as const;
const UPPER_HZ = [3400, 4500, 5600, 6700, 7800];

export const PHRASE_SECONDS = 2.4;

/** A woman-like voice that says four syllables with a pause between the second and the third, with jitter, shimmer and some breath. */
export function spokenPhrase(sampleRateHz = 16_000, seed = 1): SyntheticVoice {
  const voicing = SYLLABLES.flatMap(
    ([from, to]) =>
      [
        [from, 0],
        [from + 0.04, 1],
        [to - 0.06, 0.8],
        [to, 0],
      ] as const,
  );
  const vowel = (formant: 0 | 1 | 2) =>
    SYLLABLES.flatMap(
      ([from, to, hz]) =>
        [
          [from, hz[formant]],
          [to, hz[formant]],
        ] as const,
    );
  return synthesizeVoice({
    durationSeconds: PHRASE_SECONDS,
    sampleRateHz,
    seed,
    frequencyHz: [
      [0, 170],
      [0.4, 210],
      [1.2, 185],
      [1.5, 220],
      [2.2, 150],
    ],
    voicing,
    jitter: 0.006,
    shimmer: 0.03,
    pulseShape: 1,
    aspiration: 0.02,
    formants: [
      ...([0, 1, 2] as const).map((n) => ({ frequencyHz: vowel(n), bandwidthHz: [70, 90, 120][n] ?? 100 })),
      ...UPPER_HZ.filter((hz) => hz < 0.5 * sampleRateHz + 500).map((frequencyHz) => ({
        frequencyHz,
        bandwidthHz: 200,
      })),
    ],
    levelDb: -24,
    backgroundDb: -65,
  });
}

import { sungVowel, whiteNoise, withNoise } from "../../../packages/dsp/test/quality/sung-vowel.js";

/** A vowel about which something is known. */
export interface KnownVowel {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** Of its glottal cycles, fractions. */
  readonly jitter: number;
  readonly shimmer: number;
  /** Power of the voice over that of the noise in dB; infinite without noise. */
  readonly harmonicsToNoiseDb: number;
  /** First three resonances in Hz. */
  readonly formantHz: readonly number[];
}

const RATE_HZ = 16_000;
const VOWELS = ["a", "i", "u"] as const;
const FORMANTS_HZ = { a: [730, 1090, 2440], i: [270, 2290, 3010], u: [300, 870, 2240] } as const;
/** Resonances over those of a man, by pitch. */
const tractScale = (frequencyHz: number) => (frequencyHz < 160 ? 1 : frequencyHz < 280 ? 1.17 : 1.35);

/** Vowels of one pitch with jitter and shimmer of 0.3 to 2 and 2 to 8 %, mean and spread of a real voice. */
export function disturbedVowels(frequencyHz: number): KnownVowel[] {
  return [0.003, 0.006, 0.01, 0.02].flatMap((jitter, i) =>
    (["a", "i"] as const).map((vowel, v) => {
      const options = { vowel, jitter, shimmer: 0.02 + 2 * jitter, seed: 100 * i + 10 * v + 1 };
      const { samples, truth } = sungVowel({
        ...options,
        frequencyHz,
        tractScale: tractScale(frequencyHz),
        sampleRateHz: RATE_HZ,
        durationSeconds: 2,
      });
      return known(samples, vowel, frequencyHz, { jitter: truth.jitter, shimmer: truth.shimmer });
    }),
  );
}

/** Vowels without any disturbance in white noise of a known power. */
export function noisyVowels(harmonicsToNoiseDb: number): KnownVowel[] {
  return [110, 210, 330].flatMap((frequencyHz, f) =>
    (["a", "i"] as const).map((vowel, v) => {
      const { samples } = sungVowel({
        vowel,
        frequencyHz,
        tractScale: tractScale(frequencyHz),
        sampleRateHz: RATE_HZ,
        durationSeconds: 2,
      });
      const noisy = withNoise(samples, whiteNoise(samples.length, 10 * f + v + 1), harmonicsToNoiseDb);
      return known(noisy, vowel, frequencyHz, { harmonicsToNoiseDb });
    }),
  );
}

/** Vowels of men (90 to 140 Hz) or women (180 to 240 Hz) that fall by a fifth of their pitch. */
export function formantVowels(pitchesHz: readonly number[]): KnownVowel[] {
  return pitchesHz.flatMap((hz, f) =>
    VOWELS.map((vowel, v) => {
      const { samples } = sungVowel({
        vowel,
        frequencyHz: [
          [0, 1.1 * hz],
          [1, 0.9 * hz],
        ],
        tractScale: tractScale(hz),
        jitter: 0.005,
        shimmer: 0.03,
        aspiration: 0.02,
        sampleRateHz: RATE_HZ,
        durationSeconds: 1,
        seed: 10 * f + v + 1,
      });
      return known(samples, vowel, hz, {});
    }),
  );
}

function known(
  samples: Float32Array,
  vowel: keyof typeof FORMANTS_HZ,
  frequencyHz: number,
  truth: Partial<Pick<KnownVowel, "jitter" | "shimmer" | "harmonicsToNoiseDb">>,
): KnownVowel {
  return {
    samples,
    sampleRateHz: RATE_HZ,
    jitter: Number.NaN,
    shimmer: Number.NaN,
    harmonicsToNoiseDb: Number.POSITIVE_INFINITY,
    formantHz: FORMANTS_HZ[vowel].map((hz) => hz * tractScale(frequencyHz)),
    ...truth,
  };
}

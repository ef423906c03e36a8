import type { Register } from "../register.js";
import type { SpeakerTraits, UtteranceTraits } from "../voice-features.js";

/** What the arousal of a voice is judged by; each held to the range in which it was learned. */
export interface ArousalIngredients {
  /** Median pitch in octaves above what the length of the vocal tract suggests. */
  readonly height: number;
  /** The habitual low tone (tenth percentile) in octaves above what the length of the vocal tract suggests. */
  readonly base: number;
  /** Alpha ratio in dB: a pressed or shouted voice has more power above 1 kHz. */
  readonly alpha: number;
  /** Harmonics-to-noise ratio in dB: a voice beside itself is harsh and never steady. */
  readonly harmonicity: number;
  /** Syllables a second. */
  readonly rate: number;
}

/** A logistic model: log odds are `bias` and the weighted sum of the ingredients. */
export interface ArousalModel extends ArousalIngredients {
  readonly bias: number;
}

/**
 * Learned by `scripts/learn-arousal.ts` on the Berlin Database of Emotional Speech (Burkhardt et al. 2005): anger, fear and
 * happiness against sadness, boredom and neutral, clean and through telephones, noise, rooms and other microphones, with little trust in what
 * noise at 40 dB and Opus at 32 kbit/s move. With the speaker left out, the area under the ROC curve is .96 clean and through the others
 * (.94 in a room that rings for 0.6 s, .95 under a dull or a bright microphone).
 */
export const AROUSAL_MODEL: ArousalModel = {
  height: 3.44,
  base: 1.49,
  alpha: 0.195,
  harmonicity: -0.112,
  rate: 0.167,
  bias: 0.892,
};

/** An ingredient that a voice does not have (a whisper's pitch) takes the place of a calm voice's. */
const CALM: ArousalIngredients = { height: -0.3, base: -0.3, alpha: -8, harmonicity: 17, rate: 4.5 };

/** Where a register's calm voices lie: pitch in Hz, and syllables a second. */
const USUAL: Readonly<Record<Register, { medianHz: number; baseHz: number; rate: number }>> = {
  human: { medianHz: 170, baseHz: 140, rate: CALM.rate },
  bird: { medianHz: 3500, baseHz: 2500, rate: 4.5 },
  whale: { medianHz: 250, baseHz: 150, rate: 0.4 },
};

/** Length of the vocal tract at which the usual human pitch is usual, in mm. */
const USUAL_TRACT_MM = 155;
/** Octaves of pitch for an octave of length, over men, women and children. */
const TRACT_SLOPE = 2;

/** What `arousal` weighs, drawn from a voice's summary. */
export function arousalIngredients(
  speaker: SpeakerTraits,
  utterance: Pick<UtteranceTraits, "syllablesPerSecond">,
): ArousalIngredients {
  const human = speaker.register === "human";
  const usual = USUAL[speaker.register];
  const tract = human ? TRACT_SLOPE * hold(Math.log2(speaker.vocalTractLengthMm / USUAL_TRACT_MM), -0.5, 0.2, 0) : 0;
  const voiced = speaker.pitchMedianHz > 0;
  return {
    height: hold(Math.log2(speaker.pitchMedianHz / usual.medianHz) + tract, -1.2, 2, CALM.height),
    base: hold(Math.log2(speaker.pitchBaseHz / usual.baseHz) + tract, -1.2, 2, CALM.base),
    // Below water and among leaves the spectrum is the place's, not the voice's.
    alpha: human && voiced ? hold(speaker.alphaRatioDb, -18, 8, CALM.alpha) : CALM.alpha,
    // A whistle is pure and a moan harsh by nature, however calm the animal.
    harmonicity: human && voiced ? hold(speaker.harmonicsToNoiseDb, 6, 25, CALM.harmonicity) : CALM.harmonicity,
    rate: hold((utterance.syllablesPerSecond * CALM.rate) / usual.rate, 1, 8, CALM.rate),
  };
}

/**
 * How aroused a voice is, 0 (calm) to 1 (beside itself): a logistic model over how high it is pitched for its vocal tract, how much of its
 * power lies above 1 kHz, how harsh it is and how fast it speaks. No ingredient depends on the recording's gain. Birds and whales are
 * measured against the middle of their own register.
 */
export function arousal(
  speaker: SpeakerTraits,
  utterance: Pick<UtteranceTraits, "syllablesPerSecond">,
  model: ArousalModel = AROUSAL_MODEL,
): number {
  const { height, base, alpha, harmonicity, rate } = arousalIngredients(speaker, utterance);
  const logOdds =
    model.bias +
    model.height * height +
    model.base * base +
    model.alpha * alpha +
    model.harmonicity * harmonicity +
    model.rate * rate;
  return 1 / (1 + Math.exp(-logOdds));
}

/** `value` within a range, or `otherwise` where it is no number. */
function hold(value: number, least: number, most: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : Math.max(least, Math.min(most, value));
}

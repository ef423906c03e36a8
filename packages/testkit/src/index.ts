export {
  composeUtterance,
  type Manner,
  type Speaker,
  UTTERANCE_DEFAULTS,
  type UtteranceOptions,
} from "./compose-utterance.js";
export { type Contour, contourValue } from "./contour.js";
export { decimate } from "./decimate.js";
export { FormantResonator } from "./formant-resonator.js";
export { type GlottalPulse, glottalPulse } from "./glottal-pulse.js";
export { levelSamples } from "./level-samples.js";
export { PHONES, type Phone } from "./phones.js";
export { type SeededRandom, seededRandom } from "./seeded-random.js";
export { type CallNote, type CallScore, synthesizeCalls } from "./synthesize-calls.js";
export { synthesizeVoice } from "./synthesize-voice.js";
export type { Formant, Frication, VoiceScore } from "./voice-score.js";
export { type SyntheticVoice, TRUTH_HOP_SECONDS, type TruthSyllable, type VoiceTruth } from "./voice-truth.js";
export { WAV_DEFAULTS, type WAVOptions, writeWAV } from "./write-wav.js";

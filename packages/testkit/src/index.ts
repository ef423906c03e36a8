export { type AdmeshVerdict, askAdmesh } from "./ask-admesh.js";
export { type AssimpVerdict, askAssimp } from "./ask-assimp.js";
export { askManifold, type ManifoldVerdict } from "./ask-manifold.js";
export { askOpenscad, type OpenscadVerdict } from "./ask-openscad.js";
export { askPrusaSlicer, type PrusaSlicerVerdict } from "./ask-prusa-slicer.js";
export { checkSolid, type SolidVerdict } from "./check-solid.js";
export {
  composeUtterance,
  type Manner,
  type Speaker,
  UTTERANCE_DEFAULTS,
  type UtteranceOptions,
} from "./compose-utterance.js";
export { type Contour, contourValue } from "./contour.js";
export { countIslands, type Islands, type Layer } from "./count-islands.js";
export { decimate } from "./decimate.js";
export { FormantResonator } from "./formant-resonator.js";
export { type GlottalPulse, glottalPulse } from "./glottal-pulse.js";
export { levelSamples } from "./level-samples.js";
export { PHONES, type Phone } from "./phones.js";
export { needRealClient, type RealClient, type RealClientName, realClient } from "./real-client.js";
export { removeProfile } from "./remove-profile.js";
export { type SeededRandom, seededRandom } from "./seeded-random.js";
export { selfIntersections } from "./self-intersections.js";
export { type ResinSlice, type ResinSliceOptions, sliceInResin } from "./slice-in-resin.js";
export { type CallNote, type CallScore, synthesizeCalls } from "./synthesize-calls.js";
export { synthesizeVoice } from "./synthesize-voice.js";
export { type TriangleSoup, triangleSoup } from "./triangle-soup.js";
export type { Formant, Frication, VoiceScore } from "./voice-score.js";
export { type SyntheticVoice, TRUTH_HOP_SECONDS, type TruthSyllable, type VoiceTruth } from "./voice-truth.js";
export { volumeOf } from "./volume-of.js";
export { WAV_DEFAULTS, type WAVOptions, writeWAV } from "./write-wav.js";

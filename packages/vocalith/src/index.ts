export {
  CRYSTAL_SYSTEMS,
  FIELD_MAXIMA,
  FORM_COUNT,
  type FormCode,
  type GemCode,
  MAXIMUM_SYLLABLES,
  type SpeciesCode,
  type SpecimenCode,
  type SyllableCode,
} from "./code/gem-code.js";
export { GemCodeError } from "./code/gem-code-error.js";
export { formatGemCode, parseGemCode } from "./code/gem-code-text.js";
export { completeGem, OtherVoiceError } from "./complete-gem.js";
export {
  CREATE_GEM_DEFAULTS,
  type CreateGemOptions,
  checkGemOptions,
  createGem,
  type GemProgress,
} from "./create-gem.js";
export { CUT_DEFAULTS, CutOptionError, type CutOptions, cutGem } from "./cut-gem.js";
export { type FacetingDesign, facetingDesign } from "./cuts/brilliant/faceting-design.js";
export type { FacetingDesignFacet, FacetingDesignTier } from "./cuts/brilliant/faceting-design-tier.js";
export type { CutName } from "./cuts/cut-name.js";
export { CUTS, type Cut } from "./cuts/cuts.js";
export type { PlacedCrystal } from "./cuts/placed-crystal.js";
export {
  EXPLAIN_LANGUAGES,
  type ExplainedTrait,
  type ExplainLanguage,
  type Explanation,
  explain,
} from "./explain/explain.js";
export { ExplainLanguageError } from "./explain/explain-language-error.js";
export { catalogueNumber } from "./fabricate/catalogue-number.js";
export type { CordHoleOptions } from "./fabricate/drill-cord-hole.js";
export { type FabricateGemOptions, fabricateGem } from "./fabricate/fabricate-gem.js";
export type {
  GemMachining,
  MachinedBail,
  MachinedDrain,
  MachinedFlat,
  MachinedHole,
  MachinedHollow,
  MachinedText,
} from "./fabricate/gem-machining.js";
export { checkGemFormats, type FormatStone } from "./files/check-gem-formats.js";
export { GEM_FORMATS, type GemFile, type GemFormat } from "./files/gem-file.js";
export { GemFormatError } from "./files/gem-format-error.js";
export { type SolidDocumentOptions, solidDocumentOf } from "./files/solid-document-of.js";
export { WRITE_GEM_FILES_DEFAULTS, type WriteGemFilesOptions, writeGemFiles } from "./files/write-gem-files.js";
export type { Gem, GemColor, GemCrystal, GemIndividual, GemSketch, GemSyllable } from "./gem.js";
export { gemDistance } from "./gem-distance.js";
export { type MeasuredSpecies, measureSpecies } from "./goniometer/measure-species.js";
export { type ComparedSpecies, speciesDistance } from "./goniometer/species-distance.js";
export { growGem } from "./grow-gem.js";
export { SpeakersError } from "./input/part-speakers.js";
export { type AudioBufferLike, type Samples, type VoiceInput, VoiceInputError } from "./input/read-voice.js";
export { encodeVoice } from "./law/encode-voice.js";
export type { GemParticles } from "./particles/gem-particles.js";
export { ParticleCountError } from "./particles/particle-count-error.js";
export {
  DRAW_BRILLIANT_DEFAULTS,
  DRAW_GEM_DEFAULTS,
  type DrawGemOptions,
  drawGem,
  drawGemInSteps,
} from "./picture/draw-gem.js";
export { encodePng } from "./picture/encode-png.js";
export type { Picture } from "./picture/picture.js";
export { PictureOptionError } from "./picture/picture-option-error.js";
export type { DrawnCrystal, DrawnGem } from "./picture/traced-stone.js";
export type {
  ConsentStatement,
  GemVersions,
  Provenance,
  ProvenanceStatement,
  RecordingProvenance,
  VoiceProvenance,
} from "./provenance/provenance.js";
export { ConsentError, ProvenanceError } from "./provenance/provenance-error.js";
export { traceGem } from "./provenance/trace-gem.js";
export { traceRecording } from "./provenance/trace-recording.js";
export { formatTwinCode, parseTwinCode, type TwinCode } from "./twin/twin-code.js";

export type { GemBody, GemBodyCrystal, GemBodyIndividual } from "./gem-body.js";
export { type GemMaterial, gemMaterial } from "./material/gem-material.js";
export { GEM_MATERIAL_DEFAULTS, type GemMaterialOptions } from "./material/gem-material-options.js";
export type { GemUniforms } from "./material/gem-uniforms.js";
export { oklchToLinearSrgb } from "./material/oklch-to-linear-srgb.js";
export { type ReplaceGemOptions, replaceGem } from "./material/replace-gem.js";
export { PARTICLE_POINTS_DEFAULTS, type ParticlePointsOptions } from "./particles/particle-options.js";
export {
  type ParticleMaterial,
  type ParticlePoints,
  type ParticleSource,
  type ParticleUniforms,
  particlePoints,
} from "./particles/particle-points.js";
export { DEVELOP_DEFAULTS, type DevelopOptions, developPicture } from "./picture/develop-picture.js";
export type { FrameOptions } from "./picture/frame-gem.js";
export { GEM_PICTURE_DEFAULTS, type GemPictureOptions, renderGemPicture } from "./picture/render-gem-picture.js";
export { toBufferGeometry } from "./to-buffer-geometry.js";
export { toTracedGeometry } from "./to-traced-geometry.js";
export {
  ADAPTIVE_QUALITY_DEFAULTS,
  AdaptiveQuality,
  type AdaptiveQualityOptions,
  type Quality,
} from "./viewer/adaptive-quality.js";
export { type GemForm, GemViewer } from "./viewer/gem-viewer.js";
export {
  GemViewerError,
  NoParticlesError,
  NoVideoError,
  NoWebGLError,
  ViewerClosedError,
  ViewerOptionError,
} from "./viewer/gem-viewer-error.js";
export {
  type CrystalChoice,
  type GemViewerEventMap,
  GemViewerEvents,
  type QualityChange,
} from "./viewer/gem-viewer-events.js";
export { GEM_VIEWER_DEFAULTS, type GemViewerOptions } from "./viewer/gem-viewer-options.js";
export {
  SNAPSHOT_DEFAULTS,
  type SnapshotOptions,
  TURNTABLE_DEFAULTS,
  type TurntableOptions,
} from "./viewer/picture-options.js";
export type { ViewedGem } from "./viewer/viewed-gem.js";

export { DEVELOP_DEFAULTS, type DevelopOptions, developPicture } from "./develop-picture.js";
export type { FrameOptions } from "./frame-gem.js";
export type { GemBody } from "./gem-body.js";
export { type GemMaterial, gemMaterial } from "./gem-material.js";
export { GEM_MATERIAL_DEFAULTS, type GemMaterialOptions } from "./gem-material-options.js";
export type { GemUniforms } from "./gem-uniforms.js";
export { oklchToLinearSrgb } from "./oklch-to-linear-srgb.js";
export { GEM_PICTURE_DEFAULTS, type GemPictureOptions, renderGemPicture } from "./render-gem-picture.js";
export { toBufferGeometry } from "./to-buffer-geometry.js";

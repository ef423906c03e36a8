export type { GemBody } from "./gem-body.js";
export { type GemMaterial, gemMaterial } from "./material/gem-material.js";
export { GEM_MATERIAL_DEFAULTS, type GemMaterialOptions } from "./material/gem-material-options.js";
export type { GemUniforms } from "./material/gem-uniforms.js";
export { oklchToLinearSrgb } from "./material/oklch-to-linear-srgb.js";
export { DEVELOP_DEFAULTS, type DevelopOptions, developPicture } from "./picture/develop-picture.js";
export type { FrameOptions } from "./picture/frame-gem.js";
export { GEM_PICTURE_DEFAULTS, type GemPictureOptions, renderGemPicture } from "./picture/render-gem-picture.js";
export { toBufferGeometry } from "./to-buffer-geometry.js";

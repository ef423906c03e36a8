import {
  HalfFloatType,
  LinearFilter,
  LinearSRGBColorSpace,
  NoColorSpace,
  SRGBColorSpace,
  UnsignedByteType,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";

/** How light is kept on this graphics card. */
export interface LightFormat {
  /** Brightest light that can be kept: lamps seen in a facet are far brighter than white. */
  readonly brightest: number;
  /** Samples whose mean can be kept before rounding eats what another adds. */
  readonly mostSamples: number;
  /** Targets of this format. */
  target(widthPx: number, heightPx: number, depthBuffer: boolean): WebGLRenderTarget;
}

/** Sparks brighter than this are as good as white and would only make a picture restless: that of `renderGemPicture`. */
const BRIGHTEST = 6;

/** Half floats, which every WebGL 2 card of today can draw to; else bytes, which clip at white and hold fewer samples. */
export function lightFormatOf(renderer: WebGLRenderer): LightFormat {
  const { extensions } = renderer;
  const isFloat = extensions.has("EXT_color_buffer_float") || extensions.has("EXT_color_buffer_half_float");
  return {
    brightest: isFloat ? BRIGHTEST : 1,
    mostSamples: isFloat ? Infinity : 8,
    target(widthPx, heightPx, depthBuffer) {
      const target = new WebGLRenderTarget(widthPx, heightPx, {
        type: isFloat ? HalfFloatType : UnsignedByteType,
        // Bytes are kept as sRGB by the card itself: linear ones would band in the dark.
        colorSpace: isFloat ? NoColorSpace : SRGBColorSpace,
        magFilter: LinearFilter,
        minFilter: LinearFilter,
        depthBuffer,
      });
      return target;
    },
  };
}

/** A target of display bytes, for pictures that are read back. */
export function displayTarget(widthPx: number, heightPx: number): WebGLRenderTarget {
  return new WebGLRenderTarget(widthPx, heightPx, {
    type: UnsignedByteType,
    colorSpace: LinearSRGBColorSpace,
    depthBuffer: false,
  });
}

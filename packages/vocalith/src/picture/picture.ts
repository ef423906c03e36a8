/** A picture as plain data. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Red, green, blue and opacity of each pixel, sRGB, row by row from the top left: what a canvas' `ImageData` takes. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

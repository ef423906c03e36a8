import { exposeFilm, HALO_RADII } from "./film.js";

/** How light becomes a picture. */
export interface DevelopOptions {
  /** Factor on the light before the film curve, above 0. */
  readonly exposure?: number;
  /** Share of the light that the lens scatters around bright points, 0 to 1. */
  readonly bloom?: number;
  /** Share of the picture's width and height at each edge over which its light fades into the background, 0 to 0.5. */
  readonly vignette?: number;
  /** Colour where there is no light, linear sRGB. */
  readonly background?: readonly [number, number, number];
}

/** What `developPicture` takes for fields left out. */
export const DEVELOP_DEFAULTS: Required<DevelopOptions> = {
  exposure: 1,
  bloom: 0.06,
  vignette: 0.12,
  background: [0.0022, 0.0022, 0.003],
};

/**
 * Turns linear light into display colours as film does: a little bloom, a shoulder that keeps highlights from clipping, and
 * strong colours that pale towards white as they grow bright.
 *
 * @param light RGBA, four floats a pixel, linear, rows in any order.
 * @param widthPx Pixels in a row.
 * @returns RGBA bytes, sRGB, opaque, rows in the same order.
 *
 * @example
 * ```ts
 * import { developPicture } from "@vocalith/three";
 *
 * export const pixels = developPicture(new Float32Array([0.2, 0.1, 0.4, 1]), 1);
 * ```
 */
export function developPicture(light: Float32Array, widthPx: number, options: DevelopOptions = {}): Uint8ClampedArray {
  const exposure = options.exposure ?? DEVELOP_DEFAULTS.exposure;
  const bloom = options.bloom ?? DEVELOP_DEFAULTS.bloom;
  const vignette = options.vignette ?? DEVELOP_DEFAULTS.vignette;
  const background = options.background ?? DEVELOP_DEFAULTS.background;
  const heightPx = light.length / 4 / widthPx;
  if (!Number.isInteger(heightPx)) throw new RangeError(`${light.length} floats are no rows of ${widthPx} RGBA pixels`);
  const halo = bloom > 0 ? scatter(light, widthPx, heightPx) : light;
  const pixels = new Uint8ClampedArray(light.length);
  const film: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < light.length; at += 4) {
    const pixel = at / 4;
    const fade =
      exposure *
      edgeFade(pixel % widthPx, widthPx, vignette) *
      edgeFade(Math.floor(pixel / widthPx), heightPx, vignette);
    const channel = (offset: number): number => {
      const sharp = light[at + offset] as number;
      const soft = halo[at + offset] as number;
      return (sharp + (soft - sharp) * bloom) * fade + (background[offset] as number);
    };
    film[0] = channel(0);
    film[1] = channel(1);
    film[2] = channel(2);
    exposeFilm(film);
    pixels[at] = film[0] * 255;
    pixels[at + 1] = film[1] * 255;
    pixels[at + 2] = film[2] * 255;
    pixels[at + 3] = 255;
  }
  return pixels;
}

function edgeFade(at: number, length: number, share: number): number {
  const near = Math.min(1, (Math.min(at, length - 1 - at) + 0.5) / Math.max(1e-9, share * length));
  return near * near * (3 - 2 * near);
}

/** Light spread by the lens: two Gaussian rings, sized by the picture. */
function scatter(light: Float32Array, widthPx: number, heightPx: number): Float32Array {
  const near = blur(light, widthPx, heightPx, Math.max(1, Math.round(widthPx * HALO_RADII.near)));
  const far = blur(light, widthPx, heightPx, Math.max(2, Math.round(widthPx * HALO_RADII.far)));
  return near.map((value, index) => 0.5 * value + 0.5 * (far[index] as number));
}

/** Three box blurs each way: a Gaussian in all but name (central limit), at a cost that does not grow with its width. */
function blur(light: Float32Array, widthPx: number, heightPx: number, radiusPx: number): Float32Array {
  const from = light.slice();
  const into = new Float32Array(light.length);
  for (let round = 0; round < 3; round++) {
    boxBlur(from, into, heightPx, widthPx, widthPx * 4, 4, radiusPx);
    boxBlur(into, from, widthPx, heightPx, 4, widthPx * 4, radiusPx);
  }
  return from;
}

function boxBlur(
  from: Float32Array,
  into: Float32Array,
  lines: number,
  length: number,
  lineStride: number,
  stride: number,
  radius: number,
): void {
  const share = 1 / (2 * radius + 1);
  for (let line = 0; line < lines; line++) {
    for (let channel = 0; channel < 3; channel++) {
      const start = line * lineStride + channel;
      let sum = 0;
      for (let at = 0; at < Math.min(radius, length); at++) sum += from[start + at * stride] as number;
      for (let at = 0; at < length; at++) {
        if (at + radius < length) sum += from[start + (at + radius) * stride] as number;
        if (at - radius - 1 >= 0) sum -= from[start + (at - radius - 1) * stride] as number;
        into[start + at * stride] = sum * share;
      }
    }
  }
}

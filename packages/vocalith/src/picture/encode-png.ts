import { encode } from "fast-png";
import type { Picture } from "./picture.js";

/**
 * A picture as a PNG file (ISO/IEC 15948), eight bits a channel, sRGB; without an opacity channel where all is opaque. The same picture
 * gives the same bytes on every machine: no time, no name of a program.
 *
 * @returns The bytes of the file.
 * @throws RangeError where the pixels are not as many as the picture's size says.
 *
 * @example
 * ```ts
 * import { drawGem, encodePng, type Gem } from "vocalith";
 * declare const gem: Gem;
 * const png: Uint8Array = encodePng(drawGem(gem, { widthPx: 400, heightPx: 400 }));
 * ```
 */
export function encodePng({ widthPx, heightPx, rgba }: Picture): Uint8Array<ArrayBuffer> {
  let isOpaque = true;
  for (let i = 3; isOpaque && i < rgba.length; i += 4) isOpaque = rgba[i] === 255;
  const channels = isOpaque ? 3 : 4;
  const data = new Uint8Array((rgba.length / 4) * channels);
  for (let from = 0, into = 0; from < rgba.length; from += 4) {
    for (let channel = 0; channel < channels; channel++) data[into++] = rgba[from + channel];
  }
  const bytes = encode({ width: widthPx, height: heightPx, data, channels, depth: 8 }, { zlib: { level: 9 } });
  return Uint8Array.from(bytes);
}

import type { GemColor } from "../gem.js";
import { chromaInsideSrgb, oklchToLinearSrgb } from "../law/gem-color.js";
import { BANDS } from "./energy-map.js";

/** Steps of loudness that have a colour of their own. */
export const SHADES = 16;
/** How far the hue runs from the lowest band to the highest, beside the stone's own run. */
const HUE_RUN_DEGREES = 50;
/** Lightness of what is hardly heard and of the loudest, against the body's: particles shine before the dark. */
const FAINT = -0.08;
const LOUD = 0.3;

/**
 * Colours about the body's: the hue runs with frequency, the lightness rises with loudness. Linear-light sRGB, three numbers for each shade of each
 * band, band after band.
 */
export function particlePalette({ lightness, chroma, hueDegrees, hueSpreadDegrees }: GemColor): Float32Array {
  const palette = new Float32Array(3 * BANDS * SHADES);
  for (let band = 0; band < BANDS; band++) {
    const hue = hueDegrees + (hueSpreadDegrees + HUE_RUN_DEGREES) * ((band + 0.5) / BANDS - 0.5);
    for (let shade = 0; shade < SHADES; shade++) {
      const light = Math.min(0.95, lightness + FAINT + (LOUD - FAINT) * (shade / (SHADES - 1)));
      const color = oklchToLinearSrgb(light, chromaInsideSrgb(light, chroma, hue), hue);
      color.forEach((channel, i) => {
        palette[3 * (band * SHADES + shade) + i] = Math.min(1, Math.max(0, channel));
      });
    }
  }
  return palette;
}

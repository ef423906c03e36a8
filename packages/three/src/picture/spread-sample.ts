import { LAMPS } from "../material/studio-shader.js";

/** Where one of many rays through a pixel goes; each number from -0.5 to 0.5. */
export interface SampleSpread {
  readonly pixelX: number;
  readonly pixelY: number;
  readonly spectrum: number;
  readonly lampX: number;
  readonly lampY: number;
  readonly glossX: number;
  readonly glossY: number;
}

/** The middle of everything: the only ray of a picture that is drawn with one. */
export const CENTRAL_SAMPLE: SampleSpread = {
  pixelX: 0,
  pixelY: 0,
  spectrum: 0,
  lampX: 0,
  lampY: 0,
  glossX: 0,
  glossY: 0,
};

/** The root above 1 of x^8 = x + 1, whose powers fill seven dimensions evenly (Roberts 2018, as the golden ratio fills one). */
const GENERALIZED_GOLDEN_RATIO = 1.0969815577985598;

/**
 * Evenly spread rays without a last one: the additive recurrence of Roberts (2018) in seven dimensions, so that any number of them covers
 * pixel, spectrum, lamps and ground well. The first is the middle of all.
 */
export function spreadSample(index: number): SampleSpread {
  const place = (dimension: number): number => {
    const value = 0.5 + index * GENERALIZED_GOLDEN_RATIO ** -dimension;
    return value - Math.floor(value) - 0.5;
  };
  if (index === 0) return CENTRAL_SAMPLE;
  return {
    pixelX: place(1),
    pixelY: place(2),
    spectrum: place(3),
    lampX: place(4),
    lampY: place(5),
    glossX: place(6),
    glossY: place(7),
  };
}

/** All lamps of the studio at once. */
export const ALL_LAMPS = -1;

/** The lamp that lights the ground in one of many samples: all of them while a picture has few, then each in turn for all. */
export function lampOfSample(index: number): number {
  return index < LAMPS ? ALL_LAMPS : index % LAMPS;
}

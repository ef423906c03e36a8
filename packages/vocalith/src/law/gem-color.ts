import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";
import { FIELD_MAXIMA, type SpeciesCode } from "../code/gem-code.js";
import type { GemColor } from "../gem.js";

/** Columns: resonance height 0 to 1; OKLCH lightness, chroma, hue in degrees; how far the hue runs through the stone. */
const PALETTE: readonly (readonly [number, number, number, number, number])[] = [
  [0.0, 0.24, 0.09, 258, 0], // blue-black: a whale
  [0.16, 0.29, 0.15, 276, 0],
  [0.3, 0.36, 0.2, 298, 0], // deep purple: a deep man
  [0.38, 0.43, 0.21, 332, 0],
  [0.45, 0.5, 0.21, 372, 0], // ruby
  [0.53, 0.6, 0.18, 405, 10], // fire opal
  [0.61, 0.72, 0.16, 440, 25], // golden topaz
  [0.7, 0.78, 0.15, 515, 40], // emerald to peridot: a child
  [0.8, 0.8, 0.14, 560, 80], // aquamarine
  [1.0, 0.82, 0.16, 620, 240], // every colour at once: a bird
];

/**
 * Resonance is colour: deep voices blue-black and purple, higher ones ruby and gold, child-like ones bright, birds every
 * colour at once. The chroma falls with breath. Chosen in OKLCH; a colour outside sRGB keeps its hue and lightness and gives
 * up chroma.
 */
export function gemColor(species: SpeciesCode): GemColor {
  const { resonance, shade } = FIELD_MAXIMA.species;
  const shades = shade + 1;
  const height = (species.resonance * shades + species.shade) / (resonance * shades + shade);
  const purity = species.purity / FIELD_MAXIMA.species.purity;
  let upper = 1;
  while (PALETTE[upper][0] < height) upper++;
  const below = PALETTE[upper - 1];
  const above = PALETTE[upper];
  const share = (height - below[0]) / (above[0] - below[0]);
  const [, lightness, fullChroma, hue, hueSpreadDegrees] = below.map((low, i) => low + share * (above[i] - low));
  const hueDegrees = hue >= 360 ? hue - 360 : hue;
  const wantedChroma = fullChroma * (0.7 + 0.3 * purity);
  const chroma = chromaInsideSrgb(lightness, wantedChroma, hueDegrees);
  return {
    lightness,
    chroma,
    hueDegrees,
    hueSpreadDegrees,
    linearSrgb: oklchToLinearSrgb(lightness, chroma, hueDegrees),
  };
}

/** The largest chroma up to `wanted` whose colour sRGB can show, to one part in 2^20. */
export function chromaInsideSrgb(lightness: number, wanted: number, hueDegrees: number): number {
  const isInside = (chroma: number) =>
    oklchToLinearSrgb(lightness, chroma, hueDegrees).every((channel) => channel >= 0 && channel <= 1);
  if (isInside(wanted)) return wanted;
  let inside = 0;
  let outside = wanted;
  for (let i = 0; i < 20; i++) {
    const middle = (inside + outside) / 2;
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

// A colour library would do, were its powers and cosines the same on every engine; these bytes end up in files.
/** OKLCH to linear-light sRGB by Ottosson's matrices ("A perceptual color space for image processing", 2020). */
export function oklchToLinearSrgb(lightness: number, chroma: number, hueDegrees: number): [number, number, number] {
  const hueRadians = (hueDegrees * Math.PI) / 180;
  const a = chroma * cos(hueRadians);
  const b = chroma * sin(hueRadians);
  const longRoot = lightness + 0.3963377774 * a + 0.2158037573 * b;
  const mediumRoot = lightness - 0.1055613458 * a - 0.0638541728 * b;
  const shortRoot = lightness - 0.0894841775 * a - 1.291485548 * b;
  const long = longRoot * longRoot * longRoot;
  const medium = mediumRoot * mediumRoot * mediumRoot;
  const short = shortRoot * shortRoot * shortRoot;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

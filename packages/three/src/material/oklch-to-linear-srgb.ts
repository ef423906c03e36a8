/**
 * OKLCH to linear-light sRGB (Ottosson 2020, "A perceptual color space for image processing"). A colour outside the gamut
 * keeps its lightness and hue and gives up chroma until it fits, so a rainbow along a stone stays smooth.
 *
 * @param lightness 0 to 1.
 * @param chroma 0 to about 0.4.
 * @param hueDegrees Any angle; whole turns do not matter.
 * @returns Red, green and blue, each 0 to 1, linear light.
 *
 * @example
 * ```ts
 * import { oklchToLinearSrgb } from "@vocalith/three";
 *
 * export const deepPurple = oklchToLinearSrgb(0.3, 0.16, 300);
 * ```
 */
export function oklchToLinearSrgb(lightness: number, chroma: number, hueDegrees: number): [number, number, number] {
  let low = 0;
  let high = chroma;
  let color = convert(lightness, chroma, hueDegrees);
  if (!inGamut(color)) {
    // Twenty halvings place the gamut's edge to a millionth of the chroma asked for.
    for (let step = 0; step < 20; step++) {
      const middle = (low + high) / 2;
      if (inGamut(convert(lightness, middle, hueDegrees))) low = middle;
      else high = middle;
    }
    color = convert(lightness, low, hueDegrees);
  }
  return [clampToUnit(color[0]), clampToUnit(color[1]), clampToUnit(color[2])];
}

function convert(lightness: number, chroma: number, hueDegrees: number): [number, number, number] {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function inGamut(color: readonly [number, number, number]): boolean {
  return color.every((channel) => channel >= -1e-6 && channel <= 1 + 1e-6);
}

function clampToUnit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

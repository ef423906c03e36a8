import { haloAt, scatterLight } from "./halo.js";
import { decay, smoothStep } from "./smooth-functions.js";

/** Colour where there is no light, linear sRGB. */
const BACKGROUND = [0.0022, 0.0022, 0.003];
/** Share of the light that the lens scatters around bright points. */
const BLOOM = 0.06;
/** Share of the picture at each edge over which its light fades into the background. */
const VIGNETTE = 0.12;
/** Light up to here is shown as it is; above, a film's shoulder keeps highlights from clipping. */
const KNEE = 0.5;
/** Values the display curve is tabled at. */
const CURVE_STEPS = 4096;

/**
 * Turns linear light into display colours as film does: a little bloom, a shoulder that keeps highlights from clipping, and strong colours that pale
 * towards white as they grow bright.
 *
 * @param light Red, green and blue of each pixel, linear, row by row from the top.
 */
export function develop(light: Float32Array, widthPx: number, heightPx: number): Uint8ClampedArray<ArrayBuffer> {
  const halo = scatterLight(light, widthPx, heightPx);
  const curve = displayCurve();
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let row = 0; row < heightPx; row++) {
    const fadeRow = edgeFade(row, heightPx);
    for (let column = 0; column < widthPx; column++) {
      const pixel = row * widthPx + column;
      const fade = fadeRow * edgeFade(column, widthPx);
      const at = 3 * pixel;
      const red = (light[at] * (1 - BLOOM) + haloAt(halo, row, column, 0) * BLOOM) * fade + BACKGROUND[0];
      const green = (light[at + 1] * (1 - BLOOM) + haloAt(halo, row, column, 1) * BLOOM) * fade + BACKGROUND[1];
      const blue = (light[at + 2] * (1 - BLOOM) + haloAt(halo, row, column, 2) * BLOOM) * fade + BACKGROUND[2];
      // Film layers are not perfectly separate: bright light of one colour reaches the others.
      const peak = Math.max(red, green, blue);
      const crossTalk = 0.16 * (peak / (peak + 1.2));
      const grey = (red + green + blue) / 3;
      rgba[4 * pixel] = shown(curve, red + (grey - red) * crossTalk);
      rgba[4 * pixel + 1] = shown(curve, green + (grey - green) * crossTalk);
      rgba[4 * pixel + 2] = shown(curve, blue + (grey - blue) * crossTalk);
      rgba[4 * pixel + 3] = 255;
    }
  }
  return rgba;
}

function edgeFade(at: number, length: number): number {
  return smoothStep(0, VIGNETTE * length, Math.min(at, length - 1 - at) + 0.5);
}

function shown(curve: Float64Array, light: number): number {
  const display = light <= KNEE ? light : KNEE + (1 - KNEE) * (1 - decay((light - KNEE) / (1 - KNEE) / 1.5));
  const place = display * CURVE_STEPS;
  const whole = Math.floor(place);
  return curve[whole] + (curve[whole + 1] - curve[whole]) * (place - whole);
}

/** The curve of sRGB (IEC 61966-2-1) from linear light, 0 to 1 in even steps and one more, to 0 to 255. */
function displayCurve(): Float64Array {
  const curve = new Float64Array(CURVE_STEPS + 2);
  for (let i = 0; i < curve.length; i++) {
    const light = i / CURVE_STEPS;
    curve[i] = 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * powerOfFiveTwelfths(light) - 0.055);
  }
  return curve;
}

/** x^(1/2.4) by square roots and Newton's cube root: exact operations alone. */
function powerOfFiveTwelfths(x: number): number {
  const fifth = x * x * x * x * x;
  let root = 1;
  for (let round = 0; round < 60; round++) root -= (root * root * root - fifth) / (3 * root * root);
  return Math.sqrt(Math.sqrt(root));
}

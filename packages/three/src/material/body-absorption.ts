import { type Mesh, meanChord } from "@vocalith/geometry";
import type { GemColor } from "vocalith";
import { oklchToLinearSrgb } from "./oklch-to-linear-srgb.js";

/** Heights at which the absorption is given, from the foot of the stone (0) to its top. */
export const ABSORPTION_STOPS = 5;

/** How much a gem's body takes from light on its way, by height. */
export interface BodyAbsorption {
  /** Absorption coefficients of red, green and blue at `ABSORPTION_STOPS` heights, foot first, in 1/mm. */
  readonly perMm: readonly (readonly [number, number, number])[];
  /** The body colour at the same heights, linear sRGB. */
  readonly linearSrgb: readonly (readonly [number, number, number])[];
}

/**
 * Beer's law turned round: the absorption a stone needs for light to take on its body colour after crossing it once, as deep
 * as the mean chord 4V/S (Cauchy) times `depth`. Thin stones and sprays of thin crystals thus show the same colour as thick ones.
 * With a hue spread the hue runs evenly from the foot (minus half) to the top (plus half).
 *
 * @param color The body colour.
 * @param mesh The solid, for its mean chord.
 * @param depth Mean chords that light crosses to take on the body colour; greater is clearer. Above 0.
 */
export function bodyAbsorption(color: GemColor, mesh: Mesh, depth: number): BodyAbsorption {
  const chordMm = meanChord(mesh) * depth;
  const perMm: [number, number, number][] = [];
  const linearSrgb: [number, number, number][] = [];
  for (let stop = 0; stop < ABSORPTION_STOPS; stop++) {
    const turn = color.hueSpreadDegrees * (stop / (ABSORPTION_STOPS - 1) - 0.5);
    const body: [number, number, number] =
      color.hueSpreadDegrees === 0
        ? [...color.linearSrgb]
        : oklchToLinearSrgb(color.lightness, color.chroma, color.hueDegrees + turn);
    // Deep colours are brightened without a change of hue: it is the length of the way that makes a stone dark.
    const strongest = Math.max(...body, 1e-3);
    const lift = strongest < 0.4 ? (0.4 / strongest) ** 0.7 : 1;
    // No mineral takes one colour out entirely, and none lets one pass untouched: the floor keeps fire in deep stones, the
    // ceiling keeps depth in bright ones.
    const coefficients = body.map((channel) => -Math.log(Math.min(0.97, Math.max(0.004, channel * lift))) / chordMm);
    perMm.push(coefficients as [number, number, number]);
    linearSrgb.push(body);
  }
  return { perMm, linearSrgb };
}

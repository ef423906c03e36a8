import log2 from "@stdlib/math-base-special-log2";
import { type Mesh, meanChord } from "@vocalith/geometry";
import type { GemColor } from "../gem.js";
import { chromaInsideSrgb, oklchToLinearSrgb } from "../law/gem-color.js";
import { decay } from "./smooth-functions.js";

/** Heights at which a body's colour is tabled, from the foot of the stone to its top. */
export const BODY_STOPS = 33;

// biome-ignore lint/suspicious/noApproximativeNumericConstant: the built-in one is refused here.
const LN_2 = 0.6931471805599453;

/** What the bodies of a stone take from light, and their colours, by height. Red, green and blue of stop after stop, individual after individual. */
export interface StoneBody {
  /** Absorption coefficients, in 1/mm. */
  readonly absorptionPerMm: Float64Array;
  /** Body colours, linear sRGB. */
  readonly linearSrgb: Float64Array;
}

/**
 * Beer's law turned round: the absorption a stone needs for light to take on its body colour after crossing it once, as deep as the mean chord 4V/S
 * (Cauchy) times `depth`. Thin stones and sprays of thin crystals thus show the same colour as thick ones. With a hue
 * spread the hue runs evenly from the foot (minus half) to the top (plus half).
 */
export function stoneBody(colors: readonly GemColor[], mesh: Mesh, depth: number): StoneBody {
  const chordMm = meanChord(mesh) * depth;
  const absorptionPerMm = new Float64Array(colors.length * BODY_STOPS * 3);
  const linearSrgb = new Float64Array(absorptionPerMm.length);
  colors.forEach((color, individual) => {
    for (let stop = 0; stop < BODY_STOPS; stop++) {
      const at = (individual * BODY_STOPS + stop) * 3;
      const body = colorAt(color, stop / (BODY_STOPS - 1));
      linearSrgb.set(body, at);
      // Deep colours are brightened without a change of hue: it is the length of the way that makes a stone dark.
      const strongest = Math.max(...body, 1e-3);
      const lift = strongest < 0.4 ? 1 / decay(0.7 * LN_2 * log2(0.4 / strongest)) : 1;
      body.forEach((channel, i) => {
        // No mineral takes one colour out entirely, and none lets one pass untouched: the floor keeps fire in deep stones, the
        // ceiling keeps depth in bright ones.
        absorptionPerMm[at + i] = (-LN_2 * log2(Math.min(0.97, Math.max(0.004, channel * lift)))) / chordMm;
      });
    }
  });
  return { absorptionPerMm, linearSrgb };
}

function colorAt(color: GemColor, height: number): readonly [number, number, number] {
  if (color.hueSpreadDegrees === 0) return color.linearSrgb;
  const hueDegrees = color.hueDegrees + color.hueSpreadDegrees * (height - 0.5);
  return oklchToLinearSrgb(
    color.lightness,
    chromaInsideSrgb(color.lightness, color.chroma, hueDegrees),
    hueDegrees,
  ).map((channel) => Math.min(1, Math.max(0, channel))) as [number, number, number];
}

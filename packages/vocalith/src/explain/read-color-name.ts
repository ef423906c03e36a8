import type { GemColor } from "../gem.js";
import type { ColorName } from "./stone-reading.js";

/** Hue angles in OKLCH at which one name ends and the next begins. */
const NAMES: readonly (readonly [belowDegrees: number, name: ColorName])[] = [
  [20, "ruby"],
  [54, "fire"],
  [100, "gold"],
  [165, "green"],
  [230, "turquoise"],
  [272, "blueBlack"],
  [313, "violet"],
  [343, "plum"],
  [360, "ruby"],
];
/** A hue that runs this far through the stone passes through most of the rainbow. */
const RAINBOW_DEGREES = 120;

/** The name that a visitor would give to the colour of a stone. */
export function readColorName({ hueDegrees, hueSpreadDegrees }: GemColor): ColorName {
  if (hueSpreadDegrees >= RAINBOW_DEGREES) return "rainbow";
  return NAMES.find(([below]) => hueDegrees < below)?.[1] ?? "ruby";
}

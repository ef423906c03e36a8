import type { Vector } from "@vocalith/geometry";
import type { GemCrystal } from "../gem.js";

/** A crystal as a cut gives it. */
export interface PlacedCrystal extends Omit<GemCrystal, "corners"> {
  /** A point inside it in gem coordinates, mm, where the cut knows one: that spares looking for it. */
  readonly inside?: Vector;
}

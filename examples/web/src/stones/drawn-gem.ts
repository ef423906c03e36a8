import type { DrawnGem } from "vocalith";
import type { Stone } from "./stone.js";

/** What of a stone is drawn: no more of it is copied to the worker that draws. */
export function drawnGem({ color, crystals, cut, individuals, mesh }: Stone): DrawnGem {
  return { color, crystals, cut, individuals, mesh };
}

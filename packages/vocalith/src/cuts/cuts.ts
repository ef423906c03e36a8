import type { GemCode } from "../code/gem-code.js";
import { cutBrilliant } from "./brilliant.js";
import { cutCrystal } from "./crystal.js";
import type { CutName } from "./cut-name.js";
import type { PlacedCrystal } from "./placed-crystal.js";

/** A way of cutting: turns a code into convex crystals, in mm, whose union is the stone, standing on z = 0 with a longest side of `sizeMm`. */
export type Cut = (code: GemCode, sizeMm: number) => PlacedCrystal[];

/** Ways of cutting by name. A new one is a file of its own beside this one, its name, and a line here. */
export const CUTS: Readonly<Record<CutName, Cut>> = {
  crystal: cutCrystal,
  brilliant: cutBrilliant,
};

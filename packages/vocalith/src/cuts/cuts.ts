import type { GemCode } from "../code/gem-code.js";
import { cutBrilliant } from "./brilliant.js";
import { cutCrystal } from "./crystal.js";
import type { PlacedCrystal } from "./placed-crystal.js";

/** A way of cutting: turns a code into convex crystals, in mm, whose union is the stone, standing on z = 0 with a longest side of `sizeMm`. */
export type Cut = (code: GemCode, sizeMm: number) => PlacedCrystal[];

/** Ways of cutting by name. A new one is a file of its own beside this one and a line here. */
export const CUTS = {
  crystal: cutCrystal,
  brilliant: cutBrilliant,
} as const satisfies Record<string, Cut>;

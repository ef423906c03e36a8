import type { MaterialName } from "@vocalith/geometry";
import type { CutName } from "vocalith";

/** The ways of cutting that the page offers. */
export const CUT_NAMES = ["crystal", "brilliant"] as const satisfies readonly CutName[];

/** How the stone is to be made and seen. */
export interface Settings {
  readonly cut: CutName;
  /** Length of the longest side in mm, 10 to 120. */
  readonly sizeMm: number;
  readonly material: MaterialName;
  readonly form: "stone" | "particles";
  readonly turning: boolean;
}

/** The sizes to choose from, in mm. */
export const SIZE_RANGE_MM = { least: 10, most: 120, step: 1 } as const;

/** How every visit begins. */
export const SETTINGS_DEFAULTS: Settings = {
  cut: "crystal",
  sizeMm: 40,
  material: "resin",
  form: "stone",
  turning: true,
};

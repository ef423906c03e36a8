import type { Gem } from "vocalith";

/** Writers by the name of their format, in the order in which files are listed. */
export const FORMATS: Readonly<Record<string, (gem: Gem) => Uint8Array>> = {
  stl: (gem) => gem.toSTL(),
};

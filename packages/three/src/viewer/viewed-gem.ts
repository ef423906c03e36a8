import type { GemParticles } from "vocalith";
import type { GemBody } from "../gem-body.js";

/**
 * What a viewer shows. Any `Gem` is one; so is the plain data of a gem cut in a worker, with the function it lost on the way given
 * anew.
 */
export interface ViewedGem extends GemBody {
  /** The stone as so many particles, now or later; where absent only the stone can be shown. */
  readonly particles?: (count: number) => GemParticles | Promise<GemParticles>;
}

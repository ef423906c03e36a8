import { writeSTL } from "@vocalith/formats";
import { measureSolid } from "@vocalith/geometry";
import type { GemCode } from "./code/gem-code.js";
import { solidDocumentOf } from "./files/solid-document-of.js";
import type { Gem } from "./gem.js";
import { scatterParticles } from "./particles/scatter-particles.js";

/** The data of a gem, and what only making it knows. */
export interface GemParts extends Omit<Gem, "measure" | "toSTL" | "particles"> {
  /** The codes of its individuals, read. */
  readonly voices: readonly GemCode[];
}

/** A gem of its parts: the data and what can be done with it. */
export function assembleGem({ voices, ...parts }: GemParts): Gem {
  const gem: Gem = {
    ...parts,
    measure: () => measureSolid(parts.mesh),
    toSTL: () => writeSTL(solidDocumentOf(gem)),
    particles: (count) => scatterParticles(parts, voices, count),
  };
  return gem;
}

import type { Gem, GemCrystal, GemIndividual } from "vocalith";

/**
 * What is seen of a gem. Any `Gem` is one, and so is one that came as a message from a worker or out of a file, without its methods,
 * its code and its features.
 */
export interface GemBody {
  /** The convex crystals whose union is the stone. */
  readonly crystals: readonly GemBodyCrystal[];
  /** The colour of the body. */
  readonly color: Gem["color"];
  /** The stones of a twin, each with its own colour and crystals; where absent, all is of one colour. */
  readonly individuals?: readonly GemBodyIndividual[];
  /** The surface, which names the crystals in its facets. */
  readonly mesh: Gem["mesh"];
}

/** One convex crystal of a gem's body; where its corners are absent they are found. */
export interface GemBodyCrystal
  extends Pick<GemCrystal, "halfSpaces">,
    Partial<Pick<GemCrystal, "corners" | "syllables">> {}

/** One voice's part in a gem's body; with its syllables, where the recording's times are known, the stone can follow the sound. */
export interface GemBodyIndividual extends Pick<GemIndividual, "color" | "crystals" | "syllables"> {}

import type { Gem, GemCrystal, GemIndividual } from "vocalith";

/** What is seen of a gem: any `Gem` is one, and so is one rebuilt from a message or a file without its code and features. */
export interface GemBody {
  /** The convex crystals whose union is the stone. */
  readonly crystals: readonly Pick<GemCrystal, "halfSpaces">[];
  /** The colour of the body. */
  readonly color: Gem["color"];
  /** The stones of a twin, each with its own colour and crystals; where absent, all is of one colour. */
  readonly individuals?: readonly Pick<GemIndividual, "color" | "crystals">[];
  /** The surface, which names the crystals in its facets. */
  readonly mesh: Gem["mesh"];
}

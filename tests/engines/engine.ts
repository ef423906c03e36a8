import type { StoneHash } from "./stones.js";

/** A JavaScript engine of this machine or of the registry. */
export interface Engine {
  readonly name: string;
  /** @throws Error when the engine does not make the stones, with what it said. */
  hashStones(): Promise<readonly StoneHash[]>;
}

/** One that is not there, and why, in a sentence. */
export interface MissingEngine {
  readonly name: string;
  readonly reason: string;
}

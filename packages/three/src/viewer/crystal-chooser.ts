import type { CrystalChoice } from "./gem-viewer-events.js";
import type { ViewedGem } from "./viewed-gem.js";
import type { VoiceFollower } from "./voice-follower.js";

/** Chooses crystals of a gem, by pointer or by key: plays their syllables, or lights them up where nothing can be played. */
export class CrystalChooser {
  readonly #follower: VoiceFollower;
  readonly #onChoice: (choice: CrystalChoice) => void;
  #gem: ViewedGem;
  #crystal = -1;
  /** How often the crystal was chosen: of its syllables each has its turn. */
  #turn = 0;

  constructor(gem: ViewedGem, follower: VoiceFollower, onChoice: (choice: CrystalChoice) => void) {
    this.#gem = gem;
    this.#follower = follower;
    this.#onChoice = onChoice;
  }

  /** The gem to choose from; nothing of it is chosen yet. */
  set gem(gem: ViewedGem) {
    this.#gem = gem;
    this.#crystal = -1;
    this.#turn = 0;
  }

  /** Chooses a crystal; one that is not there is not chosen. */
  choose(crystal: number): void {
    const chosen = this.#gem.crystals[crystal];
    if (chosen === undefined) return;
    this.#turn = this.#crystal === crystal ? this.#turn + 1 : 0;
    this.#crystal = crystal;
    const sounding = this.#follower.syllables.filter((syllable) => syllable.crystal === crystal);
    const syllable = sounding[this.#turn % Math.max(1, sounding.length)];
    if (this.#follower.media !== undefined && syllable !== undefined) this.#follower.play(syllable);
    else this.#follower.flash(crystal);
    const individual = this.#gem.individuals?.findIndex(({ crystals: [from, to] }) => crystal >= from && crystal < to);
    this.#onChoice({ crystal, syllables: chosen.syllables ?? [], individual: Math.max(0, individual ?? 0) });
  }

  /** Chooses the crystal after or before the last one chosen, round and round. */
  step(by: 1 | -1): void {
    const count = this.#gem.crystals.length;
    if (this.#crystal < 0) this.choose(by > 0 ? 0 : count - 1);
    else this.choose((this.#crystal + by + count) % count);
  }
}

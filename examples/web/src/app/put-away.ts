import { type ReadonlySignal, signal } from "@preact/signals";
import type { Stone } from "../stones/stone.js";
import type { StoneOrigin } from "./stone-study.js";

/** So long a voice outlasts its page, in ms: time to see that it was left by mistake, and not so long that the next visitor finds it. */
const KEPT_MS = 60_000;

/** A stone of a voice, and its recording. */
export interface VoiceStone {
  readonly stone: Stone;
  readonly origin: StoneOrigin;
}

/** The voice that was left last, which can be brought back for a while: nothing else of it is kept anywhere. */
export class PutAway {
  readonly #release: (id: number) => void;
  readonly #voice = signal<VoiceStone | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(release: (id: number) => void) {
    this.#release = release;
  }

  get voice(): ReadonlySignal<VoiceStone | undefined> {
    return this.#voice;
  }

  /** Keeps a voice for a while, and lets go of the one before. */
  keep(voice: VoiceStone): void {
    this.clear();
    this.#voice.value = voice;
    this.#timer = setTimeout(() => this.clear(), KEPT_MS);
  }

  /** Gives the voice away to who keeps it from now on. */
  take(): VoiceStone | undefined {
    clearTimeout(this.#timer);
    const voice = this.#voice.peek();
    this.#voice.value = undefined;
    return voice;
  }

  /** Lets go of it. */
  clear(): void {
    const voice = this.take();
    if (voice !== undefined) this.#release(voice.stone.id);
  }
}

import { type ReadonlySignal, signal } from "@preact/signals";

/** From so many seconds before the end on, what is left is shown. */
const SHOWN_SECONDS = 10;
const SECOND_MS = 1000;

/** Tells when nobody has touched anything for a while; what is left is told from ten seconds on. */
export class IdleClock {
  readonly #seconds: number;
  readonly #onIdle: () => void;
  readonly #left = signal<number | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(seconds: number, onIdle: () => void) {
    this.#seconds = seconds;
    this.#onIdle = onIdle;
  }

  /** Seconds left, of the last ten; undefined before, and while the clock stands. */
  get left(): ReadonlySignal<number | undefined> {
    return this.#left;
  }

  /** Begins anew. */
  start(): void {
    this.stop();
    const shown = Math.min(SHOWN_SECONDS, this.#seconds);
    this.#timer = setTimeout(() => this.#count(shown), (this.#seconds - shown) * SECOND_MS);
  }

  /** Begins anew, if it goes at all: somebody is there. */
  touch(): void {
    if (this.#timer !== undefined) this.start();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left.value = undefined;
  }

  #count(left: number): void {
    if (left <= 0) {
      this.stop();
      this.#onIdle();
      return;
    }
    this.#left.value = Math.ceil(left);
    this.#timer = setTimeout(() => this.#count(left - 1), SECOND_MS);
  }
}

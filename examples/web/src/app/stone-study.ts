import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Inspection } from "@vocalith/geometry";
import type { Explanation } from "vocalith";
import type { Language } from "../language/languages.js";
import { afterPaint } from "../stones/after-paint.js";
import type { Stone } from "../stones/stone.js";
import type { StoneCutter, StoneSound } from "../stones/stone-cutter.js";
import { SETTINGS_DEFAULTS, type Settings } from "./settings.js";

/** A slider that is still moving asks for no stone. */
const SETTLE_MS = 180;

/** What is known of where a stone came from. */
export interface StoneOrigin {
  /** What it was made of, to listen to; absent where it came from a code. */
  readonly sound?: StoneSound;
  /** Share of the samples that the microphone could not hold, 0 to 1. */
  readonly clippedShare?: number;
}

/** The stone at hand and all that is said of it, kept up to date as it is cut anew, as the material and as the language change. */
export class StoneStudy {
  readonly #cutter: StoneCutter;
  readonly #whenSeen: (stone: Stone) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  readonly #stone = signal<Stone | undefined>(undefined);
  readonly #origin = signal<StoneOrigin>({});
  readonly #settings = signal<Settings>(SETTINGS_DEFAULTS);
  readonly #inspection = signal<Inspection | undefined>(undefined);
  readonly #explanation = signal<Explanation | undefined>(undefined);
  readonly #isRecutting = signal(false);
  readonly #isSketch = signal(false);
  readonly #material = computed(() => this.#settings.value.material);
  /** The stone as it first came; all others are cut from it. */
  #first: Stone | undefined;
  #recutting = new AbortController();
  readonly #endings: (() => void)[];

  /**
   * @param whenSeen - Resolves once the visitor sees a stone.
   * @param onError - Told of what goes wrong with what is asked of a stone.
   */
  constructor(
    cutter: StoneCutter,
    language: ReadonlySignal<Language>,
    whenSeen: (stone: Stone) => Promise<void>,
    onError: (error: unknown) => void,
  ) {
    this.#cutter = cutter;
    this.#whenSeen = whenSeen;
    this.#onError = onError;
    this.#endings = [effect(() => this.#explain(language.value)), effect(() => this.#inspect())];
  }

  get stone(): ReadonlySignal<Stone | undefined> {
    return this.#stone;
  }

  get origin(): ReadonlySignal<StoneOrigin> {
    return this.#origin;
  }

  get settings(): ReadonlySignal<Settings> {
    return this.#settings;
  }

  /** Whether and how well it can be made of the material; undefined while it is looked at. */
  get inspection(): ReadonlySignal<Inspection | undefined> {
    return this.#inspection;
  }

  /** What made it as it is, in the visitor's language; undefined while it is read. */
  get explanation(): ReadonlySignal<Explanation | undefined> {
    return this.#explanation;
  }

  /** Whether another cut or size is on its way. */
  get isRecutting(): ReadonlySignal<boolean> {
    return this.#isRecutting;
  }

  /** Whether the stone is the sketch of one that is being cut: to be looked at, while what is said of it waits. */
  get isSketch(): ReadonlySignal<boolean> {
    return this.#isSketch;
  }

  /** Takes the sketch of a stone to hand; `settle` follows with the stone. */
  sketch(stone: Stone): void {
    batch(() => {
      this.take(stone, {});
      this.#isSketch.value = true;
    });
  }

  /** Puts a stone in the place of its sketch. Returns false where that is not at hand. */
  settle(stone: Stone, origin: StoneOrigin): boolean {
    if (!this.#isSketch.peek() || this.#first?.id !== stone.id) return false;
    const isShown = this.#stone.peek() === this.#first;
    this.#first = stone;
    batch(() => {
      if (isShown) this.#stone.value = stone;
      this.#origin.value = origin;
      this.#isSketch.value = false;
    });
    return true;
  }

  /** Takes a stone to hand, and lets go of the one before. */
  take(stone: Stone, origin: StoneOrigin): void {
    this.#letGo();
    this.#first = stone;
    batch(() => {
      this.#isSketch.value = false;
      this.#stone.value = stone;
      this.#origin.value = origin;
      this.#settings.value = { ...this.#settings.peek(), cut: stone.cut, sizeMm: stone.sizeMm, form: "stone" };
    });
  }

  /** Puts the stone away. */
  clear(): void {
    this.#letGo();
    batch(() => {
      this.#isSketch.value = false;
      this.#stone.value = undefined;
      this.#origin.value = {};
    });
  }

  /** Puts the stone away, and gives it to who keeps it from now on, as it first came; undefined where there is none. */
  handOver(): { readonly stone: Stone; readonly origin: StoneOrigin } | undefined {
    const stone = this.#first;
    const origin = this.#origin.peek();
    if (stone !== undefined && this.#stone.peek() === stone) this.#stone.value = undefined;
    this.#first = undefined;
    this.clear();
    return stone && { stone, origin };
  }

  /** Another cut, size, material or view. */
  change(changed: Partial<Settings>): void {
    const before = this.#settings.peek();
    const settings = { ...before, ...changed };
    this.#settings.value = settings;
    if (settings.cut !== before.cut || settings.sizeMm !== before.sizeMm) void this.#recut(settings);
  }

  dispose(): void {
    for (const end of this.#endings.splice(0)) end();
    this.#letGo();
  }

  async #recut({ cut, sizeMm }: Settings): Promise<void> {
    const first = this.#first;
    if (first === undefined) return;
    this.#recutting.abort();
    this.#recutting = new AbortController();
    const { signal } = this.#recutting;
    this.#isRecutting.value = true;
    try {
      await settled(signal);
      const isFirst = first.cut === cut && first.sizeMm === sizeMm;
      const other = isFirst ? undefined : await this.#cutter.recut(first.id, { cut, sizeMm, signal });
      if (signal.aborted) {
        if (other) this.#cutter.release(other.id);
        return;
      }
      const before = this.#stone.peek();
      // Not `first`, which may have been the sketch of what is at hand by now.
      this.#stone.value = other ?? this.#first;
      if (before && before.id !== first.id && before.id !== other?.id) this.#cutter.release(before.id);
      this.#isRecutting.value = false;
    } catch (error) {
      if (signal.aborted) return;
      this.#isRecutting.value = false;
      this.#onError(error);
    }
  }

  #explain(language: Language): void {
    const stone = this.#stone.value;
    this.#explanation.value = undefined;
    if (stone === undefined || this.#isSketch.value) return;
    this.#cutter.explain(stone.id, language).then(
      (explanation) => {
        if (this.#stone.peek() === stone && explanation.language === language) this.#explanation.value = explanation;
      },
      (error) => {
        if (this.#stone.peek() === stone) this.#onError(error);
      },
    );
  }

  #inspect(): (() => void) | undefined {
    const stone = this.#stone.value;
    const material = this.#material.value;
    this.#inspection.value = undefined;
    if (stone === undefined || this.#isSketch.value) return undefined;
    const asking = new AbortController();
    const { signal } = asking;
    this.#whenSeen(stone)
      .then(afterPaint)
      .then(() => (signal.aborted ? undefined : this.#cutter.inspect(stone.id, material, signal)))
      .then(
        (inspection) => {
          if (!signal.aborted) this.#inspection.value = inspection;
        },
        (error) => {
          if (!signal.aborted) this.#onError(error);
        },
      );
    return () => asking.abort();
  }

  #letGo(): void {
    this.#recutting.abort();
    this.#isRecutting.value = false;
    const shown = this.#stone.peek();
    if (shown && shown !== this.#first) this.#cutter.release(shown.id);
    if (this.#first) this.#cutter.release(this.#first.id);
    this.#first = undefined;
  }
}

function settled(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, SETTLE_MS);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

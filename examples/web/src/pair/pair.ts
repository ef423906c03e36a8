import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Explanation } from "vocalith";
import type { Stone } from "../stones/stone.js";
import type { StoneCutter } from "../stones/stone-cutter.js";
import { type Difference, differences } from "./differences.js";

/** What there is to say of two stones. */
export interface Comparison {
  /** How far they lie apart to the eye, 0 to 2. */
  readonly distance: number;
  readonly differences: readonly Difference[];
}

type Bench = Pick<StoneCutter, "recut" | "release" | "fromCode" | "explain" | "distance" | "twin">;

/** One voice's stone, laid aside until the other's is there. */
export class Pair {
  readonly #bench: Bench;
  readonly #first = signal<Stone | undefined>(undefined);
  /** What the visitors call the two, if they like; kept nowhere. */
  readonly names = [signal(""), signal("")] as const;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** The stone laid aside. */
  get first(): ReadonlySignal<Stone | undefined> {
    return this.#first;
  }

  /** Lays a stone aside: one of its own, which stays when the page lets go of the other. */
  async layAside(stone: Stone): Promise<void> {
    const { id, cut, sizeMm } = stone;
    const kept = await this.#bench.recut(id, { cut, sizeMm });
    this.clear();
    this.#first.value = kept;
  }

  /** Whether a stone is not the one laid aside, so that there is something to compare. */
  isOther(stone: Stone): boolean {
    const first = this.#first.value;
    return first !== undefined && first.code !== stone.code;
  }

  /** Looks at the stone laid aside and another, in a language. */
  async compare(other: Stone, language: string): Promise<Comparison> {
    const first = await this.#firstAs(other);
    const explain = (id: number): Promise<Explanation> => this.#bench.explain(id, language);
    const [distance, one, two] = await Promise.all([
      this.#bench.distance(first.id, other.id),
      explain(first.id),
      explain(other.id),
    ]);
    return { distance, differences: differences(one, two) };
  }

  /** Both voices grown through one another; who was laid aside speaks first. */
  async twin(other: Stone): Promise<Stone> {
    const { id, sizeMm } = await this.#firstAs(other);
    return this.#bench.twin(id, other.id, { sizeMm });
  }

  /** Lets go of the stone laid aside. */
  clear(): void {
    const first = this.#first.peek();
    if (first !== undefined) this.#bench.release(first.id);
    batch(() => {
      this.#first.value = undefined;
      for (const name of this.names) name.value = "";
    });
  }

  /** The worker crashed, and with it went what the stone was cut of: its code is left. */
  async restore(): Promise<void> {
    const lost = this.#first.peek();
    if (lost === undefined) return;
    const { code, cut, sizeMm } = lost;
    this.#first.value = await this.#bench.fromCode(code, { cut, sizeMm }).catch(() => undefined);
  }

  /** The stone laid aside, in the cut and size of the other: whoever compares, compares voices. */
  async #firstAs({ cut, sizeMm }: Stone): Promise<Stone> {
    const first = this.#first.peek();
    if (first === undefined) throw new Error("no stone was laid aside");
    if (first.cut === cut && first.sizeMm === sizeMm) return first;
    const alike = await this.#bench.recut(first.id, { cut, sizeMm });
    this.#bench.release(first.id);
    this.#first.value = alike;
    return alike;
  }
}

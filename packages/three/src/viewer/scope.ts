/** What one owner has taken and must give back: closed once, in the reverse order. */
export class Scope {
  readonly #closing: (() => void)[] = [];
  #closed = false;

  /** Whether everything has been given back. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Remembers how to give something back; at once where the scope is closed already. */
  add(close: () => void): void {
    if (this.#closed) close();
    else this.#closing.push(close);
  }

  /** Keeps something that has a `dispose` of its own. */
  own<T extends { dispose(): void }>(owned: T): T {
    this.add(() => owned.dispose());
    return owned;
  }

  /** Listens to an event until the scope closes. */
  listen<E extends Event>(
    target: EventTarget,
    type: string,
    listener: (event: E) => void,
    options?: AddEventListenerOptions,
  ): void {
    const heard = listener as (event: Event) => void;
    target.addEventListener(type, heard, options);
    this.add(() => target.removeEventListener(type, heard, options));
  }

  /** Gives everything back, the last taken first. Doing so again does nothing. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const close of this.#closing.reverse()) close();
    this.#closing.length = 0;
  }
}

/** Given up after this long: a card that never answers must not stop the viewer. */
const LONGEST_MS = 10_000;

/**
 * Knows when the graphics card has done what it was last given, and how long that took: only one piece of work is under way at a
 * time, so that a slow card never has a queue before it.
 */
export class FrameFence {
  readonly #gl: WebGL2RenderingContext;
  #sync: WebGLSync | null = null;
  #sinceMs = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  /** Marks the end of what was given to the card at this time. */
  raise(sinceMs: number): void {
    this.clear();
    this.#sync = this.#gl.fenceSync(this.#gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    this.#sinceMs = sinceMs;
    this.#gl.flush();
  }

  /** Milliseconds that the work took where it is now done; "busy" while it is not; undefined where there was none. */
  poll(nowMs: number): number | "busy" | undefined {
    const sync = this.#sync;
    if (sync === null) return undefined;
    const isDone = this.#gl.getSyncParameter(sync, this.#gl.SYNC_STATUS) === this.#gl.SIGNALED;
    if (!isDone && nowMs - this.#sinceMs < LONGEST_MS) return "busy";
    this.clear();
    return nowMs - this.#sinceMs;
  }

  /** Forgets the work under way. */
  clear(): void {
    if (this.#sync !== null) this.#gl.deleteSync(this.#sync);
    this.#sync = null;
  }
}

/** Pixels of the first tile: little enough for any machine. */
const FIRST_PX = 4096;
const LEAST_PX = 1024;
/** A tile that took longer than this keeps a page from answering; one quicker than the other leaves the machine idle. */
const LONG_MS = 50;
const SHORT_MS = 34;

/**
 * How much of a picture to draw at one go, so that a page answers in between on any machine: the part grows while it is quick and
 * shrinks when it takes long. Told of times, it knows no clock.
 */
export class TilePace {
  #pixels: number;
  /** Of the picture that is being drawn: its bands are dear and cheap, so only all of them tell. */
  #pictureDrawn = 0;
  #pictureMs = 0;

  /** @param firstPixels Pixels of the first tile; Infinity for whole pictures until one takes long. */
  constructor(firstPixels = FIRST_PX) {
    this.#pixels = firstPixels;
  }

  /** Pixels to draw next. */
  get pixels(): number {
    return Math.round(this.#pixels);
  }

  /** Milliseconds that so many pixels would take, by the picture that was drawn; no number where none was. */
  msFor(pixels: number): number {
    return (pixels * this.#pictureMs) / this.#pictureDrawn;
  }

  /** Tells that another picture is begun. */
  begin(): void {
    this.#pictureDrawn = 0;
    this.#pictureMs = 0;
  }

  /** Tells how long a tile of so many pixels took. */
  drew(pixels: number, durationMs: number): void {
    if (!(durationMs > 0) || pixels <= 0) return;
    // What could not be drawn in parts says nothing of the parts.
    if (durationMs > LONG_MS && pixels > 2 * this.#pixels) return;
    this.#pictureDrawn += pixels;
    this.#pictureMs += durationMs;
    if (durationMs > LONG_MS) {
      this.#pixels = Math.max(LEAST_PX, Math.min(this.#pixels, pixels) * Math.max(0.25, LONG_MS / durationMs) * 0.9);
    } else if (durationMs <= SHORT_MS && pixels >= 0.5 * this.#pixels) this.#pixels *= 1.6;
  }
}

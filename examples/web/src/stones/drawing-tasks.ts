import type { DrawnGem, Picture } from "vocalith";

/** A picture that the worker is to draw. */
export interface DrawingOrder {
  readonly gem: DrawnGem;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What the worker that draws can be asked for. */
export type DrawingTasks = {
  readonly draw: { ask: DrawingOrder; answer: Picture };
  /** A picture to keep, as the bytes of a PNG file; tells the share that is done. */
  readonly png: { ask: DrawingOrder; answer: Uint8Array<ArrayBuffer>; progress: number };
};

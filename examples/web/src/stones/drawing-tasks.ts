import type { DrawnGem, Picture } from "vocalith";

/** What the worker that draws can be asked for. */
export type DrawingTasks = {
  readonly draw: {
    ask: { gem: DrawnGem; widthPx: number; heightPx: number };
    answer: Picture;
  };
};

import type { Picture } from "vocalith";
import type { DrawingTasks } from "./drawing-tasks.js";
import { drawnGem } from "./drawn-gem.js";
import { pageWorker } from "./page-worker.js";
import type { Stone } from "./stone.js";
import { type WorkerLike, WorkerLine } from "./worker-line.js";

/** A picture that is wanted, in pixels. */
export interface WantedPicture {
  readonly stone: Stone;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Whether the picture that is being drawn may be finished first: where another follows soon, none would ever be shown otherwise. */
  readonly isPatient: boolean;
}

/** Draws one picture after another in a worker of its own, of all that are wanted meanwhile the last. */
export class StillDrawer {
  readonly #line: WorkerLine<DrawingTasks>;
  readonly #show: (picture: Picture, stone: Stone) => void;
  #next: WantedPicture | undefined;
  /** The picture that was begun last. */
  #begun: WantedPicture | undefined;
  #isDrawing = false;

  constructor(show: (picture: Picture, stone: Stone) => void, create: () => WorkerLike = () => pageWorker("drawing")) {
    this.#show = show;
    this.#line = new WorkerLine(create);
  }

  draw(wanted: WantedPicture): void {
    // The sketch of a stone and the stone are one picture.
    if (this.#begun !== undefined && areOne(this.#begun, wanted)) {
      this.#next = undefined;
      return;
    }
    this.#next = wanted;
    // At work it hears nothing: it is ended, and another takes its place.
    if (this.#isDrawing && !wanted.isPatient) {
      this.#begun = undefined;
      this.#line.end();
    }
    if (!this.#isDrawing) void this.#drawAll();
  }

  dispose(): void {
    this.#next = undefined;
    this.#line.end();
  }

  async #drawAll(): Promise<void> {
    this.#isDrawing = true;
    for (let wanted = this.#next; wanted !== undefined; wanted = this.#next) {
      this.#next = undefined;
      this.#begun = wanted;
      const { heightPx, stone, widthPx } = wanted;
      try {
        this.#show(await this.#line.ask("draw", { gem: drawnGem(stone), widthPx, heightPx }), stone);
      } catch {
        if (this.#begun === wanted) this.#begun = undefined;
        // Given up for another; or it cannot be drawn, and all else of the page is there without a picture.
      }
    }
    this.#isDrawing = false;
  }
}

function areOne(a: WantedPicture, b: WantedPicture): boolean {
  const isOneSize = a.widthPx === b.widthPx && a.heightPx === b.heightPx;
  return isOneSize && a.stone.code === b.stone.code && a.stone.cut === b.stone.cut && a.stone.sizeMm === b.stone.sizeMm;
}

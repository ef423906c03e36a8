import type { DrawingTasks } from "./drawing-tasks.js";
import { drawnGem } from "./drawn-gem.js";
import { pageWorker } from "./page-worker.js";
import type { Stone } from "./stone.js";
import { WorkerLine } from "./worker-line.js";

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
  readonly #line = new WorkerLine<DrawingTasks>(() => pageWorker("drawing"));
  readonly #show: (picture: ImageData, stone: Stone) => void;
  #next: WantedPicture | undefined;
  #isDrawing = false;

  constructor(show: (picture: ImageData, stone: Stone) => void) {
    this.#show = show;
  }

  draw(wanted: WantedPicture): void {
    this.#next = wanted;
    // At work it hears nothing: it is ended, and another takes its place.
    if (this.#isDrawing && !wanted.isPatient) this.#line.end();
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
      const { heightPx, stone, widthPx } = wanted;
      try {
        const { rgba } = await this.#line.ask("draw", { gem: drawnGem(stone), widthPx, heightPx });
        this.#show(new ImageData(rgba, widthPx, heightPx), stone);
      } catch {
        // Given up for another; or it cannot be drawn, and all else of the page is there without a picture.
      }
    }
    this.#isDrawing = false;
  }
}

import type { Picture } from "vocalith";
import type { DrawingTasks } from "./drawing-tasks.js";
import { drawnGem } from "./drawn-gem.js";
import { pageWorker } from "./page-worker.js";
import type { Stone } from "./stone.js";
import { type WorkerLike, WorkerLine } from "./worker-line.js";

/** So many pixels are drawn in a tenth of a second, in a fraction of one, and in a second or two. */
const PIXELS = { rough: 12_000, quick: 60_000, fine: 500_000 } as const;
const LEAST_PX = 16;

/** A stone and the size of its picture, in pixels. */
interface StillView {
  readonly stone: Stone;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A picture that is wanted; one of more pixels than can be drawn in time comes smaller. */
export interface WantedPicture extends StillView {
  /** How many pixels are enough. Of a stone that was not seen yet all rougher pictures come before. */
  readonly fineness: keyof typeof PIXELS;
  /** Whether the picture that is being drawn may be finished first, and no rougher one comes before: where another stone follows soon, none would ever be shown otherwise. */
  readonly isPatient: boolean;
}

/** Draws one picture after another in a worker of its own, of all that are wanted meanwhile the last. */
export class StillDrawer {
  readonly #line: WorkerLine<DrawingTasks>;
  readonly #show: (picture: Picture, stone: Stone) => void;
  /** What is to be drawn next. */
  #views: readonly StillView[] = [];
  /** What was begun last, unless it was given up. */
  #begun: StillView | undefined;
  /** Gives up the picture that is being drawn; undefined while none is. */
  #drawing: AbortController | undefined;

  constructor(show: (picture: Picture, stone: Stone) => void, create: () => WorkerLike = () => pageWorker("drawing")) {
    this.#show = show;
    this.#line = new WorkerLine(create);
  }

  draw(wanted: WantedPicture): void {
    const view = fitted(wanted, PIXELS[wanted.fineness]);
    // The sketch of a stone and the stone are one picture.
    const known = this.#begun !== undefined && areOneStone(this.#begun.stone, view.stone) ? this.#begun : undefined;
    if (known?.widthPx === view.widthPx && known.heightPx === view.heightPx) {
      this.#views = [];
      return;
    }
    const seenPx = known?.widthPx ?? 0;
    const rougher = wanted.isPatient ? [] : Object.values(PIXELS).map((pixels) => fitted(wanted, pixels));
    this.#views = [...rougher.filter(({ widthPx }) => widthPx > seenPx && widthPx < view.widthPx), view];
    const isOnTheWay = known !== undefined && known.widthPx < view.widthPx;
    if (this.#drawing === undefined) void this.#drawAll();
    else if (!wanted.isPatient && !isOnTheWay) this.#giveUp();
  }

  /** Draws no more until the next picture is wanted. */
  rest(): void {
    this.#views = [];
    this.#giveUp();
  }

  dispose(): void {
    this.#views = [];
    this.#line.end();
  }

  #giveUp(): void {
    if (this.#drawing === undefined) return;
    this.#begun = undefined;
    this.#drawing.abort();
  }

  async #drawAll(): Promise<void> {
    for (let [view] = this.#views; view !== undefined; [view] = this.#views) {
      this.#views = this.#views.slice(1);
      this.#begun = view;
      this.#drawing = new AbortController();
      const { signal } = this.#drawing;
      const { heightPx, stone, widthPx } = view;
      try {
        this.#show(await this.#line.ask("draw", { gem: drawnGem(stone), widthPx, heightPx }, { signal }), stone);
      } catch {
        if (this.#begun === view) this.#begun = undefined;
        // Given up for another; or it cannot be drawn, and all else of the page is there without a picture.
      }
    }
    this.#drawing = undefined;
  }
}

function areOneStone(a: Stone, b: Stone): boolean {
  return a.code === b.code && a.cut === b.cut && a.sizeMm === b.sizeMm;
}

/** The same view in so many pixels at the most. */
function fitted({ heightPx, stone, widthPx }: StillView, mostPixels: number): StillView {
  const scale = Math.min(1, Math.sqrt(mostPixels / (widthPx * heightPx)));
  const pixels = (length: number) => Math.max(LEAST_PX, Math.round(scale * length));
  return { stone, widthPx: pixels(widthPx), heightPx: pixels(heightPx) };
}

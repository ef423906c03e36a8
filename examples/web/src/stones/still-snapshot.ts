import type { DrawingTasks } from "./drawing-tasks.js";
import { drawnGem } from "./drawn-gem.js";
import { pageWorker } from "./page-worker.js";
import type { Stone } from "./stone.js";
import { WorkerLine } from "./worker-line.js";

/** How large a picture is to be, and who is told of it. */
export interface StillSnapshotOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Gives the picture up. */
  readonly signal: AbortSignal;
  /** Told the share that is drawn, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * A picture of a stone to keep, as PNG, drawn on the processor: for browsers without WebGL. It takes seconds, in a worker of its own, so that the
 * picture on the page need not wait.
 *
 * @throws FailureError by the promise; the reason of an aborted signal.
 */
export async function stillSnapshot(stone: Stone, options: StillSnapshotOptions): Promise<Blob> {
  const { heightPx, onProgress, signal, widthPx } = options;
  const line = new WorkerLine<DrawingTasks>(() => pageWorker("drawing"));
  try {
    const bytes = await line.ask("png", { gem: drawnGem(stone), widthPx, heightPx }, { signal, onProgress });
    return new Blob([bytes], { type: "image/png" });
  } finally {
    line.end();
  }
}

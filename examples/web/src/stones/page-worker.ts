import type { WorkerLike } from "./worker-line.js";

/** The page's workers: that which cuts and keeps stones, that which listens to a voice, that which grows stones meanwhile, and that which draws them where nothing else can. */
export type PageWorkerName = "stones" | "listening" | "growing" | "drawing";

/** Begins one of the page's workers. */
export function pageWorker(name: PageWorkerName): WorkerLike {
  return new Worker(new URL("./page.worker.ts", import.meta.url), { type: "module", name });
}

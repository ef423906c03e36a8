// A process of its own for one recording at a time, started by WorkerPool: whatever a recording does to it, the batch goes on.
import type { BatchJob } from "./batch-job.js";
import { doBatchJob } from "./do-batch-job.js";

// Ctrl-C and a scheduler's TERM reach every process of a group; what is at hand is finished, and the batch says when to stop.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("disconnect", () => process.exit());

process.on("message", async (job: BatchJob) => {
  const reply = await doBatchJob(job);
  if (process.connected) process.send?.({ reply, memoryBytes: process.memoryUsage.rss() });
});

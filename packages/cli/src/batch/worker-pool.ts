import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { BatchJob, BatchReply } from "./batch-job.js";

/** A worker makes way for a fresh one after so many recordings, or when it holds so much memory: decoders and kernels never give theirs back. */
const WORKER_LIMITS = { recordings: 250, memoryBytes: 768 * 2 ** 20 } as const;

interface Worker {
  readonly process: ChildProcess;
  recordings: number;
}

/** Processes that do the jobs of a list, one at a time each. */
export class WorkerPool {
  private readonly workers = new Set<Worker>();
  private isStopping = false;

  /** @param size How many processes at most. */
  constructor(private readonly size: number) {}

  /**
   * Does the jobs and hands over every reply as it comes, in whatever order. Ends when all are done, or after `stop`; rejects with what
   * `onReply` rejects with, and then no more jobs are begun.
   */
  async run(jobs: Iterator<BatchJob>, onReply: (job: BatchJob, reply: BatchReply) => Promise<void>): Promise<void> {
    const ends = await Promise.allSettled(Array.from({ length: this.size }, () => this.work(jobs, onReply)));
    const failure = ends.find((end) => end.status === "rejected");
    if (failure !== undefined) throw failure.reason;
  }

  /** No job is begun any more; those at hand are finished. */
  stop(): void {
    this.isStopping = true;
  }

  /** Ends every worker at once. Files stay whole: they get their names only when they are. */
  kill(): void {
    this.stop();
    for (const { process } of this.workers) process.kill("SIGKILL");
  }

  private async work(
    jobs: Iterator<BatchJob>,
    onReply: (job: BatchJob, reply: BatchReply) => Promise<void>,
  ): Promise<void> {
    let worker: Worker | undefined;
    try {
      while (!this.isStopping) {
        const { value: job, done } = jobs.next();
        if (done) break;
        worker ??= this.start();
        const { reply, memoryBytes } = await askWorker(worker, job);
        if (reply === undefined) {
          // It died. While stopping that is our doing, and the recording waits for the next run.
          const how = worker.process.signalCode ?? `exit code ${worker.process.exitCode}`;
          this.dismiss(worker);
          worker = undefined;
          if (this.isStopping) break;
          await onReply(job, {
            kind: "failed",
            message: `the worker that cut it ended with ${how}; perhaps memory ran out`,
          });
          continue;
        }
        worker.recordings++;
        if (worker.recordings >= WORKER_LIMITS.recordings || memoryBytes > WORKER_LIMITS.memoryBytes) {
          this.dismiss(worker);
          worker = undefined;
        }
        await onReply(job, reply);
      }
    } catch (error) {
      this.stop();
      throw error;
    } finally {
      if (worker !== undefined) this.dismiss(worker);
    }
  }

  private start(): Worker {
    const child = fork(fileURLToPath(new URL("./batch-worker.js", import.meta.url)), {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // Jobs and replies hold no typed arrays; JSON is what every version of Node understands.
      serialization: "json",
    });
    const worker: Worker = { process: child, recordings: 0 };
    this.workers.add(worker);
    child.once("exit", () => this.workers.delete(worker));
    // A worker that cannot be started or written to is one that ends; `askWorker` sees that.
    child.on("error", () => {});
    return worker;
  }

  private dismiss({ process }: Worker): void {
    if (process.connected) process.disconnect();
  }
}

interface Answer {
  /** Absent where the worker ended without one. */
  readonly reply?: BatchReply;
  readonly memoryBytes: number;
}

function askWorker({ process: child }: Worker, job: BatchJob): Promise<Answer> {
  return new Promise((resolve) => {
    const finish = (answer: Answer) => {
      child.off("message", onMessage);
      child.off("exit", onEnd);
      child.off("error", onEnd);
      resolve(answer);
    };
    const onMessage = (message: unknown) => finish(message as Answer);
    const onEnd = () => finish({ memoryBytes: 0 });
    child.on("message", onMessage);
    child.on("exit", onEnd);
    child.on("error", onEnd);
    if (child.connected) child.send(job);
    else onEnd();
  });
}

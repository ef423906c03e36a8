import { type Failure, FailureError } from "./failure.js";
import type { TaskAbort, TaskMap, TaskQuestion, TaskReply } from "./worker-tasks.js";

/** The part of a `Worker` that is used. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: Event) => void): void;
}

/** How a task is asked for. */
export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: never) => void;
  readonly transfer?: Transferable[];
}

interface OpenTask {
  readonly name: PropertyKey;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
  readonly settle: () => void;
}

/**
 * The page's end of a worker: questions go out, promises come back. The worker is made at the first question. One that ends by an error fails all
 * that it was asked, and the next question makes another.
 */
export class WorkerLine<Tasks extends TaskMap> {
  readonly #create: () => WorkerLike;
  readonly #onCrash: (failure: Failure) => void;
  readonly #open = new Map<number, OpenTask>();
  #worker: WorkerLike | undefined;
  #asked = 0;
  /** The task after which the worker ends. */
  #last: keyof Tasks | undefined;

  constructor(create: () => WorkerLike, onCrash: (failure: Failure) => void = () => {}) {
    this.#create = create;
    this.#onCrash = onCrash;
  }

  /** Whether something was asked and is not answered yet. */
  get isBusy(): boolean {
    return this.#open.size > 0;
  }

  /**
   * @throws FailureError by the promise, with what the worker could not do; the reason of an aborted signal.
   */
  ask<Name extends keyof Tasks>(
    name: Name,
    ask: Tasks[Name]["ask"],
    options: Omit<AskOptions, "onProgress"> & {
      readonly onProgress?: (progress: NonNullable<Tasks[Name]["progress"]>) => void;
    } = {},
  ): Promise<Tasks[Name]["answer"]> {
    const { signal, transfer = [] } = options;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      this.#last = undefined;
      const task = ++this.#asked;
      const abort = () => {
        this.#settle(task)?.reject(signal?.reason);
        // Not to another worker, where this one has ended.
        this.#worker?.postMessage({ abort: task } satisfies TaskAbort, []);
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#open.set(task, {
        name,
        resolve: resolve as (answer: unknown) => void,
        reject,
        onProgress: options.onProgress as OpenTask["onProgress"],
        settle: () => signal?.removeEventListener("abort", abort),
      });
      try {
        this.#post({ task, name, ask } as TaskQuestion<Tasks>, transfer);
      } catch (error) {
        this.#settle(task);
        throw error;
      }
    });
  }

  /** Ends the worker; what it was asked is rejected as `gone`, and the next question makes another. */
  end(failure: Failure = ENDED): void {
    this.#last = undefined;
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const task of [...this.#open.keys()]) this.#settle(task)?.reject(new FailureError(failure));
  }

  /** Ends the worker, but answers this first where it was asked; a question before that keeps it. */
  endAfter(last: keyof Tasks): void {
    this.#last = last;
    this.#endAfterLast();
  }

  #post(message: TaskQuestion<Tasks>, transfer: Transferable[]): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message, transfer);
  }

  #start(): WorkerLike {
    const worker = this.#create();
    worker.addEventListener("message", ({ data }) => {
      if (worker === this.#worker) this.#take(data as TaskReply);
    });
    const crash = (event: Event) => {
      if (worker !== this.#worker) return;
      event.preventDefault();
      this.#crash(
        "message" in event && typeof event.message === "string" ? event.message : "a worker that could not run",
      );
    };
    worker.addEventListener("error", crash);
    worker.addEventListener("messageerror", crash);
    return worker;
  }

  #take(reply: TaskReply): void {
    if ("progress" in reply) this.#open.get(reply.task)?.onProgress?.(reply.progress as never);
    else if ("answer" in reply) this.#settle(reply.task)?.resolve(reply.answer);
    else {
      this.#settle(reply.task)?.reject(new FailureError(reply.failure));
      if (reply.failure.kind === "crashed") this.#crash(reply.failure.found);
    }
  }

  #endAfterLast(): void {
    if (this.#last === undefined) return;
    for (const { name } of this.#open.values()) if (name === this.#last) return;
    this.end();
  }

  #crash(found: string): void {
    const failure: Failure = { kind: "crashed", found, accepted: "", advice: "Try again." };
    this.end(failure);
    this.#onCrash(failure);
  }

  #settle(task: number): OpenTask | undefined {
    const open = this.#open.get(task);
    this.#open.delete(task);
    open?.settle();
    this.#endAfterLast();
    return open;
  }
}

const ENDED: Failure = { kind: "gone", found: "a worker that was let go of", accepted: "", advice: "Make it again." };

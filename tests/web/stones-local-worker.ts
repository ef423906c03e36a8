import { answerTasks, type TaskHandlers, type TaskScope } from "../../examples/web/src/stones/answer-tasks.js";
import type { WorkerLike } from "../../examples/web/src/stones/worker-line.js";
import type { TaskMap } from "../../examples/web/src/stones/worker-tasks.js";

/** A worker in this very thread: its letters are cloned, transferred and told later, as any worker's. */
export interface LocalWorker extends WorkerLike {
  /** Ends it as an uncaught error does. */
  crash(message: string): void;
  readonly isTerminated: boolean;
}

export function localWorker<Tasks extends TaskMap>(handlers: TaskHandlers<Tasks>): LocalWorker {
  const { port1, port2 } = new MessageChannel();
  const crashes: ((event: Event) => void)[] = [];
  let isTerminated = false;
  answerTasks(port2 as unknown as TaskScope, async () => handlers);
  port2.start();
  return {
    get isTerminated() {
      return isTerminated;
    },
    postMessage: (message, transfer) => port1.postMessage(message, transfer as Parameters<typeof port1.postMessage>[1]),
    terminate() {
      isTerminated = true;
      port1.close();
      port2.close();
    },
    addEventListener(type: "message" | "error" | "messageerror", listener: (event: never) => void) {
      if (type === "error") crashes.push(listener as (event: Event) => void);
      if (type !== "message") return;
      port1.addEventListener("message", listener as unknown as EventListener);
      port1.start();
    },
    crash(message) {
      for (const listener of crashes) listener(Object.assign(new Event("error"), { message }));
    },
  };
}

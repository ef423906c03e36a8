import { failureOf } from "./failure-of.js";
import { lettersRead } from "./letters-read.js";
import type { TaskAbort, TaskMap, TaskQuestion, TaskReply } from "./worker-tasks.js";

/** The part of a worker's global scope, or of a `MessagePort`, that is used. */
export interface TaskScope {
  postMessage(message: TaskReply, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

/** An answer whose buffers are given away and not copied. */
export class Given<Answer> {
  constructor(
    readonly answer: Answer,
    readonly transfer: Transferable[],
  ) {}
}

/** What a worker does for each question. */
export type TaskHandlers<Tasks extends TaskMap> = {
  readonly [Name in keyof Tasks]: (
    ask: Tasks[Name]["ask"],
    context: {
      readonly signal: AbortSignal;
      readonly report: (progress: NonNullable<Tasks[Name]["progress"]>) => void;
      /** Whether something else was asked for meanwhile, as far as letters were read. */
      readonly othersWait: () => boolean;
    },
  ) =>
    | Promise<Tasks[Name]["answer"] | Given<Tasks[Name]["answer"]>>
    | Tasks[Name]["answer"]
    | Given<Tasks[Name]["answer"]>;
};

interface Waiting<Tasks extends TaskMap> {
  readonly question: TaskQuestion<Tasks>;
  readonly controller: AbortController;
}

/**
 * The worker's end of a line: does what it is asked, one thing after another. Between two things it reads its letters, so that what was
 * given up meanwhile is not begun.
 *
 * @param prepare - Gives what is done; asked for with the first question, and again with the next one if it did not come, as without a network.
 */
export function answerTasks<Tasks extends TaskMap>(
  scope: TaskScope,
  prepare: () => Promise<TaskHandlers<Tasks>>,
): void {
  let prepared: TaskHandlers<Tasks> | undefined;
  const waiting = new Map<number, Waiting<Tasks>>();
  const othersWait = () => waiting.size > 1;
  let isWorking = false;

  scope.addEventListener("message", ({ data }) => {
    const message = data as TaskQuestion<Tasks> | TaskAbort;
    if ("abort" in message) {
      waiting.get(message.abort)?.controller.abort();
      return;
    }
    waiting.set(message.task, { question: message, controller: new AbortController() });
    if (!isWorking) void work();
  });

  async function work(): Promise<void> {
    isWorking = true;
    for (;;) {
      await lettersRead();
      const [next] = waiting.values();
      if (next === undefined) break;
      if (!next.controller.signal.aborted) await answer(next);
      waiting.delete(next.question.task);
    }
    isWorking = false;
  }

  async function answer({ question: { ask, name, task }, controller: { signal } }: Waiting<Tasks>): Promise<void> {
    const report = (progress: unknown) => scope.postMessage({ task, progress }, []);
    try {
      prepared ??= await prepare();
      const answered = await prepared[name](ask, { signal, report, othersWait });
      const { answer, transfer } = answered instanceof Given ? answered : new Given(answered, []);
      scope.postMessage({ task, answer }, transfer);
    } catch (error) {
      if (!signal.aborted) scope.postMessage({ task, failure: failureOf(error) }, []);
    }
  }
}

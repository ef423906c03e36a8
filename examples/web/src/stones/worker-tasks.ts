import type { Failure } from "./failure.js";

/** What a worker can be asked for: by name the question, the answer and, where it tells how far it has come, what it tells. */
export type TaskMap = Readonly<
  Record<string, { readonly ask: unknown; readonly answer: unknown; readonly progress?: unknown }>
>;

/** A question of the page. */
export type TaskQuestion<Tasks extends TaskMap> = {
  [Name in keyof Tasks]: { readonly task: number; readonly name: Name; readonly ask: Tasks[Name]["ask"] };
}[keyof Tasks];

/** Gives a task up. */
export interface TaskAbort {
  readonly abort: number;
}

/** What the worker sends back. */
export type TaskReply =
  | { readonly task: number; readonly progress: unknown }
  | { readonly task: number; readonly answer: unknown }
  | { readonly task: number; readonly failure: Failure };

import type { Cutting } from "./cutting.js";
import type { JournalEntry } from "./journal.js";

/** What a worker is given: one recording. */
export interface BatchJob {
  /** Its place in the list. */
  readonly number: number;
  /** Path relative to `folder`, with slashes. */
  readonly recording: string;
  readonly folder: string;
  readonly output: string;
  /** Path of its files without ending, relative to `output`, with slashes. */
  readonly stem: string;
  /** Where files are written before they are renamed to their places: on the same disk as `output`. */
  readonly partFolder: string;
  readonly cutting: Cutting;
  readonly fingerprint: string;
  /** What earlier runs remember of it. */
  readonly known: readonly JournalEntry[];
  /** Cut it again although it failed before. */
  readonly retryFailed: boolean;
}

/** What a worker hands back. */
export type BatchReply =
  | { readonly kind: "done"; readonly entry: JournalEntry; readonly isNew: boolean }
  /** It failed for what is not its own doing, such as a full disk; the next run tries it again. */
  | { readonly kind: "failed"; readonly message: string; readonly fault?: string };

import type { Register } from "./register.js";

/** Options of `analyzeVoice`. */
export interface AnalyzeOptions {
  /** Time between frames in seconds, 0.001 to 0.05; default 0.01. */
  readonly hopSeconds?: number | undefined;
  /**
   * Range in which pitch is looked for: `human` 32 to 1100 Hz, `bird` 500 to 10,000 Hz, `whale` 15 to 1000 Hz; `auto` (default) finds out.
   */
  readonly register?: Register | "auto" | undefined;
  /** Stops the analysis: its reason is thrown at the next check, several times a second. */
  readonly signal?: AbortSignal | undefined;
  /** Told the share of the work that is done, rising from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Defaults of `AnalyzeOptions`. */
export const ANALYZE_DEFAULTS: Readonly<{ hopSeconds: number; register: Register | "auto" }> = {
  hopSeconds: 0.01,
  register: "auto",
};

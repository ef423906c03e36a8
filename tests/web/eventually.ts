import { expect } from "vitest";
import { PATIENCE_MS } from "./open-web-page.js";

/** What vitest's `expect.poll` gives, as patient as everything else that waits for a page. */
export function eventually<Value>(value: () => Promise<Value>) {
  return expect.poll(value, { timeout: PATIENCE_MS });
}

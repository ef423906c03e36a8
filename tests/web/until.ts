import { setTimeout as pause } from "node:timers/promises";
import { PATIENCE_MS } from "./open-web-page.js";

const LOOK_MS = 30;

/** Waits until something is there, as patiently as `eventually`, but outside of tests too; gives it. */
export async function until<Value>(
  what: string,
  look: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s`);
    await pause(LOOK_MS);
  }
}

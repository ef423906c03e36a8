import { spawnSync } from "node:child_process";
import type { RealClient } from "./real-client.js";

/** A client may take this long; admesh never ends on a binary STL that it takes for text. */
const TIMEOUT_MS = 60_000;

/**
 * Runs a real client to its end.
 *
 * @returns what it wrote, standard output first, then standard error
 * @throws Error when it cannot be started or does not end within a minute
 */
export function runClient(client: RealClient, commandArguments: readonly string[]): string {
  const result = spawnSync(client.path, commandArguments, {
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    killSignal: "SIGKILL",
    maxBuffer: 1 << 26,
    // The words of a verdict are read: no translations.
    env: { ...process.env, LC_ALL: "C" },
  });
  if (result.error !== undefined) throw new Error(`${client.name} gave no verdict: ${result.error.message}`);
  return `${result.stdout}\n${result.stderr}`;
}

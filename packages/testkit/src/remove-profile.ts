import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const ATTEMPTS = 20;
const PAUSE_MS = 250;

/**
 * Removes a folder that a browser kept its profile in, waiting for what its last processes still write there; where they go on and on it is left to the
 * machine. `rmSync` lists what is there but once, so that its own retries only see the folder fill again.
 */
export async function removeProfile(folder: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) {
        process.stderr.write(`${folder} could not be removed: ${error instanceof Error ? error.message : error}\n`);
        return;
      }
      await pause(PAUSE_MS);
    }
  }
}

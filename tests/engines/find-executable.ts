import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The first of some programs that is on the `PATH`. */
export function findExecutable(names: readonly string[]): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here: the next one.
      }
    }
  }
  return undefined;
}

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A program of somebody else's that judges or shows what we make. */
export type RealClientName = "admesh" | "assimp" | "openscad" | "prusa-slicer" | "chromium";

/** A real client as found on this machine. */
export interface RealClient {
  readonly name: RealClientName;
  /** Path of its executable. */
  readonly path: string;
}

const EXECUTABLES: Readonly<Record<RealClientName, readonly string[]>> = {
  admesh: ["admesh"],
  assimp: ["assimp"],
  openscad: ["openscad"],
  "prusa-slicer": ["prusa-slicer", "PrusaSlicer"],
  chromium: ["chromium", "chromium-browser", "google-chrome"],
};

/** The Debian packages that are called otherwise than the client. */
const DEBIAN_PACKAGES: Partial<Readonly<Record<RealClientName, string>>> = { assimp: "assimp-utils" };

/**
 * Looks for a real client on the `PATH`.
 *
 * @returns the client, or undefined where it is not installed
 * @example
 * ```ts
 * import { realClient } from "@vocalith/testkit";
 * const admesh = realClient("admesh");
 * ```
 */
export function realClient(name: RealClientName): RealClient | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const executable of EXECUTABLES[name]) {
      const path = join(folder, executable);
      try {
        accessSync(path, constants.X_OK);
        return { name, path };
      } catch {
        // Not here: the next folder.
      }
    }
  }
  return undefined;
}

/**
 * The real client a test needs. Where it is not installed, a person's test run skips the test and says so in a line; in CI
 * (`CI=true`), where `.ci/run` installs it, that is a failure.
 *
 * @param name the client
 * @param skip the test's own `context.skip`, which must not return
 * @throws Error in CI when the client is missing
 * @example
 * ```ts
 * import { needRealClient } from "@vocalith/testkit";
 * const admesh = needRealClient("admesh", (note) => { throw new Error(note); });
 * ```
 */
export function needRealClient(name: RealClientName, skip: (note: string) => never): RealClient {
  const client = realClient(name);
  if (client !== undefined) return client;
  const note = `${name} is not installed; on Debian: apt-get install ${DEBIAN_PACKAGES[name] ?? name}`;
  if (process.env.CI === "true") throw new Error(note);
  process.stderr.write(`skipped: ${note}\n`);
  return skip(note);
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** The path of a voice of the fixtures. */
export const voice = (name: string): string => join(root, "fixtures/voices", `${name}.wav`);

/** A temporary folder and the built command line in it, as a user runs it. */
export class CommandLine {
  readonly folder = mkdtempSync(join(tmpdir(), "vocalith-cli-"));

  readonly run = (...commandArguments: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, "packages/cli/dist/main.js"), ...commandArguments],
      { cwd: this.folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined } },
    );
    return { status, stdout, stderr };
  };

  dispose(): void {
    rmSync(this.folder, { recursive: true });
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { removeProfile } from "../src/index.js";

/** Writes file after file for a second, as a browser's last processes do, and says when the first is there. */
const WRITER = `
const { writeFileSync } = require("node:fs");
const ends = Date.now() + 1000;
for (let i = 0; Date.now() < ends; i++) {
  try {
    writeFileSync(process.argv[1] + "/" + i, "");
  } catch {}
  if (i === 0) process.stdout.write("writing");
}
`;

describe("removeProfile", () => {
  let writer: ChildProcess | undefined;
  afterEach(() => {
    writer?.kill();
  });

  it("removes a folder that is written to still", async () => {
    const folder = mkdtempSync(join(tmpdir(), "vocalith-profile-"));
    mkdirSync(join(folder, "Default"));
    const writing = spawn(process.execPath, ["-e", WRITER, join(folder, "Default")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    writer = writing;
    await new Promise((resolve) => writing.stdout.once("data", resolve));
    await removeProfile(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it("takes a folder that is not there", async () => {
    await expect(removeProfile(join(tmpdir(), "vocalith-no-such-profile"))).resolves.toBeUndefined();
  });
});

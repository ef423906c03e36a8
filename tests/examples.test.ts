import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSTL } from "@vocalith/formats";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

describe("examples/node", () => {
  const run = (...given: string[]) =>
    spawnSync(join(root, "node_modules/.bin/tsx"), [join(root, "examples/node/voice-to-gem.ts"), ...given], {
      encoding: "utf8",
    });

  it("writes the stone of a recording and says its code", () => {
    const folder = mkdtempSync(join(tmpdir(), "vocalith-example-"));
    try {
      const output = join(folder, "gem.stl");
      const { status, stdout, stderr } = run(join(root, "fixtures/voices/calm-high.wav"), output);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(stdout).toMatch(/vl0\.[\w-]+\n$/);
      expect(readSTL(readFileSync(output)).positions.length).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("says how it is used when nothing is given", () => {
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toContain("usage");
  });
});

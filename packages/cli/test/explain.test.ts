import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const voice = join(root, "fixtures/voices/excited-deep.wav");

/** Runs the built command line as a user does. */
function explain(...commandArguments: string[]) {
  const main = join(root, "packages/cli/dist/main.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "explain", ...commandArguments], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("vocalith explain", () => {
  it("tells of a recording, a sentence a line, and asks at the end", () => {
    const { status, stdout, stderr } = explain(voice);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^The stone is /);
    expect(stdout).toMatch(/\?\n$/);
    expect(stdout.split("\n").length).toBeGreaterThan(5);
  });

  it("speaks the language asked for, and tells of a code what the code holds", () => {
    const report = JSON.parse(explain(voice, "--language", "ko-KR", "--json").stdout);
    expect(report.language).toBe("ko");
    expect(report.sentences.at(-1).trait).toBe("question");
    const { status, stdout } = explain(report.code, "-l", "vi");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Viên đá này/);
  });

  it("ends with 2 and says what is accepted for another language, code or file", () => {
    const wrong: [string[], RegExp][] = [
      [[voice, "--language", "fr"], /"fr"; accepted: en, ko, vi/],
      [["vl0.AAAA"], /not a GemCode/],
      [["nowhere.wav"], /no such file/],
    ];
    for (const [given, message] of wrong) {
      const { status, stdout, stderr } = explain(...given);
      expect(status).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toMatch(message);
    }
  });
});

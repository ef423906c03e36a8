import { afterEach, describe, expect, it, vi } from "vitest";
import { needRealClient, realClient } from "../src/index.js";

const skip = (note: string): never => {
  throw new Error(`skipped: ${note}`);
};

describe("realClient", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it("finds nothing on an empty path", () => {
    vi.stubEnv("PATH", "");
    expect(realClient("admesh")).toBeUndefined();
  });

  it("skips with a line that says so on a person's machine", () => {
    vi.stubEnv("PATH", "");
    vi.stubEnv("CI", "");
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(() => needRealClient("admesh", skip)).toThrow("skipped: admesh is not installed");
    expect(write).toHaveBeenCalledWith(expect.stringMatching(/^skipped: admesh is not installed.*\n$/));
  });

  it("fails in CI", () => {
    vi.stubEnv("PATH", "");
    vi.stubEnv("CI", "true");
    expect(() => needRealClient("prusa-slicer", skip)).toThrow(/^prusa-slicer is not installed/);
  });
});

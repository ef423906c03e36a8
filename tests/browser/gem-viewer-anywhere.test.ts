import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findExecutable } from "../engines/find-executable.js";
import type { Viewed } from "./gem-viewer-anywhere-page.js";
import { runPage } from "./run-page.js";

const BROWSERS = [
  { name: "Chromium", executables: ["chromium", "chromium-browser", "google-chrome"] },
  { name: "Firefox", executables: ["firefox-esr", "firefox"] },
] as const;
const PATIENCE_MS = 240_000;

describe("a viewer from beginning to end", () => {
  it.each(BROWSERS)(
    "in $name",
    async ({ name, executables }) => {
      const path = findExecutable(executables);
      if (path === undefined) {
        if (process.env.CI === "true") throw new Error(`none of ${executables.join(", ")} is on the PATH`);
        process.stderr.write(`skipped: the viewer in ${name}: none of ${executables.join(", ")} is on the PATH\n`);
        return;
      }
      const page = join(import.meta.dirname, "gem-viewer-anywhere-page.ts");
      const viewed = await runPage<Viewed>({ name, path }, page, PATIENCE_MS);
      if ("unable" in viewed) {
        process.stderr.write(`skipped: the viewer in ${name}: ${viewed.unable}\n`);
        return;
      }
      expect(viewed.sizePx).toEqual([80, 60]);
      expect(viewed.darkest).toBeLessThan(12);
      expect(viewed.brightest).toBeGreaterThan(60);
      expect(viewed.turned).toBeGreaterThan(0.05);
      expect(viewed.particles).toBeGreaterThan(50);
      expect(viewed.restored).toBe(true);
      expect(viewed.events.slice(0, 3)).toEqual(["ready", "shown", "settled"]);
      expect(viewed.events).not.toContain("failure");
      // Chromium writes WebM; another browser says that it does not, or does.
      const film = Buffer.from(viewed.film, "base64");
      if (name === "Chromium" || film.length > 0) expect(film.readUInt32BE()).toBe(0x1a45dfa3);
    },
    PATIENCE_MS + 10_000,
  );
});

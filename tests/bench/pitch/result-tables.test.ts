import { describe, expect, it } from "vitest";
import type { SetResult } from "./compare-on.js";
import type { KnownPitch } from "./known-pitch.js";
import { countErrors } from "./measure-pitch.js";
import { resultTables } from "./result-tables.js";
import type { Tracker } from "./tracker.js";

const timeSeconds = Float64Array.from({ length: 10 }, (_, i) => i / 100);
const known: KnownPitch = {
  samples: new Float32Array(1600),
  sampleRateHz: 16_000,
  timeSeconds,
  frequencyHz: new Float64Array(10).fill(100),
};
const wrongIn = (count: number) =>
  countErrors(known, { timeSeconds, frequencyHz: timeSeconds.map((_, i) => (i < count ? Number.NaN : 100)) });
const tracker = (name: string, ...variants: string[]): Tracker => ({
  name,
  settings: `${name} 1.0`,
  variants,
  track: async () => [],
});
const result: SetResult = {
  set: {
    name: "clean",
    title: "clean voices",
    rangeHz: [60, 600],
    measure: "frame error",
    goal: { ours: 0.3, bestPeer: 0.6 },
    make: async () => [known],
  },
  errors: new Map([
    ["vocalith", [wrongIn(1)]],
    ["peer", [wrongIn(6), wrongIn(2), wrongIn(4)]],
  ]),
};

describe("resultTables", () => {
  const report = resultTables({
    found: [tracker("vocalith", "default"), tracker("peer", "a", "b", "c"), { name: "absent", howToInstall: "get it" }],
    results: [result],
    speeds: new Map([
      [
        "vocalith",
        { pitch: { wallSeconds: 0.15, cpuSeconds: 0.2 }, everything: { wallSeconds: 0.4, cpuSeconds: 0.5 } },
      ],
      ["peer", { pitch: { wallSeconds: 1 }, everything: undefined }],
    ]),
    date: "2026-01-02",
    hasLaryngograph: false,
  });

  it("takes the best variant of a peer, marks the best of a row and sets the ratios beside", () => {
    expect(report).toContain("| clean voices | 10 | **10.00** | 20.00 | 0.50 | 0.3 | 0.50 |");
    expect(report).toContain("| pitch alone | **400** | 60 |");
    expect(report).toContain("| every feature, of CPU time | **120** | - |");
  });

  it("says what was chosen, what is missing and when it was", () => {
    expect(report).toContain("peer 1.0; no documented default: b, the best over all sets of a, b, c.");
    expect(report).toContain("Not here: absent (get it).");
    expect(report).toContain("Not here: laryngograph speech");
    expect(report).toContain("# Pitch trackers in one run, 2026-01-02");
  });
});

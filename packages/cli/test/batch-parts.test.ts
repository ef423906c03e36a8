import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchProgress, formatBar, formatDuration, withoutControls } from "../src/batch/batch-progress.js";
import { rowWithoutGem } from "../src/batch/batch-row.js";
import { compareNaturally } from "../src/batch/compare-naturally.js";
import { isRecordingName } from "../src/batch/list-recordings.js";
import { nameOutputs } from "../src/batch/name-outputs.js";
import { isInShard, parseShard } from "../src/batch/shard.js";
import { summarize, summaryCsv } from "../src/batch/summary.js";

const RUNS = { seed: 6, numRuns: 300 } as const;
const segment = fc.string({
  unit: fc.constantFrom("a", "A", "b", "0", "1", "10", " ", "é", "."),
  minLength: 1,
  maxLength: 4,
});
const path = fc
  .tuple(fc.array(segment, { maxLength: 2 }), segment, fc.constantFrom("wav", "WAV", "mp3"))
  .map(([folders, name, ending]) => [...folders, `${name}.${ending}`].join("/"));

describe("the order of recordings", () => {
  it("is that of people", () => {
    const sorted = ["a/b.wav", "a/take 9.wav", "a/Take 10.wav", "a/take 010.wav", "B/1.wav", "b/2.wav", "c.wav"];
    expect([...sorted].reverse().sort(compareNaturally)).toEqual(sorted);
  });

  it("is total", () => {
    fc.assert(
      fc.property(path, path, path, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
        if (compareNaturally(a, b) === 0) expect(a).toBe(b);
        if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0) expect(compareNaturally(a, c)).toBeLessThan(0);
      }),
      RUNS,
    );
  });
});

describe("names of files", () => {
  it("mirror the tree and keep endings only where they must", () => {
    const names = nameOutputs(["a.mp3", "a.wav", "a.wav.flac", "b/a.wav", "c.d.wav", "e.ascii.wav"]);
    expect([...names.values()]).toEqual(["a.mp3", "a.wav", "a.wav.flac", "b/a", "c.d", "e.ascii.wav"]);
  });

  it("are never shared, on disks that know no case either", () => {
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (recordings) => {
        const names = [...nameOutputs(recordings).values()];
        expect(names).toHaveLength(recordings.length);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      }),
      RUNS,
    );
  });
});

describe("what counts as a recording", () => {
  it.each(["a.wav", "a.WAV", "a.b.opus", "voice.weba"])("%s does", (name) => expect(isRecordingName(name)).toBe(true));
  it.each(["wav", ".wav", "a.txt", "a.wav.part", "a.stl"])("%s does not", (name) =>
    expect(isRecordingName(name)).toBe(false),
  );
});

describe("parts of a batch", () => {
  it("hold every recording once, whatever else is there", () => {
    fc.assert(
      fc.property(path, fc.integer({ min: 1, max: 40 }), (recording, of) => {
        const parts = Array.from({ length: of }, (_, i) => isInShard(recording, { index: i + 1, of }));
        expect(parts.filter(Boolean)).toHaveLength(1);
      }),
      RUNS,
    );
  });

  it("are of about one size", () => {
    const recordings = Array.from({ length: 1000 }, (_, i) => `recording-${i}.wav`);
    for (let index = 1; index <= 8; index++) {
      const size = recordings.filter((one) => isInShard(one, { index, of: 8 })).length;
      expect(Math.abs(size - 125)).toBeLessThan(40);
    }
  });

  it.each(["1/1", "3/8", " 08 / 10 "])("%s is one", (text) => expect(parseShard(text)).toBeDefined());
  it.each(["0/3", "4/3", "1", "1/0", "-1/3", "1.5/3", "a/b", ""])("%j is none", (text) =>
    expect(parseShard(text)).toBeUndefined(),
  );
});

describe("the table", () => {
  const csvOf = (...recordings: string[]) =>
    summaryCsv(
      summarize(
        recordings.map((recording) => rowWithoutGem(recording, "failed", 'it says "no"')),
        { formats: ["stl"], sizeMm: 40, cut: "crystal", fabrication: {}, thumbnails: false },
        undefined,
      ),
    );

  it("quotes what must be quoted", () => {
    expect(csvOf('say "a", b.wav').split("\r\n")[1]).toBe('"say ""a"", b.wav",failed,,,,,,,,,,,,,,,,"it says ""no"""');
  });

  it("holds no formula of a file's name", () => {
    for (const name of ["=1+1.wav", "+1.wav", "-1.wav", "@a.wav"]) {
      expect(csvOf(name).split("\r\n")[1].startsWith(`./${name},`)).toBe(true);
    }
  });
});

describe("progress", () => {
  const row = rowWithoutGem("a\u001b[2J.wav", "failed", "no voice");

  it("is a bar as wide as there is room", () => {
    const state = { total: 1000, done: 412, failed: 4, perSecond: 3.4 };
    expect(formatBar(state, 100)).toBe(
      `${"█".repeat(16)}${"░".repeat(24)} 412 of 1000, 3.4 a second, 2:53 min left, 4 failed`,
    );
    expect(formatBar(state, 56)).toBe("412 of 1000, 3.4 a second, 2:53 min left, 4 failed");
    for (let columns = 1; columns < 120; columns++) expect(formatBar(state, columns).length).toBeLessThan(columns + 1);
  });

  it.each([
    [0.2, "1 s"],
    [59, "59 s"],
    [59.5, "1:00 min"],
    [605, "10:05 min"],
    [7260, "2:01 h"],
  ])("says %f seconds as %s", (seconds, words) => expect(formatDuration(seconds)).toBe(words));

  it("on a terminal redraws one line and lets failures stand above it", () => {
    const written: string[] = [];
    const progress = batchProgress({ write: (text) => written.push(text), isTTY: true, columns: 60 }, false);
    progress.begin(2);
    progress.finished(row, { total: 2, done: 1, failed: 1 });
    progress.finished(rowWithoutGem("b.wav", "pending", null), { total: 2, done: 2, failed: 1 });
    progress.clear();
    const erase = "\r\u001b[K";
    const empty = `${"░".repeat(40)} 0 of 2`;
    expect(written.slice(0, 2)).toEqual([`${erase}${empty}`, `${erase}a?[2J.wav: no voice\n${empty}`]);
    expect(written[2].startsWith(erase)).toBe(true);
    expect(written[2]).toContain("1 of 2");
    expect(written.at(-1)).toBe(erase);
  });

  it("elsewhere writes failures alone at first, and nothing where quiet", () => {
    const written: string[] = [];
    const screen = { write: (text: string) => written.push(text), isTTY: false };
    batchProgress(screen, true).finished(row, { total: 2, done: 1, failed: 1 });
    expect(written).toEqual([]);
    batchProgress(screen, false).finished(row, { total: 2, done: 1, failed: 1 });
    expect(written).toEqual(["a?[2J.wav: no voice\n"]);
  });

  it("shows no control characters of a name", () => {
    expect(withoutControls("a\nb\u009bc")).toBe("a?b?c");
  });
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type EncodedPicture, writeWebM } from "../../src/viewer/write-webm.js";

const FACTS = { codec: "V_VP8", widthPx: 64, heightPx: 48, durationMs: 2000 } as const;

/** Pictures of so many bytes, every tenth a key picture, at twenty a second. */
function pictures(count: number, size = 30): EncodedPicture[] {
  return Array.from({ length: count }, (_, place) => ({
    bytes: new Uint8Array(size).fill(place),
    timeMs: place * 50,
    isKey: place % 10 === 0,
  }));
}

/** The elements of a part of a file: name in hexadecimal, where its content lies. */
function elements(bytes: Uint8Array, from: number, to: number): { id: string; from: number; to: number }[] {
  const found: { id: string; from: number; to: number }[] = [];
  for (let at = from; at < to; ) {
    const width = Math.clz32(bytes[at]) - 23;
    const id = Buffer.from(bytes.subarray(at, at + width)).toString("hex");
    at += width;
    expect(bytes[at]).toBe(1);
    const length = new DataView(bytes.buffer).getUint32(at + 4);
    found.push({ id, from: at + 8, to: at + 8 + length });
    at += 8 + length;
    expect(at).toBeLessThanOrEqual(to);
  }
  return found;
}

describe("writeWebM", () => {
  it("nests every element to the last byte, and begins a cluster at each key picture", () => {
    const bytes = writeWebM(pictures(40), FACTS);
    const [header, segment] = elements(bytes, 0, bytes.length);
    expect([header.id, segment.id]).toEqual(["1a45dfa3", "18538067"]);
    const parts = elements(bytes, segment.from, segment.to);
    expect(parts.map(({ id }) => id)).toEqual(["1549a966", "1654ae6b", ...Array(4).fill("1f43b675")]);
    const blocks = parts.slice(2).map(({ from, to }) => elements(bytes, from, to));
    for (const [time, ...pictured] of blocks) {
      expect(time.id).toBe("e7");
      expect(pictured.map(({ id }) => id)).toEqual(Array(10).fill("a3"));
      expect(bytes[pictured[0].from + 3]).toBe(0x80);
      expect(bytes[pictured[1].from + 3]).toBe(0);
      // The second picture is shown fifty milliseconds after its cluster begins.
      expect(bytes[pictured[1].from + 2]).toBe(50);
      expect(pictured[1].to - pictured[1].from).toBe(34);
    }
  });

  it("keeps times within a cluster to sixteen bits", () => {
    const slow = pictures(3).map((picture, place) => ({ ...picture, timeMs: place * 29_000, isKey: place === 0 }));
    const bytes = writeWebM(slow, { ...FACTS, durationMs: 87_000 });
    const [, segment] = elements(bytes, 0, bytes.length);
    expect(elements(bytes, segment.from, segment.to).filter(({ id }) => id === "1f43b675")).toHaveLength(2);
  });

  const probe = spawnSync("ffprobe", ["-version"]).status === 0;
  it.skipIf(!probe)("is read by ffprobe with its size, length and pictures", () => {
    const folder = mkdtempSync(join(tmpdir(), "vocalith-webm-"));
    try {
      const path = join(folder, "film.webm");
      writeFileSync(path, writeWebM(pictures(40), FACTS));
      const entries = "stream=codec_name,width,height,nb_read_packets:format=duration,format_name";
      const { stdout } = spawnSync(
        "ffprobe",
        ["-v", "quiet", "-count_packets", "-of", "json", "-show_entries", entries, path],
        { encoding: "utf8" },
      );
      const { streams, format } = JSON.parse(stdout);
      expect(streams).toEqual([{ codec_name: "vp8", width: 64, height: 48, nb_read_packets: "40" }]);
      expect(format).toEqual({ format_name: "matroska,webm", duration: "2.000000" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

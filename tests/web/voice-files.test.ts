import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realClient } from "@vocalith/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGem, explain } from "vocalith";
import { buildVoiceBench, openVoiceBench, type VoiceBenchBuild, type VoiceBenchPage } from "./voice-bench-page.js";

const COMMAND_LINE = join(import.meta.dirname, "../../packages/cli/dist/main.js");

const MODULE = `
import { StoneCutter } from "@stones/stone-cutter.ts";
import { VoiceRecorder } from "@voice/voice-recorder.ts";
const cutter = new StoneCutter();
const recorder = new VoiceRecorder(cutter);
const base64 = (blob) => new Promise((resolve) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.readAsDataURL(blob);
});
const sha256 = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
  .map((byte) => byte.toString(16).padStart(2, "0")).join("");
const recordings = [];
window.record = async (seconds, cutting) => {
  recorder.cutting = cutting;
  await recorder.open();
  recorder.start();
  await new Promise((resolve) => {
    const off = recorder.on("level", ({ recordedSeconds }) => {
      if (recordedSeconds < seconds) return;
      off();
      resolve();
    });
  });
  const { recording, stone } = await recorder.stop();
  recordings.push(recording);
  return { stone: stone.id, code: stone.code, sampleRateHz: recording.sampleRateHz, wav: await base64(recording.wav()) };
};
window.files = async (stone, formats, names) => {
  const files = await cutter.files(stone, formats, names);
  return Object.fromEntries(await Promise.all(files.map(async ({ name, bytes }) => [name, await sha256(bytes)])));
};
window.recut = async (stone, cutting) => (await cutter.recut(stone, cutting)).id;
window.twin = async () => (await cutter.twin(recordings[0], recordings[1])).id;
window.fromFile = async (wav) => {
  const bytes = Uint8Array.from(atob(wav), (sign) => sign.charCodeAt(0));
  return (await cutter.fromSound(new File([bytes], "voice.wav"))).id;
};
window.explain = async (stone) => (await cutter.explain(stone, "en")).text;
`;

interface Recorded {
  readonly stone: number;
  readonly code: string;
  readonly sampleRateHz: number;
  readonly wav: string;
}

describe.skipIf(realClient("chromium") === undefined)("the page's files", () => {
  let folder: string;
  let build: VoiceBenchBuild;
  let bench: VoiceBenchPage;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "vocalith-page-files-"));
    build = await buildVoiceBench(MODULE);
    bench = await openVoiceBench(build);
  });
  afterAll(async () => {
    await bench?.close();
    build?.dispose();
    rmSync(folder, { recursive: true });
  });

  /** Calls a function of the page. */
  const inPage = <Result>(name: string, ...given: readonly unknown[]): Promise<Result> =>
    bench.page.evaluate(`window.${name}(...${JSON.stringify(given)})`);

  /** What the command line makes, by name, as check sums. */
  const cut = (output: string, ...given: readonly string[]): Record<string, string> => {
    const { status, stderr } = spawnSync(process.execPath, [COMMAND_LINE, "cut", ...given, "-o", `${output}/`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const made = join(folder, output);
    return Object.fromEntries(
      readdirSync(made).map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(made, name)))
          .digest("hex"),
      ]),
    );
  };

  it("are the command line's of the recording that the page gives, byte for byte", async () => {
    const voice = await inPage<Recorded>("record", 4, { sizeMm: 30 });
    const wav = Buffer.from(voice.wav, "base64");
    writeFileSync(join(folder, "voice.wav"), wav);
    expect((wav.length - 56) / 4 / voice.sampleRateHz).toBeGreaterThanOrEqual(4);

    const formats = ["stl", "stl-ascii", "3mf", "obj", "ply", "glb", "svg"];
    const expected = cut("crystal", "voice.wav", "--size", "30", "--format", formats.join(","));
    expect(Object.keys(expected)).toHaveLength(8);
    expect(await inPage("files", voice.stone, formats, { name: "voice" })).toEqual(expected);
    // A file that was dropped on the page is the same voice.
    const dropped = await inPage<number>("recut", await inPage("fromFile", voice.wav), { sizeMm: 30 });
    expect(await inPage("files", dropped, formats, { name: "voice" })).toEqual(expected);

    const brilliant = await inPage<number>("recut", voice.stone, { cut: "brilliant", sizeMm: 12 });
    const faceting = ["stl", "3mf", "asc", "gem", "svg"];
    expect(await inPage("files", brilliant, faceting, { name: "voice" })).toEqual(
      cut("brilliant", "voice.wav", "--cut", "brilliant", "--size", "12", "--format", faceting.join(",")),
    );

    const gem = await createGem(wav, { sizeMm: 30 });
    expect(voice.code).toBe(gem.code);
    expect(await inPage("explain", voice.stone)).toBe(explain(gem, "en").text);

    const other = await inPage<Recorded>("record", 2, {});
    writeFileSync(join(folder, "other.wav"), Buffer.from(other.wav, "base64"));
    const twin = await inPage<number>("twin");
    expect(
      await inPage("files", twin, ["stl", "3mf", "glb"], { name: "voice-other", title: "voice and other" }),
    ).toEqual(cut("twin", "voice.wav", "other.wav", "--twin", "--format", "stl,3mf,glb"));
    expect(bench.faults).toEqual([]);
  });
});

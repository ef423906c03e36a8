import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeWAV } from "@vocalith/testkit";
import type { KnownPitch } from "./known-pitch.js";

/** Writes sounds as float WAV files `0.wav`, `1.wav`, ... into a temporary folder, lets work be done there, and takes all away. */
export async function withSoundFiles<T>(
  sounds: readonly Pick<KnownPitch, "samples" | "sampleRateHz">[],
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "pitch-bench-"));
  try {
    for (const [i, { samples, sampleRateHz }] of sounds.entries()) {
      await writeFile(join(folder, `${i}.wav`), writeWAV([samples], sampleRateHz, { sampleFormat: "float32" }));
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

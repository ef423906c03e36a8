import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import type { KnownPitch } from "./known-pitch.js";

const HOP_SECONDS = 0.01;

/**
 * Sentences whose pitch a laryngograph measured, in the layout of the FDA evaluation database (Bagshaw 1993): `name.wav` beside
 * `name.f0.csv` with lines `time in s,pitch in Hz`, 0 for unvoiced. Every instant scored takes the nearest line.
 *
 * @throws Error when the folder holds no such pair
 */
export async function readLaryngograph(folder: string): Promise<KnownPitch[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".f0.csv")).sort();
  if (names.length === 0)
    throw new Error(`${folder} holds no *.f0.csv beside *.wav; --fda wants a folder of such pairs`);
  return Promise.all(
    names.map(async (name) => {
      const { channels, sampleRateHz, durationSeconds } = await decode(
        await readFile(join(folder, name.replace(".f0.csv", ".wav"))),
      );
      const lines = (await readFile(join(folder, name), "utf8")).trim().split("\n").slice(1);
      const rows = lines.map((line) => line.split(",").map(Number));
      const end = Math.min(durationSeconds, rows.at(-1)?.[0] ?? 0);
      const timeSeconds = Float64Array.from({ length: Math.floor(end / HOP_SECONDS) + 1 }, (_, i) => i / 100);
      const nearest = (time: number) =>
        rows.reduce((best, row) => (Math.abs((row[0] ?? 0) - time) < Math.abs((best[0] ?? 0) - time) ? row : best));
      return {
        samples: channels[0] ?? new Float32Array(0),
        sampleRateHz,
        timeSeconds,
        frequencyHz: timeSeconds.map((time) => nearest(time)[1] || Number.NaN),
      };
    }),
  );
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import type { KnownPitch } from "./known-pitch.js";

/**
 * Sentences whose pitch a laryngograph measured, in the layout of the FDA evaluation database (Bagshaw 1993): `name.wav` beside
 * `name.f0.csv` with lines `time in s,pitch in Hz`, 0 for unvoiced. The instants scored are those of the lines: between them nobody
 * measured.
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
      const scored = rows.filter(([time = 0]) => time <= durationSeconds);
      return {
        samples: channels[0] ?? new Float32Array(0),
        sampleRateHz,
        timeSeconds: Float64Array.from(scored, ([time = 0]) => time),
        frequencyHz: Float64Array.from(scored, ([, frequencyHz]) => frequencyHz || Number.NaN),
      };
    }),
  );
}

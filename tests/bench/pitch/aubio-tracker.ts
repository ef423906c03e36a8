import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { findProgram } from "./find-program.js";
import { frameLength } from "./frame-length.js";
import type { KnownPitch, PitchGuess } from "./known-pitch.js";
import { medianSeconds } from "./median-seconds.js";
import type { FoundTracker } from "./tracker.js";
import { withSoundFiles } from "./with-sound-files.js";

/** The library's own default, and what the tool's help gives for the default and the range. */
const TOLERANCES = [0.85, 0.7, 0.5, 0.3] as const;
/** Reading a file and starting take time that is not the tracker's; so much sound tells how long. */
const STARTING_SECONDS = 0.1;

/** aubio's yinfft through its command; what lies out of range is unvoiced. */
export function aubioTracker(): FoundTracker {
  const path = findProgram("aubiopitch");
  if (path === undefined) return { name: "aubio yinfft", howToInstall: "Debian: apt-get install aubio-tools" };
  const run = (filePath: string, length: number, hop: number, tolerance: number) =>
    execFileSync(
      path,
      ["-i", filePath, "-r", "0", "-p", "yinfft", "-B", `${length}`, "-H", `${hop}`, "-l", `${tolerance}`],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 },
    );
  return {
    name: "aubio yinfft",
    settings: "aubiopitch, its delay of half a frame taken out, tolerance; frames as for pitchy",
    variants: TOLERANCES.map(String),
    track: (sounds, rangeHz) =>
      withSoundFiles(
        sounds.map((sound) => delayed(sound, rangeHz[0])),
        async (folder) =>
          TOLERANCES.map((tolerance) =>
            sounds.map(({ sampleRateHz }, i) => {
              const length = frameLength(rangeHz[0], sampleRateHz);
              const text = run(join(folder, `${i}.wav`), length, sampleRateHz / 100, tolerance);
              return parseTrack(text, delaySeconds(length, sampleRateHz), rangeHz);
            }),
          ),
      ),
    timeFor: (sound, rangeHz) => {
      const length = frameLength(rangeHz[0], sound.sampleRateHz);
      const start = { ...sound, samples: sound.samples.subarray(0, STARTING_SECONDS * sound.sampleRateHz) };
      return withSoundFiles([sound, start], async (folder) => {
        const time = (i: number) =>
          medianSeconds(() => run(join(folder, `${i}.wav`), length, sound.sampleRateHz / 100, TOLERANCES[0]));
        return { wallSeconds: (await time(0)).wallSeconds - (await time(1)).wallSeconds };
      });
    },
  };
}

/** A frame is printed with the time at which its last hop began: its centre lies half a frame before that hop's end. */
const delaySamples = (length: number, sampleRateHz: number) => length / 2 - sampleRateHz / 100;

/** Silence to put before a sound so that the centres of the frames fall on hundredths of a second. */
function silenceBefore(length: number, sampleRateHz: number): number {
  const hop = sampleRateHz / 100;
  return (hop - (delaySamples(length, sampleRateHz) % hop)) % hop;
}

function delaySeconds(length: number, sampleRateHz: number): number {
  return (delaySamples(length, sampleRateHz) + silenceBefore(length, sampleRateHz)) / sampleRateHz;
}

function delayed(sound: KnownPitch, floorHz: number): KnownPitch {
  const length = frameLength(floorHz, sound.sampleRateHz);
  const before = silenceBefore(length, sound.sampleRateHz);
  // What follows the end lets the last frames be centred in the sound.
  const samples = new Float32Array(before + sound.samples.length + length);
  samples.set(sound.samples, before);
  return { ...sound, samples };
}

function parseTrack(text: string, delay: number, [floorHz, ceilingHz]: readonly [number, number]): PitchGuess {
  const rows = text
    .trim()
    .split("\n")
    .map((line) => line.split(" ").map(Number));
  return {
    timeSeconds: Float64Array.from(rows, (row) => (row[0] ?? Number.NaN) - delay),
    frequencyHz: Float64Array.from(rows, ([, f = 0]) => (f >= floorHz && f <= ceilingHz ? f : Number.NaN)),
  };
}

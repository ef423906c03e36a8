import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findProgram } from "../pitch/find-program.js";
import { median } from "../pitch/median-seconds.js";
import { withSoundFiles } from "../pitch/with-sound-files.js";
import type { VoiceMeasurer } from "./voice-measurer.js";

const RUNS = 3;
/** Documented defaults of each, by what it measures. */
const TIMED: readonly (readonly [string, string])[] = [
  ["pitch (ac)", 'To Pitch (ac): 0.01, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600'],
  ["harmonicity (cc)", "To Harmonicity (cc): 0.01, 75, 0.1, 1"],
  ["formants (burg)", "To Formant (burg): 0, 5, 5500, 0.025, 50"],
  ["pulses (periodic, cc)", "To PointProcess (periodic, cc): 75, 600"],
  ["MFCC", "To MFCC: 12, 0.015, 0.005, 100, 100, 0"],
  ["intensity", 'To Intensity: 100, 0, "yes"'],
];

/** Praat's measures by the commands and defaults of its voice report; none where Praat is not installed. */
export function praatMeasurer(): VoiceMeasurer | undefined {
  const path = findProgram("praat");
  if (path === undefined) return undefined;
  const version = execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
  const run = async (folder: string, script: string) => {
    const scriptPath = join(folder, "measure.praat");
    await writeFile(scriptPath, script);
    execFileSync(path, ["--run", scriptPath], { stdio: ["ignore", "ignore", "pipe"] });
    const lines = (await readFile(join(folder, "result.txt"), "utf8")).trim().split("\n");
    return lines.map((line) => line.split(" ").map(Number));
  };
  return {
    name: "Praat",
    settings: `${/Praat [\d.]+/.exec(version)?.[0] ?? "Praat"}: To PointProcess (periodic, cc) 75-600 Hz, jitter and shimmer (local) with their defaults, To Harmonicity (cc), To Formant (burg) with five formants below the ceiling, medians over time`,
    measure: (vowels, ceilingHz) =>
      withSoundFiles(vowels, async (folder) =>
        (await run(folder, measuringScript(folder, vowels.length, ceilingHz))).map((row) => ({
          jitter: row[0] ?? Number.NaN,
          shimmer: row[1] ?? Number.NaN,
          harmonicsToNoiseDb: row[2] ?? Number.NaN,
          formantHz: row.slice(3, 6),
        })),
      ),
    timesFor: (minute) =>
      withSoundFiles([minute], async (folder) => {
        const rows = await run(folder, timingScript(folder));
        const times = TIMED.map(([name], i) => {
          const wallSeconds = median(rows.slice(i * RUNS, (i + 1) * RUNS).map((row) => row[0] ?? Number.NaN));
          return [name, { wallSeconds }] as const;
        });
        const wallSeconds = times.reduce((sum, [, timing]) => sum + timing.wallSeconds, 0);
        return [["all of these together", { wallSeconds }], ...times];
      }),
  };
}

function measuringScript(folder: string, count: number, ceilingHz: number): string {
  return `
for i from 0 to ${count - 1}
  sound = Read from file: "${folder}/" + string$ (i) + ".wav"
  pulses = To PointProcess (periodic, cc): 75, 600
  jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
  selectObject: sound, pulses
  shimmer = Get shimmer (local): 0, 0, 0.0001, 0.02, 1.3, 1.6
  selectObject: sound
  harmonicity = To Harmonicity (cc): 0.01, 75, 0.1, 1
  noise = Get mean: 0, 0
  selectObject: sound
  formants = To Formant (burg): 0, 5, ${ceilingHz}, 0.025, 50
  f1 = Get quantile: 1, 0, 0, "Hertz", 0.5
  f2 = Get quantile: 2, 0, 0, "Hertz", 0.5
  f3 = Get quantile: 3, 0, 0, "Hertz", 0.5
  appendFileLine: "${folder}/result.txt", jitter, " ", shimmer, " ", noise, " ", f1, " ", f2, " ", f3
  select all
  Remove
endfor
`;
}

function timingScript(folder: string): string {
  const timed = TIMED.map(
    ([, command]) => `
for run from 0 to ${RUNS}
  selectObject: sound
  before = stopwatch
  ${command}
  seconds = stopwatch
  Remove
  if run > 0
    appendFileLine: "${folder}/result.txt", seconds
  endif
endfor`,
  );
  return `sound = Read from file: "${folder}/0.wav"\n${timed.join("\n")}\n`;
}

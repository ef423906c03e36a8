import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findProgram } from "./find-program.js";
import type { PitchGuess } from "./known-pitch.js";
import { median } from "./median-seconds.js";
import type { FoundTracker, Tracker } from "./tracker.js";
import { withSoundFiles } from "./with-sound-files.js";

interface Method {
  readonly name: string;
  readonly settings: string;
  /** Lines of a script that make a Pitch from the selected Sound, 10 ms apart. */
  commands(floorHz: number, ceilingHz: number): string;
}

const RUNS = 5;
/** Filtered autocorrelation hears less near its top, so its manual sets 800 Hz where the others have 600. */
const TOP_OF_CEILING = 4 / 3;

/** Praat's three trackers by the commands that its version has, with the documented defaults beside floor and ceiling. */
export function praatTrackers(): readonly FoundTracker[] {
  const path = findProgram("praat");
  if (path === undefined) return [{ name: "Praat", howToInstall: "Debian: apt-get install praat" }];
  const version = /Praat (\d+)\.(\d+)[\d.]*/.exec(execFileSync(path, ["--version"], { encoding: "utf8" }));
  const isNew = version !== null && Number(version[1]) * 1000 + Number(version[2]) >= 6004;
  return (isNew ? newMethods() : oldMethods()).map((method) => tracker(path, version?.[0] ?? "Praat", method));
}

/** From 6.4 on. */
function newMethods(): readonly Method[] {
  return [
    {
      name: "Praat ac",
      settings: "To Pitch (raw autocorrelation)",
      commands: (floor, ceiling) =>
        `To Pitch (raw autocorrelation): 0.01, ${floor}, ${ceiling}, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14`,
    },
    {
      name: "Praat cc",
      settings: "To Pitch (raw cross-correlation)",
      commands: (floor, ceiling) =>
        `To Pitch (raw cross-correlation): 0.01, ${floor}, ${ceiling}, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14`,
    },
    {
      name: "Praat filtered ac",
      settings: "To Pitch (filtered autocorrelation), top 4/3 of the ceiling",
      commands: (floor, ceiling) =>
        `To Pitch (filtered autocorrelation): 0.01, ${floor}, ${ceiling * TOP_OF_CEILING}, 15, "no", 0.03, 0.09, 0.5, 0.055, 0.35, 0.14`,
    },
  ];
}

function oldMethods(): readonly Method[] {
  return [
    {
      name: "Praat ac",
      settings: "To Pitch (ac)",
      commands: (floor, ceiling) => `To Pitch (ac): 0.01, ${floor}, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, ${ceiling}`,
    },
    {
      name: "Praat cc",
      settings: "To Pitch (cc)",
      commands: (floor, ceiling) => `To Pitch (cc): 0.01, ${floor}, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, ${ceiling}`,
    },
    {
      name: "Praat filtered ac",
      settings:
        "this version has no such command: done by its definition, a Gaussian low-pass that leaves 0.03 at the top (4/3 of the ceiling), then To Pitch (ac) with the costs of 6.4",
      commands: (floor, ceiling) => {
        const top = ceiling * TOP_OF_CEILING;
        return [
          'spectrum = To Spectrum: "yes"',
          `Formula: "self * exp (ln (0.03) * (x / ${top}) ^ 2)"`,
          "filtered = To Sound",
          // The transform is longer than the sound was.
          'Extract part: 0, duration, "rectangular", 1, "no"',
          `To Pitch (ac): 0.01, ${floor}, 15, "no", 0.09, 0.5, 0.055, 0.35, 0.14, ${top}`,
        ].join("\n");
      },
    },
  ];
}

function tracker(path: string, version: string, method: Method): Tracker {
  const run = async (folder: string, script: string): Promise<string> => {
    const scriptPath = join(folder, "track.praat");
    await writeFile(scriptPath, script);
    execFileSync(path, ["--run", scriptPath], { stdio: ["ignore", "ignore", "pipe"] });
    return readFile(join(folder, "result.txt"), "utf8");
  };
  return {
    name: method.name,
    settings: `${version}, ${method.settings}; documented defaults`,
    variants: ["default"],
    track: async (sounds, rangeHz) => [
      await withSoundFiles(sounds, async (folder) =>
        parseTracks(await run(folder, trackingScript(folder, sounds.length, method.commands(...rangeHz)))),
      ),
    ],
    timeFor: (sound, rangeHz) =>
      withSoundFiles([sound], async (folder) => {
        const times = await run(folder, timingScript(folder, method.commands(...rangeHz)));
        return { wallSeconds: median(times.trim().split("\n").map(Number)) };
      }),
  };
}

/**
 * Praat centres its frames in the sound. So that they fall on hundredths of a second, where truth is known, the sound is lengthened by
 * less than 30 ms of silence.
 */
function trackingScript(folder: string, count: number, commands: string): string {
  return `
for i from 0 to ${count - 1}
  original = Read from file: "${folder}/" + string$ (i) + ".wav"
  duration = Get total duration
  round = 0
  repeat
    round = round + 1
    sound = selected ("Sound")
    ${commands}
    pitch = selected ("Pitch")
    first = Get time from frame number: 1
    offset = ceiling (first / 0.01 - 0.001) * 0.01 - first
    if offset > 0.0001 and round < 5
      duration = duration + 2 * offset
      selectObject: original
      sound = Extract part: 0, duration, "rectangular", 1, "no"
      offset = 1
    endif
  until offset <= 0.0001 or round >= 5
  selectObject: pitch
  frames = Get number of frames
  appendFileLine: "${folder}/result.txt", "# ", i
  for frame to frames
    time = Get time from frame number: frame
    value = Get value in frame: frame, "Hertz"
    appendFileLine: "${folder}/result.txt", fixed$ (time, 6), " ", value
  endfor
  select all
  Remove
endfor
`;
}

function timingScript(folder: string, commands: string): string {
  return `
original = Read from file: "${folder}/0.wav"
duration = Get total duration
for run from 0 to ${RUNS}
  selectObject: original
  sound = original
  before = stopwatch
  ${commands}
  seconds = stopwatch
  if run > 0
    appendFileLine: "${folder}/result.txt", seconds
  endif
endfor
`;
}

/** Lines `time value`, after a line `# number` for every sound; `--undefined--` where unvoiced. */
function parseTracks(text: string): PitchGuess[] {
  return text
    .split(/^# \d+\n/m)
    .slice(1)
    .map((block) => {
      const rows =
        block.trim() === ""
          ? []
          : block
              .trim()
              .split("\n")
              .map((line) => line.split(" ").map(Number));
      return {
        timeSeconds: Float64Array.from(rows, (row) => row[0] ?? Number.NaN),
        frequencyHz: Float64Array.from(rows, (row) => row[1] ?? Number.NaN),
      };
    });
}

// Our pitch tracker beside everybody else's, in one run: `npm run bench:pitch -- --help`.
import { writeFile } from "node:fs/promises";
import { HELP, parseCommand } from "./command-options.js";
import { compareOn, type SetResult } from "./compare-on.js";
import { minuteOfVoice } from "./minute-of-voice.js";
import { pitchSets } from "./pitch-sets.js";
import { resultTables, type TimesForMinute } from "./result-tables.js";
import { type FoundTracker, isPresent } from "./tracker.js";
import { withTrackers } from "./with-trackers.js";

const options = parseCommand(process.argv.slice(2));
if (options.help) process.stdout.write(HELP);
else await withTrackers(options, compare);

async function compare(found: readonly FoundTracker[]): Promise<void> {
  const trackers = found.filter(isPresent);
  const sets = pitchSets(options.fdaFolder);
  const unknown = options.sets.filter((name) => !sets.some((set) => set.name === name));
  if (unknown.length > 0) {
    throw new RangeError(`no set ${unknown.join(", ")}; there are ${sets.map((set) => set.name).join(", ")}`);
  }
  const speeds = new Map<string, TimesForMinute>();
  // First, while the machine is still as quiet as it was when this began: the sets take long.
  if (!options.skipSpeed) {
    const minute = minuteOfVoice();
    for (const tracker of trackers) {
      process.stderr.write(`speed: ${tracker.name}\n`);
      speeds.set(tracker.name, {
        pitch: await tracker.timeFor?.(minute, [60, 600]),
        everything: await tracker.timeForEverything?.(minute),
      });
    }
  }
  const results: SetResult[] = [];
  for (const set of sets) {
    if (options.sets.length > 0 && !options.sets.includes(set.name)) continue;
    results.push(await compareOn(set, trackers, (line) => process.stderr.write(`${line}\n`)));
  }
  const report = resultTables({
    found,
    results,
    speeds,
    date: options.date,
    hasLaryngograph: options.fdaFolder !== undefined,
  });
  process.stdout.write(report);
  if (options.outputPath !== undefined) await writeFile(options.outputPath, report);
  if (options.jsonPath !== undefined) {
    const json = {
      date: options.date,
      sets: results.map(({ set, errors }) => ({ name: set.name, errors: Object.fromEntries(errors) })),
      secondsForMinute: Object.fromEntries(speeds),
    };
    await writeFile(options.jsonPath, `${JSON.stringify(json, null, 1)}\n`);
  }
}

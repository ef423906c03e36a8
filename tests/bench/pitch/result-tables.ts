import { describeMachine } from "../describe-machine.js";
import type { SetResult } from "./compare-on.js";
import {
  coreErrorPercent,
  fineErrorCents,
  frameErrorPercent,
  grossErrorPercent,
  type PitchErrors,
} from "./measure-pitch.js";
import type { Timing } from "./median-seconds.js";
import { type FoundTracker, isOurs, isPresent, OUR_NAME, type Tracker } from "./tracker.js";

/** What a minute of sound takes a tracker: for pitch alone, and for every feature where it measures more. */
export interface TimesForMinute {
  readonly pitch: Timing | undefined;
  readonly everything: Timing | undefined;
}

/** Everything that one run found out. */
export interface RunResults {
  readonly found: readonly FoundTracker[];
  readonly results: readonly SetResult[];
  /** By the name of the tracker; empty when not measured. */
  readonly speeds: ReadonlyMap<string, TimesForMinute>;
  readonly date: string | undefined;
  readonly hasLaryngograph: boolean;
}

/** The run as Markdown: the table of frame errors, of gross errors, where the errors lie, and how everything was measured. */
export function resultTables(run: RunResults): string {
  const trackers = run.found.filter(isPresent);
  const chosen = new Map(trackers.map((tracker) => [tracker.name, bestVariant(tracker, run.results)]));
  const errorsOf = (result: SetResult, tracker: Tracker) =>
    result.errors.get(tracker.name)?.[chosen.get(tracker.name) ?? 0];
  const byTracker = (measure: (errors: PitchErrors) => number) =>
    table(
      ["set", ...trackers.map((tracker) => tracker.name)],
      run.results.map((result) => [
        result.set.title,
        ...bestBold(
          trackers.map((tracker) => measureOr(errorsOf(result, tracker), measure)),
          2,
          Math.min,
        ),
      ]),
    );
  const parts = [
    `# Pitch trackers in one run${run.date === undefined ? "" : `, ${run.date}`}\n`,
    `${describeMachine()}. Lower is better; the best of a row is bold.\n`,
    "## Frame error (FFE), %; fine error in cents\n",
    table(
      ["set", "frames", ...trackers.map((tracker) => tracker.name), "ours / best peer", "goal", "goal / its best peer"],
      run.results.map((result) => {
        const { title, goal, measure } = result.set;
        const values = trackers.map((tracker) =>
          measureOr(errorsOf(result, tracker), measure === "fine error" ? fineErrorCents : frameErrorPercent),
        );
        return [
          title,
          framesOf(result),
          ...bestBold(values, 2, Math.min),
          number(ratioToBestPeer(trackers, values), 2),
          goal === undefined ? "" : `${goal.ours}`,
          goal === undefined ? "" : number(goal.ours / goal.bestPeer, 2),
        ];
      }),
    ),
    "## Frame error without the frame on either side of where voice begins and ends, %\n",
    byTracker(coreErrorPercent),
    "## Gross error (GPE), %\n",
    byTracker(grossErrorPercent),
    "## Fine error, cents\n",
    byTracker(fineErrorCents),
  ];
  if (run.speeds.size > 0) {
    const row = (title: string, key: keyof TimesForMinute, clock: keyof Timing) => [
      title,
      ...bestBold(
        trackers.map((tracker) => 60 / (run.speeds.get(tracker.name)?.[key]?.[clock] ?? Number.NaN)),
        0,
        Math.max,
      ),
    ];
    parts.push(
      "## Speed: times real time, 60 s at 48 kHz, one core, warm\n",
      table(
        ["", ...trackers.map((tracker) => tracker.name)],
        [
          row("pitch alone", "pitch", "wallSeconds"),
          row("pitch alone, of CPU time", "pitch", "cpuSeconds"),
          row("every feature that it measures", "everything", "wallSeconds"),
          row("every feature, of CPU time", "everything", "cpuSeconds"),
        ],
      ),
    );
  }
  const peers = trackers.filter((tracker) => !isOurs(tracker));
  for (const tracker of [...trackers.filter(isOurs), bestPeer(peers, run.results, errorsOf)]) {
    if (tracker !== undefined)
      parts.push(
        `## Where the errors of ${tracker.name} lie, % of all frames\n`,
        errorTable(run.results, tracker, errorsOf),
      );
  }
  parts.push("## How it was measured\n", notes(run, trackers, chosen));
  return `${parts.join("\n")}\n`;
}

function ratioToBestPeer(trackers: readonly Tracker[], values: readonly number[]): number {
  const ours = trackers.findIndex((tracker) => tracker.name === OUR_NAME);
  const peers = values.filter((value, i) => trackers[i] !== undefined && !isOurs(trackers[i]) && !Number.isNaN(value));
  return peers.length === 0 ? Number.NaN : (values[ours] ?? Number.NaN) / Math.min(...peers);
}

type ErrorsOf = (result: SetResult, tracker: Tracker) => PitchErrors | undefined;

const measureOr = (errors: PitchErrors | undefined, measure: (errors: PitchErrors) => number) =>
  errors === undefined ? Number.NaN : measure(errors);

const framesOf = (result: SetResult) => `${[...result.errors.values()][0]?.[0]?.frames ?? 0}`;

/** The mean over all sets decides, each set counting alike. */
function meanFrameError(results: readonly SetResult[], read: (result: SetResult) => PitchErrors | undefined): number {
  const values = results
    .filter((result) => result.set.measure === "frame error")
    .map((result) => measureOr(read(result), frameErrorPercent));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function bestVariant(tracker: Tracker, results: readonly SetResult[]): number {
  const means = tracker.variants.map((_, v) =>
    meanFrameError(results, (result) => result.errors.get(tracker.name)?.[v]),
  );
  return means.reduce((best, mean, v) => (mean < (means[best] ?? Number.NaN) ? v : best), 0);
}

function bestPeer(peers: readonly Tracker[], results: readonly SetResult[], errorsOf: ErrorsOf): Tracker | undefined {
  const mean = (peer: Tracker) => meanFrameError(results, (result) => errorsOf(result, peer));
  return [...peers].sort((a, b) => mean(a) - mean(b))[0];
}

function errorTable(results: readonly SetResult[], tracker: Tracker, errorsOf: ErrorsOf): string {
  const columns: readonly [string, keyof PitchErrors][] = [
    ["missed at onset", "missedAtOnset"],
    ["missed at end", "missedAtOffset"],
    ["missed inside", "missedInside"],
    ["false before onset", "falseBeforeOnset"],
    ["false after end", "falseAfterOffset"],
    ["false elsewhere", "falseElsewhere"],
    ["octave down", "octaveDown"],
    ["octave up", "octaveUp"],
    ["other gross", "otherGross"],
  ];
  return table(
    ["set", ...columns.map(([title]) => title), "sum", "fine, cents"],
    results.map((result) => {
      const errors = errorsOf(result, tracker);
      return [
        result.set.title,
        ...columns.map(([, key]) => (errors === undefined ? "-" : number((100 * errors[key]) / errors.frames, 2))),
        number(measureOr(errors, frameErrorPercent), 2),
        number(measureOr(errors, fineErrorCents), 1),
      ];
    }),
  );
}

function notes(run: RunResults, trackers: readonly Tracker[], chosen: ReadonlyMap<string, number>): string {
  const lines = [
    "FFE = (voicing errors + pitch over 20 % off) / frames; GPE = pitch over 20 % off among frames that both call voiced; fine error = standard deviation in cents over those without gross error. Trackers' frames lie 10 ms apart from 0 s, and so do the instants scored, but for laryngograph speech, where truth has 15 ms; the nearest frame speaks, within 5.5 ms.",
    "The last two columns: what the project set itself on sounds of this kind, and how that stands to the best peer there; these sounds are not those, so compare the two ratios.",
    "Edges: a voicing error within three frames of where voice begins or ends is counted as one at that edge.",
    "Noise: its root-mean-square lies that many dB below that of the voiced frames alone; seeded.",
    "Peers are told floor and ceiling: 60-600 Hz for speech, 30-300 for creak, 300-1200 for the soprano, 800-9000 for birds. Ours is told nothing, and in the column of `vocalith told` the register.",
    "Plain sets: as below, but scored only where nobody can dispute the truth (frames of 10 ms wholly voiced or wholly not, from the first opening of the glottis to the end of its last cycle), nine frames of ten voiced, stretches that rise and fall within 20 to 40 ms from 26 dB below their full strength; birds with longer notes. The goals are for sounds of this kind.",
    "Hard sets: every frame is scored, and edges are many; stretches fade to 30 dB below the strongest. Hasty others: speakers that no other set has, every other frame unvoiced.",
    "Synthetic voices: LF pulses with sub-sample closure through moving formants; men 80-180 Hz, women 160-300, children 250-500, a third each; glides, vibrato, onsets and endings, weak consonants, fricatives, pauses, breath, jitter 0.2-1 %, shimmer 1-6 %; at 16 kHz, birds at 32.",
    ...trackers.map((tracker) => {
      const variant = tracker.variants[chosen.get(tracker.name) ?? 0] ?? "";
      const choice =
        tracker.variants.length > 1
          ? `; no documented default: ${variant}, the best over all sets of ${tracker.variants.join(", ")}`
          : "";
      return `${tracker.name}: ${tracker.settings}${choice}.`;
    }),
    ...run.found.flatMap((tracker) =>
      isPresent(tracker) ? [] : [`Not here: ${tracker.name} (${tracker.howToInstall}).`],
    ),
    ...(run.hasLaryngograph ? [] : ["Not here: laryngograph speech (give its folder with --fda)."]),
  ];
  return lines.map((line) => `- ${line}`).join("\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(head), `|---|${"--:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n")}\n`;
}

const number = (value: number, digits: number) => (Number.isNaN(value) ? "-" : value.toFixed(digits));

function bestBold(values: readonly number[], digits: number, choose: (...values: number[]) => number): string[] {
  const best = choose(...values.filter((value) => !Number.isNaN(value)));
  return values.map((value) =>
    value === best && values.length > 1 ? `**${number(value, digits)}**` : number(value, digits),
  );
}

import { glottalPulse, type SyntheticVoice, type VoiceTruth } from "@vocalith/testkit";
import type { KnownPitch } from "./known-pitch.js";

/** Half of the grid's step: a frame is what lies within it. */
const REACH_SECONDS = 0.005;
/** Two closures further apart than this, in periods, belong to two stretches of voice. */
const LONGEST_STEP_PERIODS = 1.8;

/** Where voice begins and ends, in seconds. */
type Stretch = readonly [fromSeconds: number, toSeconds: number];

/**
 * The same sound, scored only where it is beyond doubt whether it is voiced: frames of 10 ms that lie wholly within voice or wholly
 * without. What a frame that holds an edge ought to be called is a matter of definition, and no two trackers' makers chose alike.
 */
export function wholeFrames(
  { samples, sampleRateHz, truth }: SyntheticVoice,
  stretches: readonly Stretch[],
): KnownPitch {
  const isCut = (time: number) =>
    stretches.some((edges) => edges.some((edge) => Math.abs(edge - time) < REACH_SECONDS));
  const isVoiced = (time: number) => stretches.some(([from, to]) => time >= from && time <= to);
  const kept = [...truth.timeSeconds.keys()].filter((i) => !isCut(truth.timeSeconds[i] ?? 0));
  return {
    samples,
    sampleRateHz,
    timeSeconds: Float64Array.from(kept, (i) => truth.timeSeconds[i] ?? 0),
    frequencyHz: Float64Array.from(kept, (i) =>
      isVoiced(truth.timeSeconds[i] ?? 0) ? pitchNear(truth.frequencyHz, i) : Number.NaN,
    ),
  };
}

/** The first opening of the glottis to the end of the last cycle, for each row of closures, of a voice of one shape of pulse. */
export function glottalStretches({ closureSeconds }: VoiceTruth, pulseShape: number): Stretch[] {
  const { closurePhase } = glottalPulse(pulseShape);
  const rows: number[][] = [];
  for (const closure of closureSeconds) {
    const row = rows.at(-1);
    const [before = 0, last = 0] = row?.slice(-2) ?? [];
    const isNext = row !== undefined && (row.length < 2 || closure - last < LONGEST_STEP_PERIODS * (last - before));
    if (isNext) row.push(closure);
    else rows.push([closure]);
  }
  return rows.flatMap((row): Stretch[] => {
    const [first = 0, second = 0] = row;
    const [before = 0, last = 0] = row.slice(-2);
    if (row.length < 2) return [];
    return [[first - closurePhase * (second - first), last + (1 - closurePhase) * (last - before)]];
  });
}

/** Voice may begin or end between an instant of truth and the next: then the neighbour knows the pitch. */
const pitchNear = (frequencyHz: Float64Array, i: number): number =>
  [frequencyHz[i], frequencyHz[i - 1], frequencyHz[i + 1]].find((hz) => hz !== undefined && hz > 0) ?? Number.NaN;

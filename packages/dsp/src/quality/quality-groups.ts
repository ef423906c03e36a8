import type { SoundBetween } from "../signal/sound-between.js";
import { cepstralPeakProminence } from "./cepstral-peak-prominence.js";
import { type GlottalSetting, glottalCycles, type MeasuredCycles } from "./glottal-cycles.js";
import { glottalSetting, pilotStretches } from "./glottal-setting.js";
import { cycleDifferences } from "./harmonics-to-noise.js";
import { soundAround } from "./sound-around.js";
import type { PitchFrames } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Rate at which all is judged. */
export const JUDGED_RATE_HZ = 16_000;
const CEPSTRUM_RATE_HZ = 8000;
/** Stretches that begin within one of these spans of time are measured together... */
const SPAN_SECONDS = 2;
/** ...and a longer stretch than this in parts. */
const LONGEST_SECONDS = 10;

/** What a group of stretches is measured by. */
export interface MeasuredSound {
  readonly between: SoundBetween;
  readonly pitch: PitchFrames;
  readonly stretches: readonly VoicedStretch[];
  /** Rate at which cycles are looked for. */
  readonly cycleRateHz: number;
}

/** A group of `groupsOf`, and what its recording's voice is. */
export interface MeasuredGroup extends MeasuredSound {
  readonly setting: GlottalSetting;
  /** When the first voice of the recording is heard. */
  readonly firstSeconds: number;
}

/** What is known of a group: frames from the first of its first stretch on. */
export interface QualityGroup {
  readonly startSeconds: number;
  /** Sums for the harmonics-to-noise ratio. */
  readonly differences: Float64Array;
  readonly prominenceDb: Float64Array;
  /** Cycles, with closures counted from `startSeconds`. */
  readonly cycles: MeasuredCycles;
}

/** What a group was measured by. */
interface Known extends QualityGroup {
  readonly stretches: readonly VoicedStretch[];
  readonly frequencyHz: Float64Array;
  readonly cycleRateHz: number;
  readonly setting: GlottalSetting;
  readonly firstSeconds: number;
}

/** The same of a setting. */
interface KnownSetting {
  readonly pilots: readonly VoicedStretch[];
  readonly frequencyHz: readonly Float64Array[];
  readonly cycleRateHz: number;
  readonly setting: GlottalSetting;
}

/**
 * Measures voice quality of one group of voiced stretches after the other, and remembers what was measured before the end of the sound: what was measured
 * by the same pitch is as good as measured again.
 */
export class QualityGroups {
  readonly #known = new Map<number, Known>();
  #setting: KnownSetting | undefined;

  /** Stretches in groups by the span of time in which they begin, long ones in parts. */
  groupsOf(stretches: readonly VoicedStretch[], hopSeconds: number): VoicedStretch[][] {
    const longest = Math.max(1, Math.round(LONGEST_SECONDS / hopSeconds));
    const span = Math.max(1, Math.round(SPAN_SECONDS / hopSeconds));
    const groups: VoicedStretch[][] = [];
    for (const { firstFrame, lastFrame } of stretches) {
      for (let from = firstFrame; from <= lastFrame; from += longest) {
        const part = { firstFrame: from, lastFrame: Math.min(lastFrame, from + longest - 1) };
        const group = groups.at(-1);
        if (group !== undefined && Math.floor(group[0].firstFrame / span) === Math.floor(from / span)) group.push(part);
        else groups.push([part]);
      }
    }
    return groups;
  }

  /** What the cycles of a recording have in common, told from a few of its stretches. */
  setting({ between, cycleRateHz, pitch, stretches }: MeasuredSound): GlottalSetting {
    const pilots = pilotStretches(stretches, pitch.hopSeconds);
    const frequencyHz = pilots.map((pilot) => pitch.frequencyHz.slice(pilot.firstFrame, pilot.lastFrame + 1));
    const known = this.#setting;
    if (
      known?.cycleRateHz === cycleRateHz &&
      areSameStretches(known.pilots, pilots) &&
      known.frequencyHz.every((track, p) => areSameNumbers(track, frequencyHz[p]))
    ) {
      return known.setting;
    }
    const setting = glottalSetting(
      pilots.map((pilot) => {
        const { soundAt, stretches: within } = soundAround(between, pitch, [pilot]);
        const sound = soundAt(cycleRateHz);
        // The next piece would be written over it.
        return { sound: { ...sound, samples: sound.samples.slice() }, stretch: within[0] };
      }),
    );
    this.#setting = { pilots, frequencyHz, cycleRateHz, setting };
    return setting;
  }

  /** What is measured in a group. */
  measure(group: MeasuredGroup): QualityGroup {
    const { between, cycleRateHz, firstSeconds, pitch, setting, stretches } = group;
    const { firstFrame } = stretches[0];
    const before = this.#knownOf(group);
    if (before !== undefined && isSameSetting(before.setting, setting)) return before;
    const { soundAt, startSeconds, stretches: within } = soundAround(between, pitch, stretches, firstSeconds);
    const differences = before?.differences ?? cycleDifferences(soundAt(JUDGED_RATE_HZ), within);
    const prominenceDb = before?.prominenceDb ?? cepstralPeakProminence(soundAt(CEPSTRUM_RATE_HZ), within);
    const cycles = glottalCycles(soundAt(cycleRateHz), setting, within);
    const known = {
      startSeconds,
      differences,
      prominenceDb,
      cycles,
      stretches,
      frequencyHz: pitchOf(group).slice(),
      cycleRateHz,
      setting,
      firstSeconds,
    };
    this.#known.set(firstFrame, known);
    return known;
  }

  /** The same, for the last time: it is not remembered. */
  take(group: MeasuredGroup): QualityGroup {
    const result = this.measure(group);
    this.#known.delete(group.stretches[0].firstFrame);
    return result;
  }

  /** Whether all that is measured in a group is known. */
  isMeasured(group: MeasuredGroup): boolean {
    const known = this.#knownOf(group);
    return known !== undefined && isSameSetting(known.setting, group.setting);
  }

  /** What was measured of the same stretches by the same pitch, be it with another setting. */
  #knownOf(group: MeasuredGroup): Known | undefined {
    const { cycleRateHz, firstSeconds, stretches } = group;
    const known = this.#known.get(stretches[0].firstFrame);
    return known?.cycleRateHz === cycleRateHz &&
      known.firstSeconds === firstSeconds &&
      areSameStretches(known.stretches, stretches) &&
      areSameNumbers(known.frequencyHz, pitchOf(group))
      ? known
      : undefined;
  }
}

/** The pitch from a group's first frame to its last. */
function pitchOf({ pitch, stretches }: MeasuredGroup): Float64Array {
  return pitch.frequencyHz.subarray(stretches[0].firstFrame, stretches[stretches.length - 1].lastFrame + 1);
}

function areSameStretches(a: readonly VoicedStretch[], b: readonly VoicedStretch[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ firstFrame, lastFrame }, i) => firstFrame === b[i].firstFrame && lastFrame === b[i].lastFrame)
  );
}

/** NaN is the same as NaN. */
function areSameNumbers(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function isSameSetting(a: GlottalSetting, b: GlottalSetting): boolean {
  return a.noisePower === b.noisePower && a.polarity === b.polarity;
}

import { growingFloat64 } from "../signal/growing-array.js";
import type { LostPower } from "../signal/lost-power-meter.js";
import { quantile } from "../signal/quantile.js";
import type { SoundBetween } from "../signal/sound-between.js";
import type { GlottalCycles, VoiceQuality, VoiceQualitySummary } from "../voice-features.js";
import { breathinessOf } from "./breathiness.js";
import { cepstralPeakProminence } from "./cepstral-peak-prominence.js";
import { creakOf, creaksOf } from "./creak.js";
import { glottalCycles, type MeasuredCycles } from "./glottal-cycles.js";
import { glottalSetting, pilotStretches } from "./glottal-setting.js";
import { harmonicsToNoise } from "./harmonics-to-noise.js";
import { lostNoiseShare, lostPowerAt } from "./lost-noise.js";
import {
  noiseOfPeriods,
  noiseOfStrengths,
  PERTURBATION_LIMITS,
  perturbationQuotient,
  strengthsFreeOfPeriods,
} from "./perturbation.js";
import type { PitchFrames, VoicedSound } from "./voiced-sound.js";
import { type VoicedStretch, voicedStretches } from "./voiced-stretches.js";

/** Rate at which all is judged. */
export const JUDGED_RATE_HZ = 16_000;
const CEPSTRUM_RATE_HZ = 8000;
/** Pitches with a glottal cycle that can be told from the next. */
const PITCH_RANGE_HZ: readonly [number, number] = [15, 1200];
/** Time between the frames that are looked at. */
const STEP_SECONDS = 0.01;
/** A sound is asked for in pieces of about this length... */
const PIECE_SECONDS = 10;
/** ...that reach this much further on both sides: more than a window of any measure, and a whole number of samples at either rate. */
const MARGIN_SECONDS = 0.2;

/** A recording whose voice is judged. */
export interface JudgedSound {
  /** What was kept of it. */
  readonly between: SoundBetween;
  /** Highest frequency that it can hold. Cycles are looked for in that band: linear prediction would blow up an empty one. */
  readonly highestHz: number;
  /** What was not kept, where anything was lost. */
  readonly lost?: LostPower | undefined;
  /** Told before which time nothing will be asked for any more: a long sound makes room for what is found in it. */
  readonly forgetBefore?: ((seconds: number) => void) | undefined;
}

/**
 * What `measureVoiceQuality` gives, of a sound that is asked for piece by piece. Of frames closer than 10 ms only so many are looked at, for
 * the pitch between them has more of each cycle's own length in it than of the melody; the others take what the nearest has.
 */
export function voiceQualityOf(sound: JudgedSound, pitch: PitchFrames): VoiceQuality {
  const stride = Math.max(1, Math.round(STEP_SECONDS / pitch.hopSeconds));
  if (stride === 1) return qualityOnFrames(sound, pitch);
  const some = (track: Float64Array) => track.filter((_, i) => i % stride === 0);
  const quality = qualityOnFrames(sound, {
    timeSeconds: some(pitch.timeSeconds),
    frequencyHz: some(pitch.frequencyHz),
    hopSeconds: stride * pitch.hopSeconds,
  });
  const nearest = (track: Float64Array) =>
    pitch.frequencyHz.map((hz, i) => (hz > 0 ? track[Math.min(track.length - 1, Math.round(i / stride))] : Number.NaN));
  return {
    ...quality,
    harmonicsToNoiseDb: nearest(quality.harmonicsToNoiseDb),
    cepstralPeakProminenceDb: nearest(quality.cepstralPeakProminenceDb),
  };
}

function qualityOnFrames({ between, forgetBefore, highestHz, lost }: JudgedSound, pitch: PitchFrames): VoiceQuality {
  const cycleRateHz = Math.min(JUDGED_RATE_HZ, Math.round(2 * highestHz));
  const { frequencyHz, hopSeconds, timeSeconds } = pitch;
  const stretches = voicedStretches(frequencyHz, PITCH_RANGE_HZ);
  const pilots = pilotStretches(stretches, hopSeconds).map((stretch) => pieceOf(between, pitch, [stretch]));
  const pilotsAt = (sampleRateHz: number) =>
    pilots.map(({ soundAt, startSeconds, stretches: [stretch] }) => ({
      // The next piece would be written over it.
      sound: copyOf(soundAt(sampleRateHz)),
      startSeconds,
      stretch,
    }));
  const setting = glottalSetting(pilotsAt(cycleRateHz));
  const lostShare = lost === undefined ? 0 : lostNoiseShare(lost, pilotsAt(JUDGED_RATE_HZ));
  const harmonicsToNoiseDb = new Float64Array(frequencyHz.length).fill(Number.NaN);
  const cepstralPeakProminenceDb = new Float64Array(frequencyHz.length).fill(Number.NaN);
  const gathered = new GatheredCycles();
  for (const group of groupsOf(stretches, Math.max(1, Math.round(PIECE_SECONDS / hopSeconds)))) {
    const { firstFrame, soundAt, startSeconds, stretches: within } = pieceOf(between, pitch, group);
    forgetBefore?.(startSeconds);
    const sound = soundAt(JUDGED_RATE_HZ);
    const otherNoise = lost && ((frame: number) => lostShare * lostPowerAt(lost, timeSeconds[firstFrame + frame]));
    harmonicsToNoiseDb.set(harmonicsToNoise(sound, within, otherNoise), firstFrame);
    cepstralPeakProminenceDb.set(cepstralPeakProminence(soundAt(CEPSTRUM_RATE_HZ), within), firstFrame);
    const cycles = glottalCycles(cycleRateHz === JUDGED_RATE_HZ ? sound : soundAt(cycleRateHz), setting, within);
    gathered.add(cycles, startSeconds);
  }
  forgetBefore?.(Number.POSITIVE_INFINITY);
  const measured = gathered.take();
  const { closureSeconds, periodSeconds, strength, brightCorrelation } = measured;
  const cycles: GlottalCycles = { closureSeconds, periodSeconds, strength, brightCorrelation };
  return {
    harmonicsToNoiseDb,
    cepstralPeakProminenceDb,
    cycles,
    creaks: creaksOf(cycles),
    summary: {
      ...perturbations(measured),
      harmonicsToNoiseDb: quantile(harmonicsToNoiseDb, 0.5),
      cepstralPeakProminenceDb: quantile(cepstralPeakProminenceDb, 0.5),
      breathiness: breathinessOf(cycles),
      creak: creakOf(cycles),
    },
  };
}

/** Neighbouring stretches taken together up to `frames` frames; a longer stretch is cut. */
function groupsOf(stretches: readonly VoicedStretch[], frames: number): VoicedStretch[][] {
  const groups: VoicedStretch[][] = [];
  for (const { firstFrame, lastFrame } of stretches) {
    for (let from = firstFrame; from <= lastFrame; from += frames) {
      const part = { firstFrame: from, lastFrame: Math.min(lastFrame, from + frames - 1) };
      const group = groups.at(-1);
      if (group !== undefined && part.lastFrame - group[0].firstFrame < frames) group.push(part);
      else groups.push([part]);
    }
  }
  return groups;
}

/** The sound around some stretches: its times and frames begin at 0. */
function pieceOf(soundBetween: SoundBetween, pitch: PitchFrames, group: readonly VoicedStretch[]) {
  const { firstFrame } = group[0];
  const { lastFrame } = group[group.length - 1];
  const startSeconds = Math.floor(pitch.timeSeconds[firstFrame] / MARGIN_SECONDS - 1) * MARGIN_SECONDS;
  const endSeconds = pitch.timeSeconds[lastFrame] + MARGIN_SECONDS;
  const within: PitchFrames = {
    timeSeconds: pitch.timeSeconds.slice(firstFrame, lastFrame + 1).map((seconds) => seconds - startSeconds),
    frequencyHz: pitch.frequencyHz.subarray(firstFrame, lastFrame + 1),
    hopSeconds: pitch.hopSeconds,
  };
  return {
    firstFrame,
    startSeconds,
    stretches: group.map((s) => ({ firstFrame: s.firstFrame - firstFrame, lastFrame: s.lastFrame - firstFrame })),
    soundAt: (sampleRateHz: number): VoicedSound => ({
      sampleRateHz,
      samples: soundBetween(startSeconds, endSeconds, sampleRateHz),
      pitch: within,
    }),
  };
}

/** A closure is faint below this share of the strongest among so many cycles on either side. */
const FAINT_SHARE = 0.3;
const FAINT_NEIGHBOURS = 4;

type Perturbations = Omit<
  VoiceQualitySummary,
  "harmonicsToNoiseDb" | "cepstralPeakProminenceDb" | "breathiness" | "creak"
>;

function perturbations(cycles: MeasuredCycles): Perturbations {
  const { periodSeconds, periodFactor, strengthFactor } = PERTURBATION_LIMITS;
  // Not by `map`, which makes an object of every number: an hour has half a million cycles.
  const all = cycles.periodSeconds.slice();
  for (let i = 0; i < all.length; i++) {
    if (!(all[i] >= periodSeconds[0] && all[i] <= periodSeconds[1])) all[i] = Number.NaN;
  }
  const isFaint = faintCycles(cycles.strength);
  const periods = all.slice();
  for (let i = 0; i < all.length; i++) if (isFaint[i] === 1 || isFaint[i - 1] === 1) periods[i] = Number.NaN;
  const strengths = strengthsFreeOfPeriods(cycles.strength, all);
  for (let i = 0; i < all.length; i++) if (!(all[i] > 0)) strengths[i] = Number.NaN;
  const { closureVariance, strengthVariance } = cycles;
  for (let i = 0; i < all.length; i++) strengthVariance[i] *= strengths[i] * strengths[i];
  return {
    jitterLocal: perturbationQuotient(periods, 2, periodFactor, noiseOfPeriods(closureVariance, 2)),
    jitterRap: perturbationQuotient(periods, 3, periodFactor, noiseOfPeriods(closureVariance, 3)),
    jitterPpq5: perturbationQuotient(periods, 5, periodFactor, noiseOfPeriods(closureVariance, 5)),
    shimmerLocal: perturbationQuotient(strengths, 2, strengthFactor, noiseOfStrengths(strengthVariance, 2)),
    shimmerApq3: perturbationQuotient(strengths, 3, strengthFactor, noiseOfStrengths(strengthVariance, 3)),
    shimmerApq5: perturbationQuotient(strengths, 5, strengthFactor, noiseOfStrengths(strengthVariance, 5)),
  };
}

/** Marks the closures that are faint beside the strongest of the cycles about them, where a voice begins or ends: noise moves those at will. */
function faintCycles(strength: Float64Array): Uint8Array {
  const isFaint = new Uint8Array(strength.length);
  for (let i = 0; i < strength.length; i++) {
    let greatest = 0;
    const to = Math.min(strength.length - 1, i + FAINT_NEIGHBOURS);
    for (let j = Math.max(0, i - FAINT_NEIGHBOURS); j <= to; j++) greatest = Math.max(greatest, strength[j]);
    if (strength[i] < FAINT_SHARE * greatest) isFaint[i] = 1;
  }
  return isFaint;
}

/** Cycles of one group of stretches after the other, as those of one recording. */
class GatheredCycles {
  readonly #columns = {
    closureSeconds: growingFloat64(),
    periodSeconds: growingFloat64(),
    strength: growingFloat64(),
    brightCorrelation: growingFloat64(),
    closureVariance: growingFloat64(),
    strengthVariance: growingFloat64(),
  };

  add(cycles: MeasuredCycles, startSeconds: number): void {
    for (const name of CYCLE_COLUMNS) {
      const column = this.#columns[name];
      const at = column.reserve(cycles[name].length);
      column.values.set(cycles[name], at);
      if (name !== "closureSeconds") continue;
      for (let i = at; i < column.length; i++) column.values[i] += startSeconds;
    }
  }

  /** All of them; they are gone from here. */
  take(): MeasuredCycles {
    const take = (name: keyof MeasuredCycles) => {
      const whole = this.#columns[name].taken().slice();
      this.#columns[name].forget();
      return whole;
    };
    return {
      closureSeconds: take("closureSeconds"),
      periodSeconds: take("periodSeconds"),
      strength: take("strength"),
      brightCorrelation: take("brightCorrelation"),
      closureVariance: take("closureVariance"),
      strengthVariance: take("strengthVariance"),
    };
  }
}

const CYCLE_COLUMNS = [
  "closureSeconds",
  "periodSeconds",
  "strength",
  "brightCorrelation",
  "closureVariance",
  "strengthVariance",
] as const;

function copyOf(sound: VoicedSound): VoicedSound {
  return { ...sound, samples: sound.samples.slice() };
}

import { quantile } from "../signal/quantile.js";
import type { SoundBetween } from "../signal/sound-between.js";
import { breathinessOf } from "./breathiness.js";
import { cepstralPeakProminence } from "./cepstral-peak-prominence.js";
import { creakOf } from "./creak.js";
import { type GlottalCycles, glottalCycles, joinedCycles } from "./glottal-cycles.js";
import { glottalSetting, pilotStretches } from "./glottal-setting.js";
import { harmonicsToNoise } from "./harmonics-to-noise.js";
import { PERTURBATION_LIMITS, perturbationQuotient, strengthsFreeOfPeriods } from "./perturbation.js";
import type { VoiceQuality, VoiceQualitySummary } from "./voice-quality.js";
import type { PitchFrames, VoicedSound } from "./voiced-sound.js";
import { type VoicedStretch, voicedStretches } from "./voiced-stretches.js";

/** Rate at which all is judged. */
export const JUDGED_RATE_HZ = 16_000;
const CEPSTRUM_RATE_HZ = 8000;
/** Pitches with a glottal cycle that can be told from the next. */
const PITCH_RANGE_HZ: readonly [number, number] = [15, 1200];
/** A sound is asked for in pieces of about this length... */
const PIECE_SECONDS = 10;
/** ...that reach this much further on both sides: more than a window of any measure, and a whole number of samples at either rate. */
const MARGIN_SECONDS = 0.2;

/**
 * What `measureVoiceQuality` gives, of a sound that is asked for piece by piece.
 *
 * @param highestHz - Highest frequency that the recording can hold. Cycles are looked for in that band: linear prediction would blow up
 *   an empty one.
 */
export function voiceQualityOf(soundBetween: SoundBetween, highestHz: number, pitch: PitchFrames): VoiceQuality {
  const cycleRateHz = Math.min(JUDGED_RATE_HZ, Math.round(2 * highestHz));
  const { frequencyHz, hopSeconds } = pitch;
  const stretches = voicedStretches(frequencyHz, PITCH_RANGE_HZ);
  const setting = glottalSetting(
    pilotStretches(stretches, hopSeconds).map((stretch) => {
      const piece = pieceOf(soundBetween, pitch, [stretch]);
      return { sound: piece.soundAt(cycleRateHz), stretch: piece.stretches[0] };
    }),
  );
  const harmonicsToNoiseDb = new Float64Array(frequencyHz.length).fill(Number.NaN);
  const cepstralPeakProminenceDb = new Float64Array(frequencyHz.length).fill(Number.NaN);
  const parts: GlottalCycles[] = [];
  for (const group of groupsOf(stretches, Math.max(1, Math.round(PIECE_SECONDS / hopSeconds)))) {
    const { firstFrame, soundAt, startSeconds, stretches: within } = pieceOf(soundBetween, pitch, group);
    harmonicsToNoiseDb.set(harmonicsToNoise(soundAt(JUDGED_RATE_HZ), within), firstFrame);
    cepstralPeakProminenceDb.set(cepstralPeakProminence(soundAt(CEPSTRUM_RATE_HZ), within), firstFrame);
    const cycles = glottalCycles(soundAt(cycleRateHz), setting, within);
    parts.push({ ...cycles, closureSeconds: cycles.closureSeconds.map((seconds) => startSeconds + seconds) });
  }
  const cycles = joinedCycles(parts);
  return {
    harmonicsToNoiseDb,
    cepstralPeakProminenceDb,
    cycles,
    summary: {
      ...perturbations(cycles),
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

type Perturbations = Omit<
  VoiceQualitySummary,
  "harmonicsToNoiseDb" | "cepstralPeakProminenceDb" | "breathiness" | "creak"
>;

function perturbations(cycles: GlottalCycles): Perturbations {
  const { periodSeconds, periodFactor, strengthFactor } = PERTURBATION_LIMITS;
  const periods = cycles.periodSeconds.map((period) =>
    period >= periodSeconds[0] && period <= periodSeconds[1] ? period : Number.NaN,
  );
  const strengths = strengthsFreeOfPeriods(cycles.strength, periods).map((strength, i) =>
    periods[i] > 0 ? strength : Number.NaN,
  );
  return {
    jitterLocal: perturbationQuotient(periods, 2, periodFactor),
    jitterRap: perturbationQuotient(periods, 3, periodFactor),
    jitterPpq5: perturbationQuotient(periods, 5, periodFactor),
    shimmerLocal: perturbationQuotient(strengths, 2, strengthFactor),
    shimmerApq3: perturbationQuotient(strengths, 3, strengthFactor),
    shimmerApq5: perturbationQuotient(strengths, 5, strengthFactor),
  };
}

import type { LostPower } from "../signal/lost-power-meter.js";
import { quantile } from "../signal/quantile.js";
import type { SoundBetween } from "../signal/sound-between.js";
import type { GlottalCycles, VoiceQuality } from "../voice-features.js";
import { breathinessOf } from "./breathiness.js";
import { creakOf, creaksOf } from "./creak.js";
import type { MeasuredCycles } from "./glottal-cycles.js";
import { pilotStretches } from "./glottal-setting.js";
import { harmonicRatios } from "./harmonics-to-noise.js";
import { lostNoiseShare, lostPowerAt } from "./lost-noise.js";
import { perturbationsOf } from "./perturbations-of.js";
import { JUDGED_RATE_HZ, QualityGroups } from "./quality-groups.js";
import { soundAround } from "./sound-around.js";
import type { PitchFrames } from "./voiced-sound.js";
import { type VoicedStretch, voicedStretches } from "./voiced-stretches.js";

export { JUDGED_RATE_HZ } from "./quality-groups.js";

/** Pitches with a glottal cycle that can be told from the next. */
export const PITCH_RANGE_HZ: readonly [number, number] = [15, 1200];
/** Time between the frames that are looked at. */
const STEP_SECONDS = 0.01;
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
  /** What was measured of it before its end, on frames 10 ms apart. */
  readonly known?: QualityGroups | undefined;
}

/** The tracks of a voice's quality, and the way to the rest. */
export interface HeardQuality extends Pick<VoiceQuality, "harmonicsToNoiseDb" | "cepstralPeakProminenceDb"> {
  /** Judges the cycles, which no track waits for. */
  judgeCycles(): Omit<VoiceQuality, "harmonicsToNoiseDb" | "cepstralPeakProminenceDb">;
}

/**
 * What `measureVoiceQuality` gives, of a sound that is asked for piece by piece. Of frames closer than 10 ms only so many are looked at, for
 * the pitch between them has more of each cycle's own length in it than of the melody; the others take what the nearest has.
 */
export function voiceQualityOf(sound: JudgedSound, pitch: PitchFrames): HeardQuality {
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

/** Rate at which cycles are looked for in a recording that holds nothing above a frequency. */
export function cycleRate(highestHz: number): number {
  return Math.min(JUDGED_RATE_HZ, Math.round(2 * highestHz));
}

function qualityOnFrames(
  { between, forgetBefore, highestHz, known, lost }: JudgedSound,
  pitch: PitchFrames,
): HeardQuality {
  const cycleRateHz = cycleRate(highestHz);
  const { frequencyHz, hopSeconds, timeSeconds } = pitch;
  const stretches = voicedStretches(frequencyHz, PITCH_RANGE_HZ);
  const measurer = known ?? new QualityGroups();
  const setting = measurer.setting({ between, pitch, stretches, cycleRateHz });
  const lostShare = lost === undefined ? 0 : lostNoiseShare(lost, pilotsAtJudgedRate(between, pitch, stretches));
  const harmonicsToNoiseDb = new Float64Array(frequencyHz.length).fill(Number.NaN);
  const cepstralPeakProminenceDb = new Float64Array(frequencyHz.length).fill(Number.NaN);
  const gathered = new GatheredCycles();
  for (const group of measurer.groupsOf(stretches, hopSeconds)) {
    const { firstFrame } = group[0];
    const { cycles, differences, prominenceDb, startSeconds } = measurer.take({
      between,
      pitch,
      stretches: group,
      cycleRateHz,
      setting,
      firstSeconds: timeSeconds[stretches[0].firstFrame],
    });
    forgetBefore?.(startSeconds);
    const within = group.map((s) => ({ firstFrame: s.firstFrame - firstFrame, lastFrame: s.lastFrame - firstFrame }));
    const otherNoise = lost && ((frame: number) => lostShare * lostPowerAt(lost, timeSeconds[firstFrame + frame]));
    harmonicsToNoiseDb.set(harmonicRatios(differences, hopSeconds, within, otherNoise), firstFrame);
    cepstralPeakProminenceDb.set(prominenceDb, firstFrame);
    gathered.add(cycles, startSeconds);
  }
  forgetBefore?.(Number.POSITIVE_INFINITY);
  const judgeCycles = () => {
    const measured = gathered.whole();
    const { closureSeconds, periodSeconds, strength, brightCorrelation } = measured;
    const cycles: GlottalCycles = { closureSeconds, periodSeconds, strength, brightCorrelation };
    return {
      cycles,
      creaks: creaksOf(cycles),
      summary: {
        ...perturbationsOf(measured),
        harmonicsToNoiseDb: quantile(harmonicsToNoiseDb, 0.5),
        cepstralPeakProminenceDb: quantile(cepstralPeakProminenceDb, 0.5),
        breathiness: breathinessOf(cycles),
        creak: creakOf(cycles),
      },
    };
  };
  return { harmonicsToNoiseDb, cepstralPeakProminenceDb, judgeCycles };
}

/** The middles of the longest stretches with their sounds. */
function pilotsAtJudgedRate(between: SoundBetween, pitch: PitchFrames, stretches: readonly VoicedStretch[]) {
  return pilotStretches(stretches, pitch.hopSeconds).map((pilot) => {
    const { soundAt, startSeconds, stretches: within } = soundAround(between, pitch, [pilot]);
    const sound = soundAt(JUDGED_RATE_HZ);
    // The next piece would be written over it.
    return { sound: { ...sound, samples: sound.samples.slice() }, startSeconds, stretch: within[0] };
  });
}

/** Cycles of one group of stretches after the other, as those of one recording. */
class GatheredCycles {
  readonly #groups: MeasuredCycles[] = [];
  readonly #startSeconds: number[] = [];
  #count = 0;

  add(cycles: MeasuredCycles, startSeconds: number): void {
    this.#groups.push(cycles);
    this.#startSeconds.push(startSeconds);
    this.#count += cycles.closureSeconds.length;
  }

  /** All of them. */
  whole(): MeasuredCycles {
    return {
      closureSeconds: this.#closures(),
      periodSeconds: this.#column("periodSeconds"),
      strength: this.#column("strength"),
      brightCorrelation: this.#column("brightCorrelation"),
      closureVariance: this.#column("closureVariance"),
      strengthVariance: this.#column("strengthVariance"),
    };
  }

  #column(name: keyof MeasuredCycles): Float64Array {
    const whole = new Float64Array(this.#count);
    let at = 0;
    for (const group of this.#groups) {
      whole.set(group[name], at);
      at += group[name].length;
    }
    return whole;
  }

  #closures(): Float64Array {
    const whole = this.#column("closureSeconds");
    let at = 0;
    this.#groups.forEach(({ closureSeconds }, g) => {
      shift(whole.subarray(at, at + closureSeconds.length), this.#startSeconds[g]);
      at += closureSeconds.length;
    });
    return whole;
  }
}

function shift(values: Float64Array, by: number): void {
  for (let i = 0; i < values.length; i++) values[i] += by;
}

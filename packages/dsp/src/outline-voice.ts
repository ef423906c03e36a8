import type { EarlyMeasures } from "./early-measures.js";
import { findRegister } from "./find-register.js";
import type { Listener } from "./listener.js";
import type { TrackedPitch } from "./pitch/pitch-tracker.js";
import { frameTimes, type HeardFeatures } from "./place-in-recording.js";
import { roughnessOfSpan } from "./quality/roughness-of-span.js";
import { voiceQualityOf } from "./quality/voice-quality-of.js";
import type { Register } from "./register.js";
import { HIGHEST_FORMANT_PITCH_HZ } from "./resonance/highest-formant-pitch.js";
import { measureFormants } from "./resonance/measure-formants.js";
import { findPauses } from "./rhythm/find-pauses.js";
import { release } from "./signal/release.js";
import { arousal } from "./summary/arousal.js";
import { speakerTraits } from "./summary/speaker-traits.js";
import { utteranceTraits } from "./summary/utterance-traits.js";
import { cleanCepstra, voiceLevels } from "./timbre/clean-cepstra.js";
import { completeBand, heardFilters } from "./timbre/complete-band.js";
import { MEL_FILTERS } from "./timbre/mel-cepstrum.js";
import { noiseFloor } from "./timbre/noise-floor.js";
import { NoVoiceFoundError, SilentRecordingError } from "./voice-analysis-error.js";
import type { Syllable, VoiceOutline } from "./voice-features.js";

/** Below this no recording holds more than its own noise. */
const SILENT_DB = -100;
/** Less voice than this is a click. */
const LEAST_VOICED_SECONDS = 0.06;
/** A whispered syllable is at least this long; a click is shorter. */
const LEAST_SYLLABLE_SECONDS = 0.06;

/** Share of the work that the outline takes. */
export const OUTLINE_SHARE = 0.8;

/** How a voice is outlined. */
export interface OutlineOptions {
  /** Length of the recording; silence at its ends may have been left out. */
  readonly durationSeconds: number;
  readonly register: Register | "auto";
  /** Told the share of this work that is done, from 0 on; it may throw to stop. */
  readonly report: (share: number) => void;
  /** What was measured before the end. */
  readonly early: EarlyMeasures | undefined;
}

/** A voice whose outline is known. */
export interface OutlinedVoice {
  readonly outline: VoiceOutline;
  /** Measures the rest; once. */
  describe(): HeardFeatures;
}

/**
 * The outline of a sound that a listener has heard to its end, at the times at which it was heard, and the way to all its features.
 *
 * @throws SilentRecordingError, NoVoiceFoundError
 */
export function outlineVoice(
  listener: Listener,
  { durationSeconds, early, register, report }: OutlineOptions,
): OutlinedVoice {
  const { hopSeconds, sampleRateHz } = listener;
  refuseSilence(listener.levelDb);
  report(0);
  const chosen = register === "auto" ? findRegister(listener) : register;
  report(0.25);
  const heard = listener.heard(chosen);
  listener.settle(chosen);
  const { bandEdgeHz, longTermSpectrum, pitch, syllables } = heard;
  report(0.4);
  refuseVoiceless(durationSeconds, pitch, syllables);

  const { frames, levelDb } = listener;
  const stride = listener.stride(chosen);
  const every = <Track extends Float32Array | Float64Array>(track: Track) => everyNumber(track, stride, frames);
  const frequencyHz = every(pitch.frequencyHz);
  const voicedProbability = every(pitch.voicedProbability);
  const carries = carryingFrames(frequencyHz, syllables, hopSeconds);
  // Linear prediction finds poles in anything; only a human vocal tract makes formants of them.
  const tellsOfTract = carries.map((carried, i) =>
    chosen === "human" && !(frequencyHz[i] > HIGHEST_FORMANT_PITCH_HZ) ? carried : 0,
  );
  const known = chosen === "human" ? early : undefined;
  const highestHz = Math.min(sampleRateHz / 2, bandEdgeHz);
  const formants = measureFormants(
    listener.soundBetween,
    highestHz,
    hopSeconds,
    frequencyHz,
    tellsOfTract,
    known?.resonances,
  );
  report(0.6);
  // Only a glottis has cycles, and on the register's own frames the pitch says most about them.
  const heardQuality = voiceQualityOf(
    {
      between: listener.soundBetween,
      highestHz,
      lost: listener.lostPower,
      forgetBefore: (seconds) => listener.forgetSound(seconds),
      known: known?.quality,
    },
    {
      timeSeconds: frameTimes(pitch.frequencyHz.length, pitch.hopSeconds),
      frequencyHz: chosen === "human" ? pitch.frequencyHz : new Float64Array(pitch.frequencyHz.length).fill(Number.NaN),
      hopSeconds: pitch.hopSeconds,
    },
  );
  const harmonicsToNoiseDb = every(heardQuality.harmonicsToNoiseDb);
  const cepstralPeakProminenceDb = every(heardQuality.cepstralPeakProminenceDb);
  report(0.7);
  const spectra = heard.takeSpectra();
  const melPower = everyRow(spectra.melPower, stride, frames);
  const filters = heardFilters(spectra.melCentreHz, bandEdgeHz);
  for (let i = 0; i < frames; i++) completeBand(melPower, i * MEL_FILTERS, filters, spectra.melCentreHz);
  const centroidHz = every(spectra.centroidHz);
  const floor = noiseFloor(melPower, levelDb);
  const speaker = speakerTraits({
    register: chosen,
    frequencyHz,
    formantHz: formants.frequencyHz,
    voiceLevels: voiceLevels(melPower, carries, floor),
    heardFilters: heardFilters(spectra.melCentreHz, highestHz),
    highestHz,
    melCentreHz: spectra.melCentreHz,
    centroidHz,
    harmonicsToNoiseDb: chosen === "human" ? harmonicsToNoiseDb : every(pitch.harmonicsToNoiseDb),
    carries,
  });
  const utterance = utteranceTraits({ hopSeconds, frequencyHz, levelDb, syllables });
  const timeSeconds = frameTimes(frames, hopSeconds);
  const outline: VoiceOutline = {
    durationSeconds,
    syllables:
      chosen === "human"
        ? syllables.map((s) => ({ ...s, roughness: roughnessOfSpan(harmonicsToNoiseDb, timeSeconds, s) }))
        : syllables,
    summary: { speaker, utterance: { ...utterance, arousal: arousal(speaker, utterance) } },
  };
  report(OUTLINE_SHARE);

  const describe = () => {
    // What was known before of a band that ends within the filters was not carried on above it.
    const melCepstrum =
      known !== undefined && filters === MEL_FILTERS
        ? known.cepstra.take(melPower)
        : cleanCepstra(melPower, new Float64Array(MEL_FILTERS));
    release(melPower, spectra.melPower);
    return {
      ...outline,
      sampleRateHz,
      hopSeconds,
      pitch: { timeSeconds, frequencyHz, voicedProbability },
      levelDb,
      timbre: {
        melCepstrum,
        centroidHz,
        spreadHz: every(spectra.spreadHz),
        flatness: every(spectra.flatness),
        rolloffHz: every(spectra.rolloffHz),
        slopeDbPerOctave: every(spectra.slopeDbPerOctave),
        flux: every(spectra.flux),
        loudnessSone: every(spectra.loudnessSone),
        sharpnessAcum: every(spectra.sharpnessAcum),
      },
      longTermSpectrum,
      formants,
      quality: { harmonicsToNoiseDb, cepstralPeakProminenceDb, ...heardQuality.judgeCycles() },
      pauses: findPauses(syllables),
    };
  };
  return { outline, describe };
}

function refuseSilence(levelDb: Float64Array): void {
  let loudest = -Infinity;
  for (const level of levelDb) loudest = Math.max(loudest, level);
  if (loudest >= SILENT_DB) return;
  throw new SilentRecordingError(
    `The recording's loudest 30 ms lie at ${loudest.toFixed(0)} dB re full scale`,
    `sound above ${SILENT_DB} dB`,
    "Check that the microphone was open and that its channel was recorded.",
  );
}

/** A voice is periodic or, whispered, beats in syllables; steady noise does neither. */
function refuseVoiceless(
  durationSeconds: number,
  { frequencyHz, hopSeconds }: TrackedPitch,
  syllables: readonly Syllable[],
): void {
  let voiced = 0;
  for (let i = 0; i < frequencyHz.length; i++) if (frequencyHz[i] > 0) voiced++;
  const voicedSeconds = voiced * hopSeconds;
  if (voicedSeconds >= LEAST_VOICED_SECONDS) return;
  const whispered = syllables.filter((s) => s.endSeconds - s.startSeconds >= LEAST_SYLLABLE_SECONDS);
  if (whispered.length >= 2) return;
  throw new NoVoiceFoundError(
    `Of ${durationSeconds.toFixed(1)} s of sound ${voicedSeconds.toFixed(2)} s are voiced, and it does not beat like whispered syllables`,
    "a voice of a human, a bird or a whale",
    "Record nearer to the voice, or name the register if it is an unusual one.",
  );
}

/** Voiced frames; in a whisper those within syllables. */
function carryingFrames(frequencyHz: Float64Array, syllables: readonly Syllable[], hopSeconds: number): Uint8Array {
  const carries = new Uint8Array(frequencyHz.length);
  for (let i = 0; i < carries.length; i++) carries[i] = frequencyHz[i] > 0 ? 1 : 0;
  if (carries.includes(1)) return carries;
  for (const syllable of syllables) {
    const to = Math.min(carries.length - 1, Math.round(syllable.endSeconds / hopSeconds));
    for (let i = Math.round(syllable.startSeconds / hopSeconds); i <= to; i++) carries[i] = 1;
  }
  return carries;
}

/** Every `stride`-th number. */
function everyNumber<Track extends Float32Array | Float64Array>(track: Track, stride: number, frames: number): Track {
  if (stride === 1 && track.length === frames) return track;
  const result = track.slice(0, frames) as Track;
  for (let i = 0; i < frames; i++) result[i] = track[i * stride];
  return result;
}

/** Every `stride`-th row of mel powers. */
function everyRow(melPower: Float32Array, stride: number, frames: number): Float32Array {
  if (stride === 1) return melPower;
  const result = new Float32Array(frames * MEL_FILTERS);
  for (let i = 0; i < frames; i++) {
    const at = i * stride * MEL_FILTERS;
    result.set(melPower.subarray(at, at + MEL_FILTERS), i * MEL_FILTERS);
  }
  return result;
}

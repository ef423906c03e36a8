import type { Recording } from "@vocalith/audio";
import { ANALYZE_DEFAULTS, type AnalyzeOptions } from "./analyze-options.js";
import { checkRecording } from "./check-recording.js";
import { findRegister } from "./find-register.js";
import { Listener } from "./listener.js";
import { REGISTERS, type Register } from "./register.js";
import { measureFormants } from "./resonance/measure-formants.js";
import { mixToMono } from "./signal/mix-to-mono.js";
import { arousal } from "./summary/arousal.js";
import { speakerTraits } from "./summary/speaker-traits.js";
import { utteranceTraits } from "./summary/utterance-traits.js";
import { cleanCepstra, meanVoicePower } from "./timbre/clean-cepstra.js";
import { MEL_FILTERS } from "./timbre/mel-cepstrum.js";
import { noiseFloor } from "./timbre/noise-floor.js";
import { InvalidOptionError, NoVoiceFoundError, SilentRecordingError } from "./voice-analysis-error.js";
import type { Syllable, VoiceFeatures } from "./voice-features.js";

/** Below this no recording holds more than its own noise. */
const SILENT_DB = -100;
/** Less voice than this is a click. */
const LEAST_VOICED_SECONDS = 0.06;
/** A whispered syllable is at least this long; a click is shorter. */
const LEAST_SYLLABLE_SECONDS = 0.06;
/** Above this pitch the partials lie further apart than formants, and linear prediction finds the partials. */
const HIGHEST_FORMANT_PITCH_HZ = 450;

/**
 * Everything that can be measured in a voice: pitch, timbre and level over time, syllables, and a summary that keeps what lasts in
 * the speaker apart from what was said this once. The channels are mixed to one; any sample rate will do.
 *
 * A whisper is a voice: it comes back with pitch NaN throughout (`summary.speaker.pitchBaseHz` and `pitchMedianHz` too) and its
 * syllables. Steady noise is not.
 *
 * @throws InvalidRecordingError - No samples, unequal channels, a sample that is not finite, an impossible rate.
 * @throws InvalidOptionError - An option out of its range.
 * @throws RecordingTooShortError - Under 0.3 s.
 * @throws SilentRecordingError - Nothing above -100 dB re full scale.
 * @throws NoVoiceFoundError - Sound without a voice.
 * @throws The reason of `options.signal` once it is aborted.
 *
 * @example
 * ```ts
 * import { fromSamples } from "@vocalith/audio";
 * import { analyzeVoice } from "@vocalith/dsp";
 *
 * const hum = Float32Array.from({ length: 16_000 }, (_, i) => (((i * 120) / 16_000) % 1) - 0.5);
 * const features = analyzeVoice(fromSamples([hum], 16_000));
 * console.log(features.summary.speaker.pitchMedianHz); // 120
 * ```
 */
export function analyzeVoice(recording: Recording, options: AnalyzeOptions = {}): VoiceFeatures {
  const { hopSeconds, register } = checkedOptions(options);
  checkRecording(recording);
  const report = (share: number) => {
    options.signal?.throwIfAborted();
    options.onProgress?.(share);
  };
  report(0);
  const { sampleRateHz } = recording;
  const mono = mixToMono(recording.channels, sampleRateHz);
  const listener = new Listener(mono, sampleRateHz, hopSeconds, () => options.signal?.throwIfAborted());
  refuseSilence(listener.levelDb);
  report(0.1);
  const chosen = register === "auto" ? findRegister(listener) : register;
  const pitch = listener.pitch(chosen);
  report(0.5);
  const syllables = listener.syllables(chosen);
  report(0.8);
  refuseVoiceless(listener, chosen, syllables);

  const { frames, levelDb } = listener;
  const stride = listener.stride(chosen);
  const spectra = listener.spectra(chosen);
  const every = (track: Float64Array) => Float64Array.from({ length: frames }, (_, i) => track[i * stride]);
  const frequencyHz = every(pitch.frequencyHz);
  const voicedProbability = every(pitch.voicedProbability);
  const melPower = everyRow(spectra.melPower, stride, frames);
  const timbre = {
    centroidHz: every(spectra.centroidHz),
    spreadHz: every(spectra.spreadHz),
    flatness: every(spectra.flatness),
    rolloffHz: every(spectra.rolloffHz),
    melCepstrum: cleanCepstra(melPower, new Float64Array(MEL_FILTERS)),
  };
  const carries = carryingFrames(frequencyHz, syllables, hopSeconds);
  const floor = noiseFloor(melPower, levelDb, voicedProbability);
  const timbreRateHz = REGISTERS[chosen].timbreRateHz;
  // Linear prediction finds poles in anything; only a human vocal tract makes formants of them.
  const tellsOfTract = carries.map((carried, i) =>
    chosen === "human" && !(frequencyHz[i] > HIGHEST_FORMANT_PITCH_HZ) ? carried : 0,
  );
  const formants = measureFormants(
    listener.at(timbreRateHz),
    timbreRateHz,
    sampleRateHz / 2,
    hopSeconds,
    frequencyHz,
    tellsOfTract,
  );
  const speaker = speakerTraits({
    register: chosen,
    frequencyHz,
    formantHz: formants.frequencyHz,
    melCepstrum: cleanCepstra(melPower, floor),
    meanMelPower: meanVoicePower(melPower, carries, floor),
    melCentreHz: spectra.melCentreHz,
    centroidHz: timbre.centroidHz,
    harmonicsToNoiseDb: every(pitch.harmonicsToNoiseDb),
    carries,
  });
  const utterance = utteranceTraits({ hopSeconds, frequencyHz, levelDb, syllables });
  report(1);
  return {
    durationSeconds: listener.durationSeconds,
    sampleRateHz,
    hopSeconds,
    pitch: {
      timeSeconds: Float64Array.from({ length: frames }, (_, i) => i * hopSeconds),
      frequencyHz,
      voicedProbability,
    },
    levelDb,
    timbre,
    formants,
    syllables,
    summary: { speaker, utterance: { ...utterance, arousal: arousal(speaker, utterance) } },
  };
}

function checkedOptions(options: AnalyzeOptions): { hopSeconds: number; register: Register | "auto" } {
  const hopSeconds = options.hopSeconds ?? ANALYZE_DEFAULTS.hopSeconds;
  const register = options.register ?? ANALYZE_DEFAULTS.register;
  if (!(hopSeconds >= 0.001 && hopSeconds <= 0.05)) {
    throw new InvalidOptionError(`hopSeconds is ${hopSeconds}`, "0.001 to 0.05", "Leave it out for 0.01.");
  }
  if (register !== "auto" && !Object.hasOwn(REGISTERS, register)) {
    throw new InvalidOptionError(`register is ${register}`, "auto, human, bird or whale", "Leave it out for auto.");
  }
  return { hopSeconds, register };
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
function refuseVoiceless(listener: Listener, register: Register, syllables: readonly Syllable[]): void {
  const { frequencyHz, hopSeconds } = listener.pitch(register);
  const voicedSeconds = frequencyHz.filter((f) => f > 0).length * hopSeconds;
  if (voicedSeconds >= LEAST_VOICED_SECONDS) return;
  const whispered = syllables.filter((s) => s.endSeconds - s.startSeconds >= LEAST_SYLLABLE_SECONDS);
  if (whispered.length >= 2) return;
  throw new NoVoiceFoundError(
    `Of ${listener.durationSeconds.toFixed(1)} s of sound ${voicedSeconds.toFixed(2)} s are voiced, and it does not beat like whispered syllables`,
    "a voice of a human, a bird or a whale",
    "Record nearer to the voice, or name the register if it is an unusual one.",
  );
}

/** Voiced frames; in a whisper those within syllables. */
function carryingFrames(frequencyHz: Float64Array, syllables: readonly Syllable[], hopSeconds: number): Uint8Array {
  const carries = Uint8Array.from(frequencyHz, (f) => (f > 0 ? 1 : 0));
  if (carries.includes(1)) return carries;
  for (const syllable of syllables) {
    const to = Math.min(carries.length - 1, Math.round(syllable.endSeconds / hopSeconds));
    for (let i = Math.round(syllable.startSeconds / hopSeconds); i <= to; i++) carries[i] = 1;
  }
  return carries;
}

/** Every `stride`-th row of mel powers. */
function everyRow(melPower: Float64Array, stride: number, frames: number): Float64Array {
  if (stride === 1) return melPower;
  const result = new Float64Array(frames * MEL_FILTERS);
  for (let i = 0; i < frames; i++) {
    const at = i * stride * MEL_FILTERS;
    result.set(melPower.subarray(at, at + MEL_FILTERS), i * MEL_FILTERS);
  }
  return result;
}

import type { Recording } from "@vocalith/audio";
import { ANALYZE_DEFAULTS, type AnalyzeOptions } from "./analyze-options.js";
import { findRegister } from "./pitch/find-register.js";
import { type TrackedPitch, trackPitch } from "./pitch/track-pitch.js";
import { REGISTERS, type Register, type RegisterSettings } from "./register.js";
import { measureFormants } from "./resonance/measure-formants.js";
import { findSyllables } from "./rhythm/find-syllables.js";
import { mixToMono } from "./signal/mix-to-mono.js";
import { resample } from "./signal/resample.js";
import { arousal } from "./summary/arousal.js";
import { speakerTraits } from "./summary/speaker-traits.js";
import { utteranceTraits } from "./summary/utterance-traits.js";
import { frameLevels } from "./timbre/frame-levels.js";
import { measureSpectra, type SpectrumTracks } from "./timbre/measure-spectra.js";
import { MEL_COEFFICIENTS, MEL_FILTERS, melCepstrum } from "./timbre/mel-cepstrum.js";
import { noiseFloor } from "./timbre/noise-floor.js";
import {
  InvalidOptionError,
  InvalidRecordingError,
  NoVoiceFoundError,
  RecordingTooShortError,
  SilentRecordingError,
} from "./voice-analysis-error.js";
import type { Syllable, VoiceFeatures } from "./voice-features.js";

const SHORTEST_SECONDS = 0.3;
const SILENT_DB = -100;

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
 * const features = analyzeVoice(recording, { register: "human" });
 * console.log(features.summary.speaker.pitchMedianHz);
 * ```
 */
export function analyzeVoice(recording: Recording, options: AnalyzeOptions = {}): VoiceFeatures {
  const hopSeconds = options.hopSeconds ?? ANALYZE_DEFAULTS.hopSeconds;
  const register = options.register ?? ANALYZE_DEFAULTS.register;
  if (!(hopSeconds >= 0.001 && hopSeconds <= 0.05)) {
    throw new InvalidOptionError(`hopSeconds is ${hopSeconds}`, "0.001 to 0.05", "Leave it out for 0.01.");
  }
  if (register !== "auto" && !Object.hasOwn(REGISTERS, register)) {
    throw new InvalidOptionError(`register is ${register}`, "auto, human, bird or whale", "Leave it out for auto.");
  }
  checkRecording(recording);
  const report = (share: number) => {
    options.signal?.throwIfAborted();
    options.onProgress?.(share);
  };
  report(0);
  const { sampleRateHz } = recording;
  const durationSeconds = recording.channels[0].length / sampleRateHz;
  const mono = mixToMono(recording.channels, sampleRateHz);
  const frames = Math.floor(durationSeconds / hopSeconds + 1e-6) + 1;
  const levelDb = frameLevels(mono, sampleRateHz, hopSeconds, 0.03, frames);
  if (levelDb.every((level) => level < SILENT_DB)) {
    throw new SilentRecordingError(
      `The recording's loudest 30 ms lie at ${Math.max(...levelDb).toFixed(0)} dB re full scale`,
      `sound above ${SILENT_DB} dB`,
      "Check that the microphone was open and the right channel was recorded.",
    );
  }
  const listener = new Listener(mono, sampleRateHz, durationSeconds, hopSeconds);
  report(0.1);
  const chosen = register === "auto" ? findRegister(listener.at(32_000)) : register;
  const pitch = listener.pitch(chosen, (share) => report(0.1 + 0.4 * share));
  const settings = REGISTERS[chosen];
  const stride = Math.round(hopSeconds / pitch.hopSeconds);
  const sound = listener.at(settings.timbreRateHz);
  const highestHz = 0.475 * sampleRateHz;
  const spectra = measureSpectra(sound, settings, highestHz, pitch.hopSeconds, pitch.frequencyHz.length, (share) =>
    report(0.5 + 0.3 * share),
  );
  const harmonicsToNoiseDb = pitch.periodicity.map((r, i) =>
    pitch.frequencyHz[i] > 0 ? harmonicsToNoise(r) : Number.NaN,
  );
  const syllables = findSyllables(
    {
      hopSeconds: pitch.hopSeconds,
      durationSeconds,
      power: spectra.syllablePower,
      frequencyHz: pitch.frequencyHz,
      voicedProbability: pitch.voicedProbability,
      harmonicsToNoiseDb,
      centroidHz: spectra.centroidHz,
    },
    settings,
  );
  const every = (track: Float64Array) => Float64Array.from({ length: frames }, (_, i) => track[i * stride]);
  const frequencyHz = every(pitch.frequencyHz);
  const voicedProbability = every(pitch.voicedProbability);
  const voicedSeconds = pitch.frequencyHz.filter((f) => f > 0).length * pitch.hopSeconds;
  if (voicedSeconds < 0.04 && !isWhisper(syllables)) {
    throw new NoVoiceFoundError(
      `Of ${durationSeconds.toFixed(1)} s of sound ${voicedSeconds.toFixed(2)} s are voiced, and it does not beat like whispered syllables`,
      "a voice of a human, a bird or a whale",
      "Record nearer to the voice, or name the register if it is an unusual one.",
    );
  }
  const carries = carryingFrames(frequencyHz, syllables, hopSeconds);
  const cepstrumTrack = cepstra(spectra, stride, frames, new Float64Array(MEL_FILTERS));
  const melPower = sampled(spectra.melPower, stride, frames);
  const floor = noiseFloor(melPower, levelDb, voicedProbability);
  const cleanCepstra = cepstra(spectra, stride, frames, floor);
  const formants =
    chosen === "human"
      ? measureFormants(sound, settings.timbreRateHz, hopSeconds, carries).frequencyHz
      : new Float64Array(4 * frames).fill(Number.NaN);
  report(0.95);
  const timbre = {
    centroidHz: every(spectra.centroidHz),
    spreadHz: every(spectra.spreadHz),
    flatness: every(spectra.flatness),
    rolloffHz: every(spectra.rolloffHz),
    melCepstrum: cepstrumTrack,
  };
  const speaker = speakerTraits({
    register: chosen,
    frequencyHz,
    formantHz: formants,
    melCepstrum: cleanCepstra,
    meanMelPower: meanPower(melPower, carries, floor),
    melCentreHz: spectra.melCentreHz,
    centroidHz: timbre.centroidHz,
    harmonicsToNoiseDb: every(harmonicsToNoiseDb),
    carries,
  });
  const traits = utteranceTraits({ hopSeconds, frequencyHz, levelDb, syllables });
  report(1);
  return {
    durationSeconds,
    sampleRateHz,
    hopSeconds,
    pitch: {
      timeSeconds: Float64Array.from({ length: frames }, (_, i) => i * hopSeconds),
      frequencyHz,
      voicedProbability,
    },
    levelDb,
    timbre,
    syllables,
    summary: { speaker, utterance: { ...traits, arousal: arousal(speaker, traits) } },
  };
}

/** One mono sound at the rates that are asked of it, and its pitch in the registers that are asked of it; each made once. */
class Listener {
  readonly #sounds = new Map<number, Float32Array>();
  readonly #pitches = new Map<Register, TrackedPitch>();
  readonly #mono: Float32Array;
  readonly #sampleRateHz: number;
  readonly #durationSeconds: number;
  readonly #hopSeconds: number;

  constructor(mono: Float32Array, sampleRateHz: number, durationSeconds: number, hopSeconds: number) {
    this.#mono = mono;
    this.#sampleRateHz = sampleRateHz;
    this.#durationSeconds = durationSeconds;
    this.#hopSeconds = hopSeconds;
  }

  /** The sound at `rateHz`; low rates are made from the 16 kHz sound, which is at hand anyway. */
  at(rateHz: number): Float32Array {
    const known = this.#sounds.get(rateHz);
    if (known) return known;
    const sound =
      rateHz < 16_000 ? resample(this.at(16_000), 16_000, rateHz) : resample(this.#mono, this.#sampleRateHz, rateHz);
    this.#sounds.set(rateHz, sound);
    return sound;
  }

  pitch(register: Register, onFrame?: (share: number) => void): TrackedPitch {
    const known = this.#pitches.get(register);
    if (known) return known;
    const settings: RegisterSettings = REGISTERS[register];
    const hop = this.#hopSeconds / Math.ceil(this.#hopSeconds / settings.pitchHopSeconds - 1e-9);
    const stride = Math.round(this.#hopSeconds / hop);
    const frames = Math.floor(this.#durationSeconds / this.#hopSeconds + 1e-6) * stride + 1;
    const tracked = trackPitch(this.at(settings.pitchRateHz), settings, hop, frames, onFrame);
    this.#pitches.set(register, tracked);
    return tracked;
  }
}

function checkRecording(recording: Recording): void {
  const { channels, sampleRateHz } = recording;
  const advice = "Decode the file again, or build the recording from finite samples.";
  const length = channels[0]?.length ?? 0;
  if (length === 0) throw new InvalidRecordingError("The recording has no samples", "at least 0.3 s of sound", advice);
  if (!(Number.isFinite(sampleRateHz) && sampleRateHz >= 4000 && sampleRateHz <= 1_000_000)) {
    throw new InvalidRecordingError(`The sample rate is ${sampleRateHz} Hz`, "8,000 to 384,000 Hz", advice);
  }
  for (const channel of channels) {
    if (channel.length !== length) {
      throw new InvalidRecordingError(
        `One channel has ${length} samples and another ${channel.length}`,
        "channels of one length",
        advice,
      );
    }
    for (let i = 0; i < length; i++) {
      if (!Number.isFinite(channel[i])) {
        throw new InvalidRecordingError(`Sample ${i} is ${channel[i]}`, "finite samples", advice);
      }
    }
  }
  const seconds = length / sampleRateHz;
  if (seconds < SHORTEST_SECONDS) {
    throw new RecordingTooShortError(
      `The recording lasts ${seconds.toFixed(3)} s`,
      `${SHORTEST_SECONDS} s or more`,
      "Record a word or a longer tone.",
    );
  }
}

/** 10 log10 of harmonic over noise power (Boersma 1993), held to -10 to 40 dB. */
function harmonicsToNoise(periodicity: number): number {
  const r = Math.max(1e-6, Math.min(1 - 1e-9, periodicity));
  return Math.max(-10, Math.min(40, 10 * Math.log10(r / (1 - r))));
}

/** Two syllables or more of a length that a mouth can make; steady noise has none, rain and clicks have shorter ones. */
function isWhisper(syllables: readonly Syllable[]): boolean {
  return syllables.filter((s) => s.endSeconds - s.startSeconds >= 0.06).length >= 2;
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

function sampled(melPower: Float64Array, stride: number, frames: number): Float64Array {
  if (stride === 1) return melPower;
  const result = new Float64Array(frames * MEL_FILTERS);
  for (let i = 0; i < frames; i++) {
    const at = i * stride * MEL_FILTERS;
    result.set(melPower.subarray(at, at + MEL_FILTERS), i * MEL_FILTERS);
  }
  return result;
}

/** Mel cepstra of the frames after `floor` has been taken out; NaN in digital silence. */
function cepstra(spectra: SpectrumTracks, stride: number, frames: number, floor: Float64Array): Float64Array {
  const result = new Float64Array(frames * MEL_COEFFICIENTS).fill(Number.NaN);
  const levels = new Float64Array(MEL_FILTERS);
  for (let i = 0; i < frames; i++) {
    const at = i * stride * MEL_FILTERS;
    let strongest = 0;
    for (let m = 0; m < MEL_FILTERS; m++) strongest = Math.max(strongest, spectra.melPower[at + m]);
    if (Number.isNaN(spectra.centroidHz[i * stride])) continue;
    for (let m = 0; m < MEL_FILTERS; m++) {
      const power = spectra.melPower[at + m];
      const left = Math.max(power - floor[m], 0.1 * power, 1e-8 * strongest);
      levels[m] = 10 * Math.log10(left);
    }
    melCepstrum(levels, 0, result, i * MEL_COEFFICIENTS);
  }
  return result;
}

function meanPower(melPower: Float64Array, carries: Uint8Array, floor: Float64Array): Float64Array {
  const mean = new Float64Array(MEL_FILTERS);
  let count = 0;
  for (let i = 0; i < carries.length; i++) {
    if (carries[i] === 0) continue;
    count++;
    for (let m = 0; m < MEL_FILTERS; m++) mean[m] += melPower[i * MEL_FILTERS + m];
  }
  for (let m = 0; m < MEL_FILTERS; m++) {
    const power = mean[m] / Math.max(1, count);
    mean[m] = Math.max(power - floor[m], 0.1 * power);
  }
  return mean;
}

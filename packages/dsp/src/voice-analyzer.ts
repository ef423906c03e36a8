import { ANALYZE_DEFAULTS } from "./analyze-options.js";
import { checkDuration, checkLengths, checkSampleRate, checkSamples } from "./check-recording.js";
import { checkedHop, checkedRegister } from "./checked-options.js";
import { EarlyMeasures } from "./early-measures.js";
import { Listener } from "./listener.js";
import { LoudnessMeter } from "./loudness/loudness-meter.js";
import { OUTLINE_SHARE, type OutlinedVoice, outlineVoice } from "./outline-voice.js";
import { placedSyllable, placeInRecording } from "./place-in-recording.js";
import type { Register } from "./register.js";
import { ChannelMixer } from "./signal/channel-mixer.js";
import { type HeardSpan, SoundIntake } from "./signal/sound-intake.js";
import { AnalyzerFinishedError, InvalidOptionError, InvalidRecordingError } from "./voice-analysis-error.js";
import type { PitchTrack, Syllable, VoiceFeatures, VoiceOutline } from "./voice-features.js";

/** Options of `VoiceAnalyzer`. */
export interface VoiceAnalyzerOptions {
  /** Samples a second of what will be pushed, in Hz, 4,000 to 1,000,000. */
  readonly sampleRateHz: number;
  /** Number of channels of what will be pushed, 1 to 64; default 1. */
  readonly channels?: number | undefined;
  /** Time between frames in seconds, 0.001 to 0.05; default 0.01. */
  readonly hopSeconds?: number | undefined;
  /**
   * Range in which pitch is looked for: `human` 32 to 1100 Hz, `bird` 500 to 10,000 Hz, `whale` 15 to 1000 Hz; `auto` (default) finds out at
   * the end, and `snapshot` listens to a human until then.
   */
  readonly register?: Register | "auto" | undefined;
  /**
   * Whether a human voice's formants, cycles, noise and cepstra are measured and its pitch candidates weighed while it sounds, as far as can be known before its
   * end, so that `finish` is short: of the first ten minutes, in pushes that then take tens of milliseconds every two seconds, and half a millisecond more for each second so
   * far every ten seconds, later after an eighth of what there is; about 1 MB a minute is kept for it. The numbers are the same. Default false.
   */
  readonly ahead?: boolean | undefined;
}

/** Defaults of `VoiceAnalyzerOptions`. */
export const VOICE_ANALYZER_DEFAULTS: Readonly<{
  channels: number;
  hopSeconds: number;
  register: Register | "auto";
  ahead: boolean;
}> = { channels: 1, ahead: false, ...ANALYZE_DEFAULTS };

/** What can be said of a voice while it sounds: its last seconds, judged by themselves. */
export interface VoiceSnapshot {
  /** Length of what was pushed so far, in seconds. */
  readonly durationSeconds: number;
  /** The latest frames, up to half a second behind and none of the silence at the end: times from the first sample that was pushed. */
  readonly pitch: PitchTrack;
  /** Root-mean-square level of the same frames, 20 log10 re full scale, in dB; -120 for silence. */
  readonly levelDb: Float64Array;
  /** Syllables within them, in order of time; the last may go on. */
  readonly syllables: readonly Syllable[];
}

const MOST_CHANNELS = 64;

interface EndedVoice extends OutlinedVoice {
  readonly span: HeardSpan;
}

/**
 * Listens to a voice as it sounds, in about 3 MB a minute, half of it the sound at 16 kHz in 12 bits a sample: of an hour at 48 kHz a whole Node process
 * stood at 253 MB, and at 279 MB at most within `finish`, its own 45 MB included. A whistling bird takes more, for it is kept at its own rate. However the
 * sound is cut into pieces, `finish` gives exactly what `analyzeVoice` gives for the whole; it runs where there is nothing but the language, as in an
 * `AudioWorkletGlobalScope`.
 *
 * @throws InvalidRecordingError - A sample rate out of range.
 * @throws InvalidOptionError - An option out of its range.
 *
 * @example
 * ```ts
 * import { VoiceAnalyzer } from "@vocalith/dsp";
 *
 * const analyzer = new VoiceAnalyzer({ sampleRateHz: 48_000 });
 * for (let second = 0; second < 2; second++) {
 *   analyzer.push(Float32Array.from({ length: 48_000 }, (_, i) => (((i * 120) / 48_000) % 1) - 0.5));
 *   console.log(analyzer.snapshot().pitch.frequencyHz.at(-1)); // 120
 * }
 * console.log(analyzer.finish().summary.speaker.pitchMedianHz); // 120
 * ```
 */
export class VoiceAnalyzer {
  readonly #register: Register | "auto";
  readonly #mixer: ChannelMixer;
  readonly #listener: Listener;
  readonly #loudness: LoudnessMeter;
  readonly #early: EarlyMeasures | undefined;
  readonly #intake: SoundIntake;
  readonly #channels: number;
  readonly #sampleRateHz: number;
  readonly #hopSeconds: number;
  #finished = false;
  /** What `outline` leaves for `finish`. */
  #outlined: EndedVoice | undefined;

  constructor(options: VoiceAnalyzerOptions) {
    const { ahead, channels, hopSeconds, register, sampleRateHz } = checkedOptions(options);
    this.#register = register;
    this.#mixer = new ChannelMixer(channels, sampleRateHz);
    this.#loudness = new LoudnessMeter(sampleRateHz, channels);
    this.#channels = channels;
    this.#sampleRateHz = sampleRateHz;
    this.#hopSeconds = hopSeconds;
    this.#listener = new Listener({ sampleRateHz, hopSeconds, register });
    this.#early = ahead ? new EarlyMeasures(this.#listener) : undefined;
    const hear = (mono: Float32Array) => {
      this.#listener.push(mono);
      this.#early?.goOn();
    };
    this.#intake = new SoundIntake(
      { sampleRateHz, channels, hopSeconds },
      { hear: (block) => hear(this.#mixer.mix(block)), hearSilence: hear },
    );
  }

  /**
   * Takes the next samples, any number of them: one array, or one for each channel. They are copied.
   *
   * @throws InvalidRecordingError - Not the promised channels, unequal lengths, a sample that is not finite; nothing of the piece is taken then.
   * @throws AnalyzerFinishedError - After `finish`.
   */
  push(samples: Float32Array | readonly Float32Array[]): void {
    // Arrays may come from another window or context, whose classes are not ours.
    const channels = ArrayBuffer.isView(samples) ? [samples] : samples;
    this.#refuseFinished();
    if (channels.length !== this.#channels) {
      throw new InvalidRecordingError(
        `The piece has ${channels.length} channels`,
        `${this.#channels}, as the analyzer was made for`,
        "Push one array a channel, or make the analyzer with the right `channels`.",
      );
    }
    checkLengths(channels);
    for (const channel of channels) checkSamples(channel, this.#intake.taken);
    this.#loudness.push(channels);
    this.#intake.push(channels);
  }

  /**
   * What can be said by now of the last seconds.
   *
   * @param seconds - How far it looks back; default 10. The work grows with it.
   * @throws AnalyzerFinishedError - After `finish`.
   */
  snapshot(seconds = 10): VoiceSnapshot {
    this.#refuseFinished();
    const { span } = this.#intake;
    const hopSeconds = this.#hopSeconds;
    const durationSeconds = this.#intake.taken / this.#sampleRateHz;
    const looked = Math.max(0, seconds - (durationSeconds - span.endSeconds));
    const { levelDb, pitch, startSeconds, stride, syllables } = this.#listener.latest(looked);
    const late = Math.round(startSeconds / hopSeconds) + span.firstFrame;
    const frames = Math.min(levelDb.length, Math.ceil(pitch.frequencyHz.length / stride));
    const every = (track: Float64Array) => Float64Array.from({ length: frames }, (_, i) => track[i * stride]);
    return {
      durationSeconds,
      pitch: {
        timeSeconds: Float64Array.from({ length: frames }, (_, i) => (late + i) * hopSeconds),
        frequencyHz: every(pitch.frequencyHz),
        voicedProbability: every(pitch.voicedProbability),
      },
      levelDb: levelDb.slice(0, frames),
      syllables: syllables.map((syllable) => placedSyllable(syllable, late * hopSeconds, span)),
    };
  }

  /**
   * Ends the sound; what a gem is made of, four fifths of the way to all that can be measured. `finish` goes on from there: the same numbers.
   *
   * @param onProgress - Told the share of this work that is done, rising from 0 to 1; it may throw to stop.
   * @throws RecordingTooShortError, SilentRecordingError, NoVoiceFoundError - As `analyzeVoice` does.
   * @throws AnalyzerFinishedError - When called again, or after `finish`.
   *
   * @example
   * ```ts
   * import { VoiceAnalyzer } from "@vocalith/dsp";
   *
   * const analyzer = new VoiceAnalyzer({ sampleRateHz: 48_000 });
   * analyzer.push(Float32Array.from({ length: 48_000 }, (_, i) => (((i * 120) / 48_000) % 1) - 0.5));
   * const { summary } = analyzer.outline();
   * console.log(summary.speaker.pitchMedianHz); // 120
   * const { pitch } = analyzer.finish();
   * console.log(pitch.frequencyHz[50]); // 120
   * ```
   */
  outline(onProgress: (share: number) => void = () => {}): VoiceOutline {
    const { outline } = this.#end((share) => onProgress(share / OUTLINE_SHARE));
    return outline;
  }

  /**
   * Ends the sound, unless `outline` did; all that can be measured in it, as `analyzeVoice` gives it.
   *
   * @param onProgress - Told the share of this work that is done, rising from 0 to 1; it may throw to stop.
   * @throws RecordingTooShortError, SilentRecordingError, NoVoiceFoundError - As `analyzeVoice` does.
   * @throws AnalyzerFinishedError - When called again.
   */
  finish(onProgress: (share: number) => void = () => {}): VoiceFeatures {
    const { describe, span } = this.#outlined ?? this.#end(onProgress);
    this.#outlined = undefined;
    const features = placeInRecording(describe(), span, this.#loudness.track());
    onProgress(1);
    return features;
  }

  #end(report: (share: number) => void): EndedVoice {
    this.#refuseFinished();
    this.#finished = true;
    const durationSeconds = this.#intake.taken / this.#sampleRateHz;
    checkDuration(durationSeconds);
    const span = this.#intake.finish();
    this.#listener.finish();
    const options = { durationSeconds, early: this.#early, register: this.#register, report };
    const { describe, outline } = outlineVoice(this.#listener, options);
    const lateSeconds = span.firstFrame * this.#hopSeconds;
    const syllables = outline.syllables.map((syllable) => placedSyllable(syllable, lateSeconds, span));
    this.#outlined = { describe, outline: { ...outline, syllables }, span };
    return this.#outlined;
  }

  #refuseFinished(): void {
    if (!this.#finished) return;
    throw new AnalyzerFinishedError("The analyzer has finished", "one sound", "Make a new one for another sound.");
  }
}

function checkedOptions(options: VoiceAnalyzerOptions) {
  const channels = options.channels ?? VOICE_ANALYZER_DEFAULTS.channels;
  const hopSeconds = options.hopSeconds ?? VOICE_ANALYZER_DEFAULTS.hopSeconds;
  const register = options.register ?? VOICE_ANALYZER_DEFAULTS.register;
  const ahead = options.ahead ?? VOICE_ANALYZER_DEFAULTS.ahead;
  checkSampleRate(options.sampleRateHz);
  if (!(Number.isInteger(channels) && channels >= 1 && channels <= MOST_CHANNELS)) {
    throw new InvalidOptionError(`channels is ${channels}`, `1 to ${MOST_CHANNELS}`, "Mix them to fewer before.");
  }
  checkedHop(hopSeconds);
  checkedRegister(register, "auto");
  return { ahead, channels, hopSeconds, register, sampleRateHz: options.sampleRateHz };
}

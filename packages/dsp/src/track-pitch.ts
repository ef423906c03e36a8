import type { Recording } from "@vocalith/audio";
import { checkRecording, checkSamples } from "./check-recording.js";
import { checkedHop, checkedRegister } from "./checked-options.js";
import { PitchTracker } from "./pitch/pitch-tracker.js";
import { framesOf, frameTimes, placedTrack } from "./place-in-recording.js";
import { REGISTERS, type Register } from "./register.js";
import { ChannelMixer } from "./signal/channel-mixer.js";
import { StreamResampler } from "./signal/resample.js";
import { SoundIntake } from "./signal/sound-intake.js";
import type { PitchTrack } from "./voice-features.js";

/** Options of `trackPitch`. */
export interface TrackPitchOptions {
  /** Time between frames in seconds, 0.001 to 0.05; default 0.01. */
  readonly hopSeconds?: number | undefined;
  /** Range in which pitch is looked for: `human` (default) 32 to 1100 Hz, `bird` 500 to 10,000 Hz, `whale` 15 to 1000 Hz. */
  readonly register?: Register | undefined;
}

/** Defaults of `TrackPitchOptions`. */
export const TRACK_PITCH_DEFAULTS: Readonly<{ hopSeconds: number; register: Register }> = {
  hopSeconds: 0.01,
  register: "human",
};

/**
 * Pitch alone, for those who need nothing else: the very track that `analyzeVoice` gives in that register, in a fraction of its time. It
 * judges nothing: where there is no voice every frame is NaN.
 *
 * @throws InvalidRecordingError - No samples, unequal channels, a sample that is not finite, an impossible rate.
 * @throws InvalidOptionError - An option out of its range.
 * @throws RecordingTooShortError - Under 0.3 s.
 *
 * @example
 * ```ts
 * import { fromSamples } from "@vocalith/audio";
 * import { trackPitch } from "@vocalith/dsp";
 *
 * const hum = Float32Array.from({ length: 16_000 }, (_, i) => (((i * 120) / 16_000) % 1) - 0.5);
 * console.log(trackPitch(fromSamples([hum], 16_000)).frequencyHz[50]); // 120
 * ```
 */
export function trackPitch(recording: Recording, options: TrackPitchOptions = {}): PitchTrack {
  const hopSeconds = checkedHop(options.hopSeconds ?? TRACK_PITCH_DEFAULTS.hopSeconds);
  const register = checkedRegister(options.register ?? TRACK_PITCH_DEFAULTS.register);
  checkRecording(recording);
  const { channels, sampleRateHz } = recording;
  for (const channel of channels) checkSamples(channel, 0);
  const settings = REGISTERS[register];
  const stride = Math.ceil(hopSeconds / settings.pitchHopSeconds - 1e-9);
  const mixer = new ChannelMixer(channels.length, sampleRateHz);
  const toTimbre = new StreamResampler(sampleRateHz, settings.timbreRateHz);
  const toPitch = new StreamResampler(settings.timbreRateHz, settings.pitchRateHz);
  let heard = 0;
  const hear = (mono: Float32Array) => {
    heard += mono.length;
    tracker.push(toPitch.push(toTimbre.push(mono)));
  };
  const intake = new SoundIntake(
    { sampleRateHz, channels: channels.length, hopSeconds },
    { hear: (block) => hear(mixer.mix(block)), hearSilence: hear },
  );
  const tracker = new PitchTracker(settings, hopSeconds / stride);
  intake.push(channels);
  const { firstFrame } = intake.finish();
  tracker.push(toPitch.push(toTimbre.finish()));
  tracker.push(toPitch.finish());
  const pitch = tracker.finish((framesOf(heard / sampleRateHz, hopSeconds) - 1) * stride + 1);
  const frames = framesOf(channels[0].length / sampleRateHz, hopSeconds);
  const every = (track: Float64Array, silence: number) =>
    placedTrack(
      track.filter((_, i) => i % stride === 0),
      firstFrame,
      frames,
      silence,
    );
  return {
    timeSeconds: frameTimes(frames, hopSeconds),
    frequencyHz: every(pitch.frequencyHz, Number.NaN),
    voicedProbability: every(pitch.voicedProbability, 0),
  };
}

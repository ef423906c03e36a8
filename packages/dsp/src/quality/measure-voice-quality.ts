import { LostPowerMeter } from "../signal/lost-power-meter.js";
import { resample } from "../signal/resample.js";
import type { SoundBetween } from "../signal/sound-between.js";
import type { PitchTrack, VoiceQuality } from "../voice-features.js";
import { JUDGED_RATE_HZ, voiceQualityOf } from "./voice-quality-of.js";

/**
 * Voice quality: glottal cycles with jitter and shimmer, harmonics-to-noise ratio, cepstral peak prominence, breathiness and creak, along a
 * pitch track. Nothing depends on the recording's gain; DC and rumble below half the pitch are left out.
 *
 * @param samples - One channel, finite numbers.
 * @param pitch - Frames at one distance from each other; frequency NaN where not voiced.
 * @returns Tracks on the frames of `pitch`; NaN wherever there is too little voice.
 *
 * @example
 * ```ts
 * import { measureVoiceQuality } from "@vocalith/dsp";
 *
 * const buzz = Float32Array.from({ length: 16_000 }, (_, i) => (((i * 120) / 16_000) % 1) - 0.5);
 * const timeSeconds = Float64Array.from({ length: 101 }, (_, i) => i / 100);
 * const pitch = { timeSeconds, frequencyHz: timeSeconds.map(() => 120), voicedProbability: timeSeconds.map(() => 1) };
 * const { summary } = measureVoiceQuality(buzz, 16_000, pitch);
 * console.log(`jitter ${(100 * summary.jitterLocal).toFixed(2)} %`);
 * ```
 */
export function measureVoiceQuality(samples: Float32Array, sampleRateHz: number, pitch: PitchTrack): VoiceQuality {
  const { timeSeconds, frequencyHz } = pitch;
  const hopSeconds = timeSeconds.length > 1 ? timeSeconds[1] - timeSeconds[0] : 0.01;
  const keptRateHz = Math.min(JUDGED_RATE_HZ, sampleRateHz);
  const sound = resample(samples, sampleRateHz, keptRateHz);
  const between: SoundBetween = (fromSeconds, toSeconds, rateHz) => {
    const from = Math.round(fromSeconds * keptRateHz);
    const to = Math.round(toSeconds * keptRateHz);
    const piece = new Float32Array(to - from);
    piece.set(sound.subarray(Math.max(0, from), Math.max(0, to)), Math.max(0, -from));
    return resample(piece, keptRateHz, rateHz);
  };
  const meter = new LostPowerMeter(sampleRateHz, keptRateHz);
  if (keptRateHz < sampleRateHz) meter.push(samples);
  const lost = keptRateHz < sampleRateHz ? meter.finish() : undefined;
  const { judgeCycles, ...tracks } = voiceQualityOf(
    { between, highestHz: sampleRateHz / 2, lost },
    { timeSeconds, frequencyHz, hopSeconds },
  );
  return { ...tracks, ...judgeCycles() };
}

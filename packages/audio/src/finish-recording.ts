import { EmptyAudioError, InvalidSamplesError } from "./audio-decode-error.js";
import type { DecodedSound } from "./decoded-sound.js";
import type { Recording } from "./recording.js";

/** Peaks above this are more likely integers in a floating-point file than sound over full scale. */
const PLAUSIBLE_PEAK = 16;

/**
 * Checks the samples once, whatever they came from, and makes the recording.
 *
 * @throws EmptyAudioError without samples; InvalidSamplesError for a sample that is NaN or infinite.
 */
export function finishRecording(sound: DecodedSound): Recording {
  const frames = sound.channels[0]?.length ?? 0;
  if (frames === 0) {
    throw new EmptyAudioError({
      found: `${sound.source.container === "samples" ? "samples" : `a ${sound.source.container} file`} of 0 seconds`,
      accepted: "at least one sample",
      remedy: "Record again; the recorder was probably stopped before any sound was written.",
    });
  }
  let peak = 0;
  sound.channels.forEach((samples, channel) => {
    peak = Math.max(peak, finitePeak(samples, channel));
  });
  const warnings = [...sound.warnings];
  if (peak > PLAUSIBLE_PEAK) {
    warnings.push(`Samples reach ${peak.toPrecision(3)} times full scale; the file's scale is probably not -1 to 1.`);
  }
  return {
    channels: sound.channels,
    sampleRateHz: sound.sampleRateHz,
    durationSeconds: frames / sound.sampleRateHz,
    source: sound.source,
    metadata: sound.metadata,
    warnings,
  };
}

function finitePeak(samples: Float32Array, channel: number): number {
  let peak = 0;
  for (let frame = 0; frame < samples.length; frame++) {
    const magnitude = Math.abs(samples[frame] as number);
    // NaN fails every comparison, so one test catches both kinds.
    if (!(magnitude < Number.POSITIVE_INFINITY)) {
      throw new InvalidSamplesError({
        found: `the value ${samples[frame]} at sample ${frame} of channel ${channel}`,
        accepted: "finite samples, full scale being -1 to 1",
        remedy: "The file or the program that wrote it is faulty; export it again, or replace such samples by 0.",
      });
    }
    if (magnitude > peak) peak = magnitude;
  }
  return peak;
}

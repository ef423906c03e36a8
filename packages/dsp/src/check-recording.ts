import type { Recording } from "@vocalith/audio";
import { sharedKernels } from "./signal/kernels.js";
import { InvalidRecordingError, RecordingTooShortError } from "./voice-analysis-error.js";

/** Shortest recording that is analysed, in seconds. */
const SHORTEST_SECONDS = 0.3;
const LOWEST_RATE_HZ = 4000;
const HIGHEST_RATE_HZ = 1_000_000;
/** Greatest magnitude of a sample. Full scale is 1, and 32-bit integers as they are reach 2e9; squares of squares of much more than this overflow. */
const LARGEST = 1e12;
const ADVICE = "Decode the file again, or build the recording from finite samples.";

/**
 * Throws unless a recording has a form that can be analysed: a channel, channels of one length, at least 0.3 s, a rate of 4 kHz to 1 MHz.
 * Its samples are looked at when they are pushed.
 *
 * @throws InvalidRecordingError, RecordingTooShortError
 *
 * @example
 * ```ts
 * checkRecording(recording);
 * ```
 */
export function checkRecording({ channels, sampleRateHz }: Recording): void {
  const length = channels[0]?.length ?? 0;
  if (length === 0) throw new InvalidRecordingError("The recording has no samples", "at least 0.3 s of sound", ADVICE);
  checkSampleRate(sampleRateHz);
  checkLengths(channels);
  checkDuration(length / sampleRateHz);
}

/** Throws unless a sample rate is one that a voice can be recorded at. */
export function checkSampleRate(sampleRateHz: number): void {
  if (sampleRateHz >= LOWEST_RATE_HZ && sampleRateHz <= HIGHEST_RATE_HZ) return;
  throw new InvalidRecordingError(`The sample rate is ${sampleRateHz} Hz`, "4,000 to 1,000,000 Hz", ADVICE);
}

/** Throws unless all channels have one length. */
export function checkLengths(channels: readonly Float32Array[]): void {
  for (const channel of channels) {
    if (channel.length === channels[0].length) continue;
    const found = `One channel has ${channels[0].length} samples and another ${channel.length}`;
    throw new InvalidRecordingError(found, "channels of one length", ADVICE);
  }
}

/**
 * Throws unless all samples are finite and none is absurdly great.
 *
 * @param before - Number of samples that came before these.
 */
export function checkSamples(samples: Float32Array, before: number): void {
  if (areWithin(samples)) return;
  const at = samples.findIndex((sample) => !(Math.abs(sample) <= LARGEST));
  const accepted = "finite samples of at most 1e12, full scale being 1";
  throw new InvalidRecordingError(`Sample ${before + at} is ${samples[at]}`, accepted, ADVICE);
}

/** Samples that are looked at together. */
const PIECE = 16_384;

/** Whether all samples are finite and none is absurdly great. */
function areWithin(samples: Float32Array): boolean {
  const kernels = sharedKernels();
  if (kernels === null) return samples.every((sample) => Math.abs(sample) <= LARGEST);
  const place = kernels.scratch(4 * PIECE);
  const { run, singles } = kernels;
  for (let from = 0; from < samples.length; from += PIECE) {
    const piece = samples.subarray(from, from + PIECE);
    const whole = 4 * Math.ceil(piece.length / 4);
    singles.set(piece, place / 4);
    singles.fill(0, place / 4 + piece.length, place / 4 + whole);
    if (run.areWithin(place, whole, LARGEST) === 0) return false;
  }
  return true;
}

/** Throws where a sound is too short. */
export function checkDuration(seconds: number): void {
  if (seconds >= SHORTEST_SECONDS) return;
  const found = `The recording lasts ${seconds.toFixed(3)} s`;
  throw new RecordingTooShortError(found, `${SHORTEST_SECONDS} s or more`, "Record a word or a longer tone.");
}

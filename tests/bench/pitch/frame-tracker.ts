import { frameLength } from "./frame-length.js";
import type { KnownPitch, PitchGuess } from "./known-pitch.js";
import { medianSeconds } from "./median-seconds.js";
import type { Tracker } from "./tracker.js";

/** What a detector hears in one frame. */
export interface Detection {
  /** In Hz; NaN, 0 or less for none. */
  readonly frequencyHz: number;
  /** How sure it is; compared with thresholds. */
  readonly confidence: number;
}

/** A detector of somebody's that hears one frame at a time. */
export interface FrameDetector {
  readonly name: string;
  readonly settings: string;
  /** Confidence from which a frame counts as voiced: one where the documentation names one, else several to choose from. */
  readonly thresholds: readonly number[];
  /** Makes the detector of frames of a length. */
  make(length: number, sampleRateHz: number, rangeHz: readonly [number, number]): (frame: Float32Array) => Detection;
}

const HOP_SECONDS = 0.01;

/** Lets a detector hear frames 10 ms apart, centred where truth is known; pitch out of range is unvoiced. */
export function frameTracker({ name, settings, thresholds, make }: FrameDetector): Tracker {
  const detectAll = (sound: KnownPitch, [floorHz, ceilingHz]: readonly [number, number]): Detection[] => {
    const { samples, sampleRateHz } = sound;
    const length = frameLength(floorHz, sampleRateHz);
    const detect = make(length, sampleRateHz, [floorHz, ceilingHz]);
    const frame = new Float32Array(length);
    const count = Math.floor(samples.length / sampleRateHz / HOP_SECONDS + 1e-9) + 1;
    return Array.from({ length: count }, (_, i) => {
      const first = Math.round(i * HOP_SECONDS * sampleRateHz) - length / 2;
      const from = Math.max(0, first);
      frame.fill(0);
      frame.set(samples.subarray(from, Math.max(from, first + length)), from - first);
      const { frequencyHz, confidence } = detect(frame);
      const isWithin = frequencyHz >= floorHz && frequencyHz <= ceilingHz;
      return { frequencyHz: isWithin ? frequencyHz : Number.NaN, confidence };
    });
  };
  const above = (detections: readonly Detection[], threshold: number): PitchGuess => ({
    timeSeconds: Float64Array.from(detections, (_, i) => i * HOP_SECONDS),
    frequencyHz: Float64Array.from(detections, (d) => (d.confidence >= threshold ? d.frequencyHz : Number.NaN)),
  });
  return {
    name,
    settings: `${settings}; frames of two longest periods, rounded up to a power of two, of 512 samples at least`,
    variants: thresholds.map(String),
    track: async (sounds, rangeHz) => {
      const all = sounds.map((sound) => detectAll(sound, rangeHz));
      return thresholds.map((threshold) => all.map((detections) => above(detections, threshold)));
    },
    timeFor: (sound, rangeHz) => medianSeconds(() => detectAll(sound, rangeHz)),
  };
}

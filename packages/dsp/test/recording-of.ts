import type { Recording } from "@vocalith/audio";

/** Samples as a recording. */
export function recordingOf(samples: Float32Array | readonly Float32Array[], sampleRateHz = 16_000): Recording {
  const channels = samples instanceof Float32Array ? [samples] : samples;
  return {
    channels,
    sampleRateHz,
    durationSeconds: (channels[0]?.length ?? 0) / sampleRateHz,
    source: { container: "samples", codec: "float32" },
    metadata: {},
    warnings: [],
  };
}

/** Sounds one after another. */
export function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Sounds at once. */
export function mixed(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((sample, i) => sample + (b[i] ?? 0));
}

/** Root mean square. */
export function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** White noise that lies `decibels` below a sound's mean power. */
export function decibelsBelow(samples: Float32Array, decibels: number): number {
  return rootMeanSquare(samples) / 10 ** (decibels / 20);
}

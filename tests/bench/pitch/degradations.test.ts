import { describe, expect, it } from "vitest";
import { addNoise, voicedRootMeanSquare } from "./add-noise.js";
import type { KnownPitch } from "./known-pitch.js";
import { limitBand } from "./limit-band.js";
import { reverberate } from "./reverberate.js";

const RATE_HZ = 16_000;

/** A second of a tone, preceded by a second of nothing. */
function tone(frequencyHz: number, amplitude = 0.5): KnownPitch {
  const timeSeconds = Float64Array.from({ length: 201 }, (_, i) => i / 100);
  return {
    samples: Float32Array.from({ length: 2 * RATE_HZ }, (_, i) =>
      i < RATE_HZ ? 0 : amplitude * Math.sin((2 * Math.PI * frequencyHz * i) / RATE_HZ),
    ),
    sampleRateHz: RATE_HZ,
    timeSeconds,
    frequencyHz: timeSeconds.map((time) => (time > 1.005 && time < 1.995 ? frequencyHz : Number.NaN)),
  };
}

const rootMeanSquare = (samples: Float32Array) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
const decibels = (ratio: number) => 20 * Math.log10(ratio);

describe("addNoise", () => {
  it.each(["white", "pink", "mains hum"] as const)("sets %s noise against the voiced parts alone", (colour) => {
    const known = tone(200);
    const noisy = addNoise(known, colour, 10, 3);
    const noise = noisy.samples.map((sample, i) => sample - (known.samples[i] ?? 0));
    expect(voicedRootMeanSquare(known)).toBeCloseTo(0.5 * Math.SQRT1_2, 4);
    expect(decibels(voicedRootMeanSquare(known) / rootMeanSquare(noise))).toBeCloseTo(10, 3);
    expect(addNoise(known, colour, 10, 3).samples).toEqual(noisy.samples);
    expect(addNoise(known, colour, 10, 4).samples).not.toEqual(noisy.samples);
  });

  it("lets pink noise fall by 3 dB an octave", () => {
    const silent = { ...tone(200, 1e-9), frequencyHz: new Float64Array(201).fill(200) };
    const pink = addNoise(silent, "pink", 0, 1);
    const octaves = [400, 800, 1600, 3200].map((low) => rootMeanSquare(limitBand(pink, low, 2 * low).samples));
    // Equal power in every octave that is wide against the filter's edges.
    for (const octave of octaves) expect(Math.abs(decibels(octave / (octaves[1] ?? 0)))).toBeLessThan(1.5);
  });
});

describe("limitBand", () => {
  it("passes what lies within without delay and stops what does not", () => {
    const within = tone(1000);
    const passed = limitBand(within, 300, 3400);
    const middle = (known: KnownPitch) => known.samples.subarray(1.2 * RATE_HZ, 1.8 * RATE_HZ);
    const difference = middle(within).map((sample, i) => sample - (middle(passed)[i] ?? 0));
    expect(decibels(rootMeanSquare(difference))).toBeLessThan(-55);
    for (const outside of [100, 200, 3600, 6000]) {
      expect(decibels(rootMeanSquare(middle(limitBand(tone(outside), 300, 3400))))).toBeLessThan(-55);
    }
    expect(decibels(rootMeanSquare(middle(limitBand(tone(100), 0, 4000))) / (0.5 * Math.SQRT1_2))).toBeCloseTo(0, 2);
  });
});

describe("reverberate", () => {
  it("decays by 60 dB in the time given, at the ratio given", () => {
    const click = tone(200);
    click.samples.fill(0);
    click.samples[0] = 1;
    const room = reverberate(click, 0.4, 6, 1).samples;
    expect(room[0]).toBe(1);
    const energy = (from: number, to: number) =>
      room.subarray(from * RATE_HZ, to * RATE_HZ).reduce((sum, sample) => sum + sample * sample, 0);
    expect(10 * Math.log10(1 / (energy(0, 2) - 1))).toBeCloseTo(6, 1);
    expect(10 * Math.log10(energy(0.05, 0.1) / energy(0.25, 0.3))).toBeCloseTo(30, -0.5);
  });
});

import { describe, expect, it } from "vitest";
import { analyzeVoice } from "../src/index.js";
import { completeTraits } from "../src/summary/complete-traits.js";
import { noiseFloor } from "../src/timbre/noise-floor.js";
import { decibelsBelow, mixed, recordingOf } from "./recording-of.js";
import { randomNumbers, synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

const RATE = 16_000;

interface Speaker {
  readonly pitchHz: number;
  /** Resonances against those of a man's tract of 17 cm. */
  readonly scale: number;
}

const SPEAKERS: readonly Speaker[] = [
  { pitchHz: 95, scale: 0.97 },
  { pitchHz: 130, scale: 1.05 },
  { pitchHz: 190, scale: 1.13 },
  { pitchHz: 230, scale: 1.22 },
  { pitchHz: 290, scale: 1.35 },
];

/** Two seconds of twelve vowels; their order and the melody hang on the seed. */
function sentence({ pitchHz, scale }: Speaker, seed: number): Float32Array {
  const random = randomNumbers(seed);
  const beats = Array.from({ length: 12 }, (_, k) => [random(), (k % 3) / 2, Math.floor(k / 3) / 3]);
  for (let k = 11; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [beats[k], beats[other]] = [beats[other], beats[k]];
  }
  const beat = (t: number) => beats[Math.floor(6 * t) % 12] ?? [0.5, 0.5, 0.5];
  return synthesizeVoice({
    durationSeconds: 2,
    frequencyHz: (t) => pitchHz * (0.9 + 0.2 * beat(t)[0]),
    amplitude: (t) => 0.03 + Math.sin(Math.PI * 6 * t) ** 2,
    formantHz: (t) => [350 + 300 * beat(t)[1], 1100 + 800 * beat(t)[2], 2500, 3500, 4500].map((f) => scale * f),
    tiltDbPerOctave: 6,
    jitter: 0.005,
    shimmer: 0.03,
    seed,
  });
}

function identityOf(sound: Float32Array): readonly number[] {
  return analyzeVoice(recordingOf(sound), { register: "human" }).summary.speaker.identity;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, x, k) => sum + (x - (b[k] ?? Number.NaN)) ** 2, 0));
}

/** Twelve taps of a room: reflections within 100 ms, 3 dB below the direct sound together. */
function inRoom(sound: Float32Array): Float32Array {
  const random = randomNumbers(11);
  const result = Float32Array.from(sound);
  for (let k = 0; k < 12; k++) {
    const delay = Math.round((0.005 + 0.095 * random()) * RATE);
    const gain = (random() < 0.5 ? -1 : 1) * Math.sqrt(0.5 / 12);
    for (let n = delay; n < sound.length; n++) result[n] += gain * sound[n - delay];
  }
  return result;
}

/** Windowed sinc of 401 taps: flat to 3.2 kHz, nothing above 3.6 kHz. */
function throughTelephone(sound: Float32Array): Float32Array {
  const taps = Float64Array.from({ length: 401 }, (_, i) => {
    const x = (2 * 3400 * (i - 200)) / RATE;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return ((2 * 3400) / RATE) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * (i - 200)) / 200));
  });
  return sound.map((_, n) => taps.reduce((sum, tap, i) => sum + tap * (sound[n + 200 - i] ?? 0), 0));
}

describe("identity", () => {
  const sentences = SPEAKERS.map((speaker, k) => [sentence(speaker, 10 + k), sentence(speaker, 20 + k)] as const);
  const identities = sentences.map((pair) => pair.map(identityOf));

  it("has twelve finite numbers, and none for a bird", () => {
    for (const value of identities.flat(2)) expect(Number.isFinite(value)).toBe(true);
    for (const identity of identities.flat()) expect(identity).toHaveLength(12);
    const whistle = synthesizeVoice({
      durationSeconds: 1,
      sampleRateHz: 44_100,
      frequencyHz: (t) => ((t * 6) % 1 < 0.6 ? 4000 : 0),
      formantHz: [],
    });
    expect(analyzeVoice(recordingOf(whistle, 44_100)).summary.speaker.identity).toEqual([]);
  });

  it("lies nearer to the same speaker's other sentence than to anyone else's", () => {
    identities.forEach(([first], k) => {
      const apart = identities.map(([, second]) => distance(first ?? [], second ?? []));
      expect(Math.min(...apart), `${apart}`).toBe(apart[k]);
    });
  });

  it("does not move with gain", () => {
    const [sound] = sentences[1] ?? [];
    if (sound === undefined) throw new Error("No sentence.");
    for (const gain of [0.05, 1.7]) {
      const moved = distance(identityOf(sound.map((x) => gain * x)), identities[1]?.[0] ?? []);
      expect(moved).toBeLessThan(0.01);
    }
  });

  it("moves less through noise, a room and a telephone than to the next speaker", () => {
    const channels = [
      (x: Float32Array) => mixed(x, whiteNoise(x.length, decibelsBelow(x, 20), 3)),
      inRoom,
      throughTelephone,
    ];
    for (const change of channels) {
      sentences.forEach(([sound], k) => {
        const heard = identityOf(change(sound));
        const apart = identities.map(([first]) => distance(heard, first ?? []));
        expect(Math.min(...apart), `speaker ${k}: ${apart}`).toBe(apart[k]);
      });
    }
  });
});

describe("completeTraits", () => {
  it("is the regression of what is missing on what is known", () => {
    // Two correlated by .8 with deviations 2 and 3, and one that knows nothing of them.
    const covariance = [4, 4.8, 9, 0, 0, 1];
    const values = [Number.NaN, 7, Number.NaN];
    completeTraits(values, [1, 1, 5], covariance);
    expect(values[0]).toBeCloseTo(1 + (4.8 / 9) * 6, 12);
    expect(values[1]).toBe(7);
    expect(values[2]).toBeCloseTo(5, 12);
    const nothing = [Number.NaN, Number.NaN, Number.NaN];
    completeTraits(nothing, [1, 2, 3], covariance);
    expect(nothing).toEqual([1, 2, 3]);
  });
});

describe("noiseFloor", () => {
  it("finds the noise under sounds that leave no pause in all bands at once", () => {
    const random = randomNumbers(9);
    const frames = 600;
    const melPower = new Float32Array(26 * frames);
    for (let i = 0; i < frames; i++) {
      for (let m = 0; m < 26; m++) {
        // Noise of as many degrees of freedom as a filter has, and a voice that fills half of the bands at a time.
        const noise = -1e-6 * Math.log(1 - random());
        const voice = (Math.floor(i / 30) + Math.floor(m / 6)) % 2 === 0 ? 1e-3 : 0;
        melPower[26 * i + m] = noise + voice;
      }
    }
    const floor = noiseFloor(melPower, new Float64Array(frames).fill(-30));
    for (const power of floor) expect(Math.abs(10 * Math.log10(power / 1e-6))).toBeLessThan(4);
    expect(noiseFloor(melPower, new Float64Array(frames).fill(-120))).toEqual(new Float64Array(26));
  });
});

/** Sounds whose pitch is known: laryngograph speech from a folder, and synthetic voices, birds, whispers and noise made here. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { ChannelMixer } from "../src/signal/channel-mixer.js";
import { resample } from "../src/signal/resample.js";
import { gaussianNumbers, randomNumbers, synthesizeVoice } from "../test/synthesize-voice.js";
import type { KnownPitch } from "./known-pitch.js";

/** A kind of synthetic voice. */
export interface VoiceKind {
  /** Range of the fundamental in Hz. */
  readonly pitchHz: readonly [number, number];
  /** Factor on a man's formants; none for a whistle. */
  readonly formantScale?: number;
  /** Fall of the source in dB an octave, at least. */
  readonly tilt?: number;
  readonly jitter?: number;
  readonly breath?: number;
  /** Shortest and longest sound in seconds. */
  readonly lengthSeconds?: readonly [number, number];
  readonly sampleRateHz?: number;
  readonly stepSeconds?: number;
}

const RATE_HZ = 16_000;
const SECONDS = 3;
const WHISTLED = { tilt: 22, sampleRateHz: 32_000, stepSeconds: 0.0025, lengthSeconds: [0.03, 0.25] } as const;
const SPOKEN = { jitter: 0.004, breath: 0.03, lengthSeconds: [0.08, 0.65] } as const;

export const HUMAN_KINDS: readonly VoiceKind[] = [
  { ...SPOKEN, pitchHz: [80, 180], formantScale: 1 },
  { ...SPOKEN, pitchHz: [160, 300], formantScale: 1.15 },
  { ...SPOKEN, pitchHz: [250, 500], formantScale: 1.35 },
  { ...SPOKEN, pitchHz: [31, 70], formantScale: 1, jitter: 0.01 },
  { ...SPOKEN, pitchHz: [500, 1100], formantScale: 1.15, jitter: 0.002, lengthSeconds: [0.4, 1.6] },
];

export const BIRD_KINDS: readonly VoiceKind[] = [
  { ...WHISTLED, pitchHz: [1000, 8000] },
  { ...WHISTLED, pitchHz: [1500, 9500], tilt: 28 },
  { ...WHISTLED, pitchHz: [600, 4000], tilt: 5, jitter: 0.002 },
];

/** Men's vowels (Peterson and Barney 1952) with a fourth formant, and a neutral one. */
const VOWELS: readonly (readonly number[])[] = [
  [730, 1090, 2440, 3400],
  [270, 2290, 3010, 3700],
  [300, 870, 2240, 3300],
  [530, 1840, 2480, 3500],
  [570, 840, 2410, 3400],
  [660, 1720, 2410, 3500],
  [500, 1500, 2500, 3500],
];

/** Sentences of a folder in the layout of the FDA evaluation database: `name.wav` beside `name.f0.csv` (time in s, pitch in Hz). */
export async function laryngographSpeech(folder: string, speed: number): Promise<KnownPitch[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".f0.csv")).sort();
  return Promise.all(
    names.map(async (name) => {
      const recording = await decode(await readFile(join(folder, name.replace(".f0.csv", ".wav"))));
      const rows = (await readFile(join(folder, name), "utf8")).trim().split("\n").slice(1);
      const values = rows.map((row) => row.split(",").map(Number));
      const mono = new ChannelMixer(recording.channels.length, recording.sampleRateHz).mix(recording.channels);
      return {
        sound: resample(mono, recording.sampleRateHz * speed, RATE_HZ),
        sampleRateHz: RATE_HZ,
        stepSeconds: ((values[1]?.[0] ?? 0) - (values[0]?.[0] ?? 0)) / speed,
        frequencyHz: Float64Array.from(values, (row) => (row[1] ?? 0) * speed),
      };
    }),
  );
}

interface Sounding {
  readonly from: number;
  readonly to: number;
  readonly startHz: number;
  readonly endHz: number;
  readonly bend: number;
  readonly vibrato: number;
  readonly vibratoHz: number;
  readonly amplitude: number;
  readonly attack: number;
  readonly vowels: readonly [readonly number[], readonly number[]];
}

/** Three seconds of voiced stretches with glides, vibrato, moving vowels and pauses, some of them with a fricative. */
export function syntheticVoice(kind: VoiceKind, seed: number): KnownPitch {
  const random = randomNumbers(seed);
  const rate = kind.sampleRateHz ?? RATE_HZ;
  const [lowest, highest] = kind.pitchHz;
  const [shortest, longest] = kind.lengthSeconds ?? [0.08, 0.65];
  const octaves = Math.log2(highest / lowest);
  const within = (f: number) => Math.max(lowest, Math.min(highest, f));
  const scale = (kind.formantScale ?? 1) * (0.92 + 0.16 * random());
  const vowel = () => (VOWELS[Math.floor(random() * VOWELS.length)] ?? []).map((f) => f * scale);
  const centre = lowest * 2 ** (octaves * (0.2 + 0.6 * random()));
  const soundings: Sounding[] = [];
  const fricatives: { from: number; to: number; hz: number; amplitude: number }[] = [];
  let time = 0.05 + 0.15 * random();
  while (time < SECONDS - 0.15) {
    const length = Math.min(SECONDS - 0.05 - time, shortest + (longest - shortest) * random() ** 1.5);
    const startHz = within(centre * 2 ** (0.5 * octaves * (random() - 0.5)));
    soundings.push({
      from: time,
      to: time + length,
      startHz,
      endHz: within(startHz * 2 ** (0.6 * Math.min(1.5, octaves) * (random() - 0.5))),
      bend: 0.6 * (random() - 0.5),
      vibrato: random() < 0.35 ? 0.03 * random() : 0,
      vibratoHz: 4 + 3 * random(),
      amplitude: 10 ** ((-18 * random() ** 2) / 20),
      attack: 0.005 + 0.02 * random(),
      vowels: [vowel(), vowel()],
    });
    time += length;
    const gap = random() < 0.3 ? 0.15 + 0.25 * random() : 0.03 + 0.09 * random();
    if (random() < 0.5) {
      const amplitude = 10 ** (-(10 + 20 * random()) / 20);
      fricatives.push({ from: time, to: time + gap, hz: 2000 + 3000 * random(), amplitude });
    }
    time += gap;
  }
  const at = (t: number) => soundings.find((s) => t >= s.from && t < s.to);
  const share = (s: Sounding, t: number) => (t - s.from) / (s.to - s.from);
  const frequencyHz = (t: number) => {
    const s = at(t);
    if (!s) return 0;
    const u = share(s, t);
    const glide = s.startHz * (s.endHz / s.startHz) ** (u + s.bend * u * (1 - u));
    return within(glide * (1 + s.vibrato * Math.sin(2 * Math.PI * s.vibratoHz * t)));
  };
  const clean = synthesizeVoice({
    durationSeconds: SECONDS,
    sampleRateHz: rate,
    frequencyHz,
    amplitude: (t) => {
      const s = at(t);
      if (!s) return 0;
      const fade = Math.min(1, (t - s.from) / s.attack, (s.to - t) / s.attack);
      return s.amplitude * Math.sin((Math.PI / 2) * Math.max(0.05, fade));
    },
    formantHz:
      kind.formantScale === undefined
        ? []
        : (t) => {
            const s = at(t);
            if (!s) return [];
            return s.vowels[0].map((f, k) => f + ((s.vowels[1][k] ?? f) - f) * share(s, t));
          },
    tiltDbPerOctave: (kind.tilt ?? 4) + 6 * random(),
    jitter: kind.jitter ?? 0,
    shimmer: 8 * (kind.jitter ?? 0),
    seed,
  });
  const gauss = gaussianNumbers(seed + 7);
  const level = Math.sqrt(meanPower(clean));
  const sound = clean.map((sample) => sample + (sample !== 0 ? (kind.breath ?? 0) * level * gauss() : 0));
  for (const { from, to, hz, amplitude } of fricatives) {
    let first = 0;
    let second = 0;
    for (let i = Math.floor(from * rate); i < Math.min(sound.length, to * rate); i++) {
      const value = gauss() + 1.6 * Math.cos((2 * Math.PI * hz) / rate) * first - 0.64 * second;
      second = first;
      first = value;
      const fade = Math.max(0, Math.min(1, (i / rate - from) / 0.01, (to - i / rate) / 0.01));
      sound[i] += 0.6 * level * amplitude * fade * value;
    }
  }
  const stepSeconds = kind.stepSeconds ?? 0.01;
  const frames = Math.floor(SECONDS / stepSeconds + 1e-6);
  return {
    sound,
    sampleRateHz: rate,
    stepSeconds,
    frequencyHz: Float64Array.from({ length: frames }, (_, i) => frequencyHz(i * stepSeconds)),
  };
}

/** Noise through two to four resonances that move, in syllables. */
export function whisper(seed: number): KnownPitch {
  const random = randomNumbers(seed);
  const gauss = gaussianNumbers(seed + 3);
  const length = SECONDS * RATE_HZ;
  let sound = new Float32Array(length).map(() => gauss());
  const scale = 0.9 + 0.5 * random();
  [600, 1400, 2600, 3600].slice(0, 2 + Math.floor(3 * random())).forEach((f, k) => {
    const centre = f * scale * (0.7 + 0.6 * random());
    const radius = Math.exp((-Math.PI * (60 + 150 * random())) / RATE_HZ);
    let first = 0;
    let second = 0;
    sound = sound.map((sample, i) => {
      const moved = centre * (1 + 0.3 * Math.sin(((2 * Math.PI * i) / RATE_HZ) * (1 + 0.3 * k)));
      const value =
        0.2 * sample + 2 * radius * Math.cos((2 * Math.PI * moved) / RATE_HZ) * first - radius * radius * second;
      second = first;
      first = value;
      return value;
    });
  });
  const rate = 2 + 4 * random();
  const quiet = 0.003 + 0.1 * random();
  return voiceless(sound.map((s, i) => s * Math.max(quiet, Math.sin(Math.PI * (((i / RATE_HZ) * rate) % 1)) ** 2)));
}

/** Noise alone: white, pink and brown in turn, some of it swelling. */
export function plainNoise(seed: number): KnownPitch {
  const colour = (["white", "pink", "brown"] as const)[seed % 3] ?? "white";
  const noise = colouredNoise(SECONDS * RATE_HZ, colour, seed);
  const swell = seed % 5 === 2 ? 0.8 : 0;
  return voiceless(noise.map((sample, i) => sample * (1 + swell * Math.sin((3 * Math.PI * i) / RATE_HZ))));
}

function voiceless(sound: Float32Array): KnownPitch {
  return { sound, sampleRateHz: RATE_HZ, stepSeconds: 0.01, frequencyHz: new Float64Array(SECONDS * 100) };
}

export type NoiseColour = "white" | "pink" | "brown";

/** The same in noise of that many decibels below its mean power; `babble` is speech of others. */
export function inNoise(
  known: KnownPitch,
  colour: NoiseColour | Float32Array,
  decibels: number,
  seed: number,
): KnownPitch {
  const { length } = known.sound;
  const noise =
    typeof colour === "string" ? colouredNoise(length, colour, seed) : colour.subarray(seed % (colour.length - length));
  const gain = Math.sqrt(meanPower(known.sound) / meanPower(noise) / 10 ** (decibels / 10));
  return { ...known, sound: known.sound.map((sample, i) => sample + gain * (noise[i] ?? 0)) };
}

/** Many voices at once. */
export function babble(voices: readonly KnownPitch[]): Float32Array {
  const result = new Float32Array(10 * RATE_HZ);
  voices.forEach(({ sound }, k) => {
    const gain = 1 / Math.sqrt(meanPower(sound));
    for (let i = 0; i < result.length; i++) result[i] += gain * (sound[(i + 3001 * k) % sound.length] ?? 0);
  });
  return result;
}

/** The same between 300 and 3400 Hz. */
export function throughTelephone(known: KnownPitch): KnownPitch {
  let { sound } = known;
  for (let round = 0; round < 3; round++) {
    sound = secondOrder(secondOrder(sound, "high", 300, known.sampleRateHz), "low", 3400, known.sampleRateHz);
  }
  return { ...known, sound };
}

/**
 * The same with the hum of a machine that never stops: harmonics of some 50 Hz, or of anything up to 400 Hz, each as strong as it likes.
 *
 * @param decibels - How far the hum lies below the mean power of the sound.
 */
export function withHum(known: KnownPitch, decibels: number, seed: number): KnownPitch {
  const random = randomNumbers(seed);
  const mains = random();
  const hz = mains < 0.35 ? 50 : mains < 0.6 ? 60 : 40 * 10 ** random();
  const parts = Array.from({ length: 12 }, (_, h) => ({
    turn: (2 * Math.PI * hz * (h + 1)) / known.sampleRateHz,
    phase: 2 * Math.PI * random(),
    amplitude: random() < 0.7 ? 10 ** (-random() * (0.3 + 0.1 * h)) : 0,
  }));
  const hum = known.sound.map((_, i) =>
    parts.reduce((sum, { turn, phase, amplitude }) => sum + amplitude * Math.sin(turn * i + phase), 1e-9),
  );
  const gain = Math.sqrt(meanPower(known.sound) / meanPower(hum) / 10 ** (decibels / 10));
  return { ...known, sound: known.sound.map((sample, i) => sample + gain * (hum[i] ?? 0)) };
}

/** The same in a room: its sound comes back sparsely and decays (velvet noise, Karjalainen and Jarvelainen 2007). Truth stays that of the larynx. */
export function inRoom(known: KnownPitch, seed: number): KnownPitch {
  const random = randomNumbers(seed);
  const decaySeconds = 0.15 + 0.7 * random();
  const directDb = 12 * random();
  const rate = known.sampleRateHz;
  const echoes: { delay: number; gain: number }[] = [];
  for (let t = 0.002 + 0.006 * random(); t < 0.8 * decaySeconds; t += (2 * random()) / 1200) {
    echoes.push({ delay: Math.round(t * rate), gain: (random() < 0.5 ? -1 : 1) * 10 ** ((-3 * t) / decaySeconds) });
  }
  const energy = echoes.reduce((sum, { gain }) => sum + gain * gain, 0);
  const scale = 10 ** (-directDb / 20) / Math.sqrt(energy);
  const sound = Float32Array.from(known.sound);
  for (const { delay, gain } of echoes) {
    for (let i = delay; i < sound.length; i++) sound[i] += scale * gain * known.sound[i - delay];
  }
  return { ...known, sound };
}

/** Butterworth filter of the second order. */
function secondOrder(sound: Float32Array, pass: "low" | "high", edgeHz: number, rateHz: number): Float32Array {
  const cosine = Math.cos((2 * Math.PI * edgeHz) / rateHz);
  const alpha = Math.sin((2 * Math.PI * edgeHz) / rateHz) / Math.SQRT2;
  const edge = pass === "low" ? (1 - cosine) / 2 : (1 + cosine) / 2;
  const middle = pass === "low" ? 2 * edge : -2 * edge;
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return sound.map((x) => {
    const y = (edge * x + middle * x1 + edge * x2 + 2 * cosine * y1 - (1 - alpha) * y2) / (1 + alpha);
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  });
}

function colouredNoise(length: number, colour: NoiseColour, seed: number): Float32Array {
  const gauss = gaussianNumbers(seed);
  // Pink by a bank of three leaky sums (Kellet), brown by one.
  let a = 0;
  let b = 0;
  let c = 0;
  return new Float32Array(length).map(() => {
    const white = gauss();
    if (colour === "white") return white;
    if (colour === "brown") {
      a = 0.995 * a + white;
      return a;
    }
    a = 0.99765 * a + 0.099046 * white;
    b = 0.963 * b + 0.2965164 * white;
    c = 0.57 * c + 1.0526913 * white;
    return a + b + c + 0.1848 * white;
  });
}

function meanPower(sound: Float32Array): number {
  let sum = 0;
  for (const sample of sound) sum += sample * sample;
  return sum / sound.length;
}

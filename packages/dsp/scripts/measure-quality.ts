/**
 * Voice quality of random sung vowels with known jitter, shimmer and noise, the whole way through `analyzeVoice`, and by Praat where that is
 * installed: errors of jitter and shimmer in per cent of the truth, of the harmonics-to-noise ratio in dB.
 *
 *     node --import tsx --conditions ws-source packages/dsp/scripts/measure-quality.ts [voices] [first seed]
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SeededRandom, seededRandom, synthesizeVoice, writeWAV } from "@vocalith/testkit";
import { analyzeVoice } from "../src/index.js";
import { quantile } from "../src/signal/quantile.js";
import { recordingOf } from "../test/recording-of.js";

/** First five resonances of a man's vowels in Hz. */
const VOWELS: Readonly<Record<string, readonly number[]>> = {
  a: [730, 1090, 2440, 3400, 4500],
  e: [440, 2000, 2600, 3500, 4500],
  i: [270, 2290, 3010, 3600, 4500],
  o: [450, 800, 2500, 3400, 4500],
  u: [300, 870, 2240, 3400, 4400],
};
const BANDWIDTHS_HZ = [70, 85, 120, 160, 220];
const PITCHES_HZ = [110, 210, 330];
const TRACTS = [1, 1.17, 1.35];
const RATES_HZ = [16_000, 44_100, 48_000];

const count = Number(process.argv[2] ?? 60);
const firstSeed = Number(process.argv[3] ?? 1);

interface Trial {
  readonly group: string;
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly truth: Measured;
}

interface Measured {
  readonly jitter: number;
  readonly shimmer: number;
  readonly ratioDb: number;
}

const trials = Array.from({ length: count }, (_, i) => randomTrial(seededRandom(1000 * firstSeed + i), i));
const ours = trials.map((trial): Measured => {
  const { quality } = analyzeVoice(recordingOf(trial.samples, trial.sampleRateHz), { register: "human" });
  const { jitterLocal, shimmerLocal, harmonicsToNoiseDb } = quality.summary;
  return { jitter: jitterLocal, shimmer: shimmerLocal, ratioDb: harmonicsToNoiseDb };
});
tell("ours", ours);
const praat = askPraat();
if (praat !== undefined) tell("Praat", praat);

/** Every other voice is even and in white noise of 0 to 40 dB, for the ratio; the others have jitter and shimmer, and noise 20 or 30 dB down or none. */
function randomTrial(random: SeededRandom, i: number): Trial {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random.uniform() * from.length)] as T;
  const between = (low: number, high: number) => low * (high / low) ** random.uniform();
  const size = Math.floor(random.uniform() * PITCHES_HZ.length);
  const isEven = i % 2 === 0;
  const sampleRateHz = pick(RATES_HZ);
  const vowel = pick(Object.keys(VOWELS));
  const scale = (TRACTS[size] ?? 1) * between(0.93, 1.07);
  const formants = [...(VOWELS[vowel] ?? [])];
  for (let hz = 5500; hz * scale < 20_000; hz += 1000) formants.push(hz);
  const sung = synthesizeVoice({
    durationSeconds: 2,
    sampleRateHz,
    seed: 1000 * firstSeed + i,
    levelDb: -20,
    frequencyHz: [
      [0, (PITCHES_HZ[size] ?? 110) * between(0.88, 1.14)],
      [2, (PITCHES_HZ[size] ?? 110) * between(0.88, 1.14)],
    ],
    voicing: 1,
    pulseShape: between(0.6, 1.8),
    jitter: isEven ? 0 : between(0.003, 0.03),
    shimmer: isEven ? 0 : between(0.01, 0.12),
    vibrato: { rateHz: between(4.5, 6.5), depthCents: random.uniform() < 0.5 ? 0 : 40 },
    formants: formants.map((hz, f) => ({ frequencyHz: hz * scale, bandwidthHz: (BANDWIDTHS_HZ[f] ?? 300) * scale })),
  });
  const ratioDb = isEven ? 10 * Math.floor(random.uniform() * 5) : pick([20, 30, Number.POSITIVE_INFINITY]);
  const power = sung.samples.reduce((sum, x) => sum + x * x, 0) / sung.samples.length;
  const gain = Math.sqrt(power / 10 ** (ratioDb / 10));
  return {
    group: `${PITCHES_HZ[size]} Hz, ${isEven ? "even" : "uneven"}, ${ratioDb === Number.POSITIVE_INFINITY ? "clean" : `${ratioDb} dB`}`,
    samples: sung.samples.map((x) => x + gain * random.normal()),
    sampleRateHz,
    truth: {
      jitter: isEven ? Number.NaN : sung.truth.jitter,
      shimmer: isEven ? Number.NaN : sung.truth.shimmer,
      ratioDb: isEven ? ratioDb : Number.NaN,
    },
  };
}

function askPraat(): Measured[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), "quality-"));
  try {
    trials.forEach((trial, i) => {
      writeFileSync(
        join(folder, `${i}.wav`),
        writeWAV([trial.samples], trial.sampleRateHz, { sampleFormat: "float32" }),
      );
    });
    const script = `form Voices
  sentence Folder
  integer Count 1
endform
for i from 0 to count - 1
  sound = Read from file: folder$ + "/" + string$ (i) + ".wav"
  pitch = To Pitch (cc): 0, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600
  selectObject: sound, pitch
  points = To PointProcess (cc)
  jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
  selectObject: sound, points
  shimmer = Get shimmer (local): 0, 0, 0.0001, 0.02, 1.3, 1.6
  selectObject: sound
  harmonicity = To Harmonicity (cc): 0.01, 60, 0.1, 4.5
  ratio = Get mean: 0, 0
  appendInfoLine: jitter, " ", shimmer, " ", ratio
  removeObject: sound, pitch, points, harmonicity
endfor
`;
    writeFileSync(join(folder, "measure.praat"), script);
    const text = execFileSync("praat", ["--run", join(folder, "measure.praat"), folder, String(count)], {
      encoding: "utf8",
    });
    return text
      .trim()
      .split("\n")
      .map((line) => {
        const [jitter = Number.NaN, shimmer = Number.NaN, ratioDb = Number.NaN] = line.split(" ").map(Number);
        return { jitter, shimmer, ratioDb };
      });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tell(name: string, measured: readonly Measured[]): void {
  process.stdout.write(`${name}: median error, 90th percentile of its size, share within a tenth (0.5 dB)\n`);
  for (const [what, error, limit] of [
    ["jitter", (m: Measured, t: Measured) => 100 * (m.jitter / t.jitter - 1), 10],
    ["shimmer", (m: Measured, t: Measured) => 100 * (m.shimmer / t.shimmer - 1), 10],
    ["ratio", (m: Measured, t: Measured) => m.ratioDb - t.ratioDb, 0.5],
  ] as const) {
    const groups = new Map<string, number[]>();
    trials.forEach((trial, i) => {
      const found = error(measured[i] as Measured, trial.truth);
      if (Number.isNaN(found)) return;
      for (const group of ["all", trial.group]) groups.set(group, [...(groups.get(group) ?? []), found]);
    });
    for (const [group, errors] of [...groups].sort()) {
      const sizes = errors.map(Math.abs);
      const within = sizes.filter((size) => size <= limit).length / sizes.length;
      process.stdout.write(
        `  ${what.padEnd(8)}${group.padEnd(24)}${quantile(errors, 0.5).toFixed(2).padStart(8)}${quantile(sizes, 0.9).toFixed(2).padStart(8)}${(100 * within).toFixed(0).padStart(5)} %  of ${errors.length}\n`,
      );
    }
  }
}

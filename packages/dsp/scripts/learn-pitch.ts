/**
 * Learns the networks that judge pitch candidates and writes `src/pitch/candidate-model.ts` and `src/pitch/bird-candidate-model.ts`.
 *
 *     npx tsx --conditions ws-source packages/dsp/scripts/learn-pitch.ts <folder of the FDA evaluation database> [even|odd]
 *
 * Learned is, by maximum likelihood, which candidate of a frame is its pitch, or that none is. With `even` or `odd` only every second
 * sentence is learned from and nothing is written: then the error on the others is printed.
 */
import { writeFile } from "node:fs/promises";
import { CANDIDATE_INPUTS, CandidateInputs } from "../src/pitch/candidate-inputs.js";
import { candidateLogOdds } from "../src/pitch/candidate-log-odds.js";
import type { CandidateModel } from "../src/pitch/candidate-model.js";
import { CANDIDATES_PER_FRAME, PitchCandidateFinder, PitchCandidates } from "../src/pitch/pitch-candidates.js";
import { findPitchPath } from "../src/pitch/pitch-path.js";
import { PATH_COSTS } from "../src/pitch/pitch-tracker.js";
import { REGISTERS, type RegisterSettings } from "../src/register.js";
import { resample } from "../src/signal/resample.js";
import { gaussianNumbers, randomNumbers } from "../test/synthesize-voice.js";
import {
  BIRD_KINDS,
  babble,
  HUMAN_KINDS,
  inNoise,
  type KnownPitch,
  laryngographSpeech,
  type NoiseColour,
  plainNoise,
  syntheticVoice,
  throughTelephone,
  whisper,
} from "./pitch-corpus.js";

const ROUNDS = 14;
const BATCH = 2048;
const RATE = 0.01;
const DECAY = 1e-4;
/** A candidate this near to the truth is the right one: the larynx and the ear part by as much where a voice creaks. */
const RIGHT = 0.15;
/** Added to the output: a voiced frame that is lost costs a gem more than a pause that is filled. */
const LEAN = 0.5;

interface Examples {
  /** Inputs of each candidate, candidate after candidate. */
  readonly inputs: Float32Array;
  /** First candidate of each frame; one more than frames. */
  readonly first: Int32Array;
  /** Which candidate of the frame is right; -1 where none is. */
  readonly right: Int8Array;
}

const [folder, half] = process.argv.slice(2);
if (folder === undefined) throw new Error("Give the folder of the laryngograph sentences.");
const model = learn(examplesOf(await humanSounds(folder), REGISTERS.human), 16, LEAN);
if (half !== undefined) {
  const others = (await laryngographSpeech(folder, 1)).filter((_, i) => (i % 2 === 0) !== (half === "odd"));
  for (const decibels of [Infinity, 10, 0]) {
    const sounds =
      decibels === Infinity ? others : others.map((known, i) => inNoise(known, "white", decibels, 9000 + i));
    print(`sentences held out, ${decibels} dB: ${measure(sounds, REGISTERS.human, model)}`);
  }
} else {
  const bird = learn(examplesOf(birdSounds(), REGISTERS.bird), 12, 0);
  await write(
    "candidate-model",
    `/** Weights of the network behind \`candidateLogOdds\`: inputs to \`tanh\` units to one sum. */
export interface CandidateModel {
  /** One row of inputs for each hidden unit. */
  readonly hiddenWeights: readonly number[];
  readonly hiddenBias: readonly number[];
  readonly outputWeights: readonly number[];
  readonly outputBias: number;
}

/**
 * Learned by \`scripts/learn-pitch.ts\` from laryngograph speech (Bagshaw et al. 1993) played at four speeds, from synthetic men, women,
 * children and singers, and from whispers and noise without pitch; clean, in white, pink and brown noise, in babble and through a
 * telephone.
 */
export const CANDIDATE_MODEL`,
    model,
  );
  await write(
    "bird-candidate-model",
    `import type { CandidateModel } from "./candidate-model.js";

/**
 * Learned by \`scripts/learn-pitch.ts\` from synthetic whistles, chirps and harmonic calls between 600 and 9500 Hz, clean and in white and
 * pink noise.
 */
export const BIRD_CANDIDATE_MODEL`,
    bird,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function humanSounds(from: string): Promise<KnownPitch[]> {
  const mine = (sounds: KnownPitch[]) =>
    half === undefined ? sounds : sounds.filter((_, i) => (i % 2 === 0) === (half === "odd"));
  const plain: KnownPitch[] = [];
  for (const speed of [1, 1.6, 0.8, 1.25]) plain.push(...mine(await laryngographSpeech(from, speed)));
  const spoken = plain.length;
  const crowd = babble(plain.filter((_, i) => i % 6 === 0));
  HUMAN_KINDS.forEach((kind, k) => {
    for (let i = 0; i < 14; i++) plain.push(syntheticVoice(kind, 1000 * (k + 1) + i));
  });
  const worse: readonly (readonly [NoiseColour | Float32Array, number])[] = [
    ["white", 10],
    ["white", 0],
    ["pink", 10],
    ["pink", 3],
    ["white", 20],
    ["brown", 5],
    [crowd, 12],
    ["white", 5],
  ];
  const sounds: KnownPitch[] = [];
  plain.forEach((known, i) => {
    sounds.push(known);
    // Sentences at their own speed are the only ones as they were spoken, so they are heard in more kinds of noise.
    const picks = i < spoken / 4 ? [0, 1, 2, 3 + (i % 5)] : [i % 8, (3 * i + 1) % 8];
    for (const pick of new Set(picks)) {
      const [colour, decibels] = worse[pick] ?? ["white", 10];
      sounds.push(inNoise(known, colour, decibels, 17 * i + pick));
    }
    if (i % 3 === 0) sounds.push(throughTelephone(known));
  });
  for (let i = 0; i < 40; i++) sounds.push(whisper(500 + i));
  for (let i = 0; i < 60; i++) sounds.push(plainNoise(900 + i));
  return sounds;
}

function birdSounds(): KnownPitch[] {
  const sounds: KnownPitch[] = [];
  BIRD_KINDS.forEach((kind, k) => {
    for (let i = 0; i < 24; i++) {
      const known = syntheticVoice(kind, 7000 + 100 * k + i);
      sounds.push(known, inNoise(known, "white", [10, 3, 20, 0][i % 4] ?? 10, i));
      if (i % 2 === 1) sounds.push(inNoise(known, "pink", i % 4 === 1 ? 10 : 20, i));
    }
  });
  for (let i = 0; i < 12; i++) {
    const noise = plainNoise(400 + i);
    sounds.push({ ...noise, sampleRateHz: 32_000, stepSeconds: noise.stepSeconds / 2 });
  }
  return sounds;
}

function candidatesOf(known: KnownPitch, settings: RegisterSettings): PitchCandidates {
  const sound = resample(known.sound, known.sampleRateHz, settings.pitchRateHz);
  const hop = settings.pitchHopSeconds;
  const frames = Math.floor(known.sound.length / known.sampleRateHz / hop) + 1;
  const candidates = new PitchCandidates();
  const finder = new PitchCandidateFinder(settings);
  for (let i = 0; i < frames; i++) finder.find(sound, Math.round(i * hop * settings.pitchRateHz), candidates);
  return candidates;
}

/** True pitch at a time: 0 for none, NaN where the truth changes between its steps and nobody can say. */
function truthAt(known: KnownPitch, seconds: number): number {
  const position = seconds / known.stepSeconds;
  const before = Math.floor(position + 1e-9);
  const rest = position - before;
  const a = known.frequencyHz[before] ?? Number.NaN;
  const b = known.frequencyHz[Math.min(before + 1, known.frequencyHz.length - 1)] ?? Number.NaN;
  if (rest < 0.01) return a;
  if (a > 0 === b > 0) return a + (b - a) * rest;
  if (rest < 0.25) return a;
  return rest > 0.75 ? b : Number.NaN;
}

function examplesOf(sounds: readonly KnownPitch[], settings: RegisterSettings): Examples {
  const inputs: number[] = [];
  const first: number[] = [];
  const right: number[] = [];
  const input = new Float64Array(CANDIDATE_INPUTS);
  for (const known of sounds) {
    const candidates = candidatesOf(known, settings);
    const reader = new CandidateInputs(candidates, settings.pitchCentreHz);
    const firstOf = candidates.first.values;
    for (let i = 0; i < candidates.frames; i++) {
      const at = firstOf[i];
      const count = firstOf[i + 1] - at;
      const truth = truthAt(known, i * settings.pitchHopSeconds);
      let best = -1;
      let distance = RIGHT;
      for (let c = 0; c < count; c++) {
        const away = Math.abs(candidates.frequencyHz.values[at + c] / truth - 1);
        if (away < distance) {
          distance = away;
          best = c;
        }
      }
      // A voiced frame without the right candidate teaches nothing.
      if (Number.isNaN(truth) || (truth > 0 && best < 0)) continue;
      first.push(inputs.length / CANDIDATE_INPUTS);
      right.push(truth > 0 ? best : -1);
      for (let c = 0; c < count; c++) {
        reader.read(i, at + c, input);
        inputs.push(...input);
      }
    }
  }
  first.push(inputs.length / CANDIDATE_INPUTS);
  return { inputs: Float32Array.from(inputs), first: Int32Array.from(first), right: Int8Array.from(right) };
}

/** Adam (Kingma and Ba 2015) on batches of frames. */
function learn(examples: Examples, hidden: number, lean: number): CandidateModel {
  const size = CANDIDATE_INPUTS;
  const { inputs, first, right } = examples;
  const frames = right.length;
  const count = inputs.length / size;
  const mean = new Float64Array(size);
  const deviation = new Float64Array(size);
  for (let i = 0; i < inputs.length; i++) mean[i % size] += inputs[i] / count;
  for (let i = 0; i < inputs.length; i++) deviation[i % size] += (inputs[i] - mean[i % size]) ** 2 / count;
  for (let k = 0; k < size; k++) deviation[k] = Math.sqrt(deviation[k]) + 1e-6;
  const scaled = inputs.map((value, i) => (value - mean[i % size]) / deviation[i % size]);
  // Hidden weights, hidden biases, output weights, output bias in one row.
  const biasAt = hidden * size;
  const outputAt = biasAt + hidden;
  const length = outputAt + hidden + 1;
  const gauss = gaussianNumbers(4);
  const random = randomNumbers(5);
  const weights = new Float64Array(length);
  for (let k = 0; k < biasAt; k++) weights[k] = gauss() / Math.sqrt(size);
  for (let k = outputAt; k < length - 1; k++) weights[k] = 0.3 * gauss();
  weights[length - 1] = -1;
  const momentum = new Float64Array(length);
  const velocity = new Float64Array(length);
  const gradient = new Float64Array(length);
  const activation = new Float64Array(CANDIDATES_PER_FRAME * hidden);
  const odds = new Float64Array(CANDIDATES_PER_FRAME);
  const order = Int32Array.from({ length: frames }, (_, i) => i);
  const batches = Math.floor(frames / BATCH);
  const steps = ROUNDS * batches;
  for (let step = 1; step <= steps; step++) {
    const batch = (step - 1) % batches;
    if (batch === 0) for (let i = frames - 1; i > 0; i--) swap(order, i, Math.floor(random() * (i + 1)));
    gradient.fill(0);
    for (let b = 0; b < BATCH; b++) {
      const frame = order[batch * BATCH + b];
      const from = first[frame];
      const choices = first[frame + 1] - from;
      let total = 1;
      for (let c = 0; c < choices; c++) {
        let sum = weights[length - 1];
        for (let h = 0; h < hidden; h++) {
          let value = weights[biasAt + h];
          for (let k = 0; k < size; k++) value += weights[h * size + k] * scaled[(from + c) * size + k];
          const unit = Math.tanh(value);
          activation[c * hidden + h] = unit;
          sum += weights[outputAt + h] * unit;
        }
        odds[c] = Math.exp(Math.max(-30, Math.min(30, sum)));
        total += odds[c];
      }
      for (let c = 0; c < choices; c++) {
        const error = (odds[c] / total - (right[frame] === c ? 1 : 0)) / BATCH;
        gradient[length - 1] += error;
        for (let h = 0; h < hidden; h++) {
          const unit = activation[c * hidden + h];
          gradient[outputAt + h] += error * unit;
          const back = error * weights[outputAt + h] * (1 - unit * unit);
          gradient[biasAt + h] += back;
          for (let k = 0; k < size; k++) gradient[h * size + k] += back * scaled[(from + c) * size + k];
        }
      }
    }
    const rate = RATE * (1 - step / (steps + 1)) + 1e-4;
    for (let k = 0; k < length; k++) {
      const pull = k < biasAt || k >= outputAt ? DECAY * weights[k] : 0;
      const slope = gradient[k] + pull;
      momentum[k] = 0.9 * momentum[k] + 0.1 * slope;
      velocity[k] = 0.999 * velocity[k] + 0.001 * slope * slope;
      weights[k] -= (rate * (momentum[k] / (1 - 0.9 ** step))) / (Math.sqrt(velocity[k] / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  const rows = Array.from({ length: hidden }, (_, h) => Array.from(weights.subarray(h * size, (h + 1) * size)));
  return {
    hiddenWeights: rows.flatMap((row) => row.map((weight, k) => plain(weight / (deviation[k] ?? 1)))),
    hiddenBias: rows.map((row, h) =>
      plain(
        weights[biasAt + h] - row.reduce((sum, weight, k) => sum + (weight * (mean[k] ?? 0)) / (deviation[k] ?? 1), 0),
      ),
    ),
    outputWeights: Array.from(weights.subarray(outputAt, outputAt + hidden), plain),
    outputBias: plain(weights[length - 1] + lean),
  };
}

function swap(order: Int32Array, i: number, j: number): void {
  const kept = order[i];
  order[i] = order[j];
  order[j] = kept;
}

/** Three digits are enough; a linter takes a fourth for a misspelt constant. */
function plain(weight: number): number {
  return Number(weight.toPrecision(3));
}

/** Share of frames with a wrong voicing decision or a pitch over 20 % off. */
function measure(sounds: readonly KnownPitch[], settings: RegisterSettings, candidateModel: CandidateModel): string {
  let frames = 0;
  let wrong = 0;
  for (const known of sounds) {
    const candidates = candidatesOf(known, settings);
    const logOdds = candidateLogOdds(candidates, settings.pitchCentreHz, candidateModel);
    const { choice } = findPitchPath(candidates, logOdds, settings.pitchHopSeconds, PATH_COSTS);
    known.frequencyHz.forEach((truth, i) => {
      const frame = Math.min(choice.length - 1, Math.round((i * known.stepSeconds) / settings.pitchHopSeconds + 1e-6));
      const chosen = choice[frame] ?? -1;
      const found = chosen < 0 ? 0 : candidates.frequencyHz.values[candidates.first.values[frame] + chosen];
      frames++;
      if (found > 0 !== truth > 0 || (truth > 0 && Math.abs(found / truth - 1) > 0.2)) wrong++;
    });
  }
  return `${((100 * wrong) / frames).toFixed(2)} % of frames`;
}

async function write(
  name: string,
  head: string,
  { hiddenWeights, hiddenBias, outputWeights, outputBias }: CandidateModel,
) {
  const list = (values: readonly number[]) => `[${values.join(", ")}]`;
  const text = `${head}: CandidateModel = {
  hiddenWeights: ${list(hiddenWeights)},
  hiddenBias: ${list(hiddenBias)},
  outputWeights: ${list(outputWeights)},
  outputBias: ${outputBias},
};
`;
  await writeFile(new URL(`../src/pitch/${name}.ts`, import.meta.url), text);
}

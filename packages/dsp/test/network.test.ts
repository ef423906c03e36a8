import { describe, expect, it } from "vitest";
import { CANDIDATE_MODEL } from "../src/pitch/candidate-model.js";
import { Network } from "../src/pitch/network.js";
import { gaussianNumbers } from "./synthesize-voice.js";

describe("Network", () => {
  it("says the same to the last bit in WebAssembly and in plain TypeScript, far out too", () => {
    const gauss = gaussianNumbers(7);
    for (const weights of [CANDIDATE_MODEL.choice, CANDIDATE_MODEL.voicing]) {
      const [fast, plain] = [new Network(weights), new Network(weights, null)];
      for (const scale of [0.1, 1, 100]) {
        const input = Float64Array.from(
          { length: weights.hiddenWeights.length / weights.hiddenBias.length },
          () => scale * gauss(),
        );
        expect(fast.run(input)).toBe(plain.run(input));
      }
    }
  });

  it("says of several rows at once what it says of each", () => {
    const gauss = gaussianNumbers(8);
    for (const kernels of [undefined, null]) {
      const network = new Network(CANDIDATE_MODEL.choice, kernels);
      const inputs = CANDIDATE_MODEL.choice.hiddenWeights.length / CANDIDATE_MODEL.choice.hiddenBias.length;
      for (const count of [0, 1, 2, 5]) {
        const given = Float64Array.from({ length: count * inputs }, gauss);
        const rows = network.rows(count);
        rows.set(given);
        const together = network.runRows(rows, count).slice();
        const alone = Float64Array.from({ length: count }, (_, i) =>
          network.run(given.subarray(i * inputs, (i + 1) * inputs)),
        );
        expect(together).toEqual(alone);
      }
    }
  });

  it("sums hyperbolic tangents of weighted sums", () => {
    const weights = {
      hiddenWeights: [1, 2, 3, 4, -5, 6, 0.5, 0],
      hiddenBias: [0.1, -0.2, 9, -9],
      outputWeights: [1, 2, 3, -4],
      outputBias: 0.25,
    };
    const [x, y] = [0.3, -0.4];
    const units = [x + 2 * y + 0.1, 3 * x + 4 * y - 0.2, -5 * x + 6 * y + 9, 0.5 * x - 9].map(Math.tanh);
    const truth = units.reduce((sum, unit, i) => sum + unit * weights.outputWeights[i], weights.outputBias);
    expect(new Network(weights).run(Float64Array.of(x, y))).toBeCloseTo(truth, 3);
  });
});

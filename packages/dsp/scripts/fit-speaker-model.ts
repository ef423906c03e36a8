import { CORE_FILTERS, completeVoice, IDENTITY_AXES, LASTING_TRAITS } from "../src/summary/speaker-identity.js";
import type { SpeakerModel } from "../src/summary/speaker-model.js";
import { MEL_FILTERS } from "../src/timbre/mel-cepstrum.js";
import { type DenseMatrix, eigen, product, transposed } from "./dense-matrix.js";
import type { SpeakerSample } from "./speaker-samples.js";

const LEVELS = MEL_FILTERS - CORE_FILTERS[0];
const CORE = CORE_FILTERS[1] - CORE_FILTERS[0];
const COEFFICIENTS = 12;
/** Added to the variances, as shares of them: the population is small. */
const TRAIT_RIDGE = 0.03;
/** How far covariances are drawn to their diagonals. */
const WITHIN_SHRINKAGE = 0.1;
const BETWEEN_SHRINKAGE = 0.1;

/** Learns what tells these speakers apart. The levels count by their first twelve cepstral coefficients, which is all that few speakers can teach. */
export function fitSpeakerModel(samples: readonly SpeakerSample[]): SpeakerModel {
  const clean = samples.filter(({ channel }) => channel === "clean").map(({ traits }) => traits);
  const mean = Array.from({ length: LASTING_TRAITS }, (_, k) => meanOf(clean.map((t) => t[k]).filter(Number.isFinite)));
  const covariance = covarianceOf(clean.map((t) => t.map((value, k) => (Number.isNaN(value) ? 0 : value - mean[k]))));
  covariance.forEach((row, k) => {
    row[k] *= 1 + TRAIT_RIDGE;
  });
  const without: SpeakerModel = {
    mean,
    covariance: covariance.flatMap((row, i) => row.slice(0, i + 1)),
    foretoldDeviation: foretoldDeviation(covariance),
    axes: [],
  };
  const basis = cepstralBasis();
  const points = samples.map(({ traits }) => {
    const complete = completeVoice(traits, without);
    return basis.map((row) => row.reduce((sum, b, k) => sum + b * (complete[k] - mean[k]), 0));
  });
  const { within, between } = scatter(samples, points);
  const spheres = eigen(within);
  const whiten = spheres.vectors.map((v, k) => v.map((x) => x / Math.sqrt(spheres.values[k])));
  const { vectors } = eigen(drawnToDiagonal(product(product(whiten, between), transposed(whiten)), BETWEEN_SHRINKAGE));
  const axes = product(product(vectors.slice(0, IDENTITY_AXES), whiten), basis).map((axis) => {
    // Positive where the voice is high.
    const sign = axis[LASTING_TRAITS - 1] < 0 ? -1 : 1;
    return axis.map((x) => sign * x);
  });
  return { ...without, axes: axes.flat() };
}

/** Rows: c1 to c12 of the levels, then the five other traits as they are. */
function cepstralBasis(): DenseMatrix {
  return Array.from({ length: COEFFICIENTS + LASTING_TRAITS - LEVELS }, (_, r) =>
    Array.from({ length: LASTING_TRAITS }, (_, k) => {
      if (r >= COEFFICIENTS) return k === LEVELS + r - COEFFICIENTS ? 1 : 0;
      return k < LEVELS ? Math.sqrt(2 / LEVELS) * Math.cos((Math.PI * (r + 1) * (k + 0.5)) / LEVELS) : 0;
    }),
  );
}

/** Deviation of each level above the core given the core: from the Schur complement, by elimination. */
function foretoldDeviation(covariance: DenseMatrix): number[] {
  return Array.from({ length: LEVELS - CORE }, (_, above) => {
    const order = [...Array.from({ length: CORE }, (_, k) => k), CORE + above];
    const a = order.map((i) => order.map((j) => covariance[i][j]));
    for (let k = 0; k < CORE; k++) {
      for (let i = k + 1; i <= CORE; i++) {
        const factor = a[i][k] / a[k][k];
        for (let j = k; j <= CORE; j++) a[i][j] -= factor * a[k][j];
      }
    }
    return Math.sqrt(a[CORE][CORE]);
  });
}

/** Within: each speaker's recordings around the mean of the clean ones. Between: the speakers' calm means around theirs. */
function scatter(
  samples: readonly SpeakerSample[],
  points: DenseMatrix,
): { within: DenseMatrix; between: DenseMatrix } {
  const deviations: DenseMatrix = [];
  const means: DenseMatrix = [];
  for (const speaker of new Set(samples.map((sample) => sample.speaker))) {
    const own = samples.map((sample, i) => ({ sample, point: points[i] })).filter((s) => s.sample.speaker === speaker);
    const centre = meanRow(own.filter((s) => s.sample.channel === "clean").map((s) => s.point));
    for (const { point } of own) deviations.push(point.map((x, k) => x - centre[k]));
    means.push(meanRow(own.filter((s) => s.sample.channel === "clean" && s.sample.calm).map((s) => s.point)));
  }
  const middle = meanRow(means);
  return {
    within: drawnToDiagonal(covarianceOf(deviations), WITHIN_SHRINKAGE),
    between: covarianceOf(means.map((row) => row.map((x, k) => x - middle[k]))),
  };
}

function drawnToDiagonal(matrix: DenseMatrix, share: number): DenseMatrix {
  return matrix.map((row, i) => row.map((x, j) => (i === j ? x : (1 - share) * x)));
}

/** Of rows whose mean is 0. */
function covarianceOf(rows: DenseMatrix): DenseMatrix {
  return product(transposed(rows), rows).map((row) => row.map((x) => x / (rows.length - 1)));
}

function meanRow(rows: DenseMatrix): number[] {
  return transposed(rows).map(meanOf);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

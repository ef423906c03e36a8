import type { Kernels } from "../signal/kernels.js";

/** More delays than asked for that the kernels sum along; nobody reads them. */
const SPARE = 13;

/** What one prediction works on. */
export interface PredictorRoom {
  /** The frame: `order` samples and `length` more. */
  readonly frame: Float64Array;
  /** Of each of the last `length` samples, and what it is told by. */
  readonly window: Float64Array;
  readonly weights: Float64Array;
  /** The last `length` samples under a window, with only zeros before. */
  readonly windowed: Float64Array;
  /** Of delays 0 to `order`. */
  readonly correlation: Float64Array;
  /** Coefficients of the predictor, and those of the order before. */
  readonly coefficients: Float64Array;
  readonly previous: Float64Array;
  /** Magnitudes of what it leaves of the last `length` samples. */
  readonly residual: Float64Array;
  /** Covariances of delays 0 to `order`, in rows of `stride`: the lower triangle. */
  readonly covariance: Float64Array;
  readonly stride: number;
}

/** Room for the prediction of `length` samples, in an array of its own or in the kernels' memory: there it is anybody's who asks for the same order and length. */
export function predictorRoom(order: number, length: number, kernels: Kernels | null): PredictorRoom {
  const size = shareOut(new Float64Array(4096), 0, order, length).end;
  if (kernels === null) return shareOut(new Float64Array(size), 0, order, length).room;
  const place = kernels.table(`predictor of ${order} for ${length}`, () => new Float64Array(size));
  return shareOut(kernels.numbers, place / 8, order, length).room;
}

/** Shares out `numbers` from `at` on. */
function shareOut(numbers: Float64Array, at: number, order: number, length: number) {
  let end = at;
  const take = (before: number, count: number, after = SPARE + 1) => {
    end += before;
    const view = numbers.subarray(end, end + count);
    end += count + after;
    return view;
  };
  const stride = order + SPARE;
  const room: PredictorRoom = {
    frame: take(SPARE, order + length),
    window: take(0, length),
    weights: take(0, length),
    windowed: take(order + SPARE, length),
    correlation: take(0, order + 1),
    coefficients: take(0, order),
    previous: take(0, order),
    residual: take(0, length),
    covariance: take(0, (order + 1) * stride),
    stride,
  };
  return { room, end };
}

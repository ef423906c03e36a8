import type { ChannelStream, ShapingFilter } from "./channel-stream.js";

/**
 * Temporal noise shaping (ISO/IEC 14496-3, 4.6.9): an all-pole filter along the frequency axis of each window, from the
 * highest band down.
 */
export function shapeNoise({ info, shaping, spectrum }: ChannelStream): void {
  const { offsets, bandCount, maximumShapedBands } = info.bands;
  const highest = Math.min(maximumShapedBands, info.bandCount);
  shaping.forEach((filters, window) => {
    const origin = window * info.windowSamples;
    let top = bandCount;
    for (const filter of filters) {
      const bottom = Math.max(0, top - filter.bandCount);
      const start = origin + (offsets[Math.min(bottom, highest)] as number);
      const end = origin + (offsets[Math.min(top, highest)] as number);
      if (end > start && filter.reflections.length > 0) applyFilter(spectrum, filter, start, end);
      top = bottom;
    }
  });
}

function applyFilter(spectrum: Float64Array, filter: ShapingFilter, start: number, end: number): void {
  const coefficients = predictor(filter.reflections);
  const order = coefficients.length;
  const step = filter.isDownward ? -1 : 1;
  const first = filter.isDownward ? end - 1 : start;
  for (let n = 0; n < end - start; n++) {
    const at = first + n * step;
    let value = spectrum[at] as number;
    for (let lag = 1; lag <= Math.min(n, order); lag++) {
      value -= (coefficients[lag - 1] as number) * (spectrum[at - lag * step] as number);
    }
    spectrum[at] = value;
  }
}

/** Predictor coefficients from reflection coefficients, by the step-up recursion. */
function predictor(reflections: readonly number[]): number[] {
  let coefficients: number[] = [];
  reflections.forEach((reflection, order) => {
    coefficients = [
      ...coefficients.map((value, i) => value + reflection * (coefficients[order - 1 - i] as number)),
      reflection,
    ];
  });
  return coefficients;
}

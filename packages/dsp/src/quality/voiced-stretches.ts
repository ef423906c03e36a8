/** Voiced frames in a row. */
export interface VoicedStretch {
  /** First and last frame. */
  readonly firstFrame: number;
  readonly lastFrame: number;
}

/**
 * Runs of voiced frames: those whose pitch is a number within `rangeHz`.
 *
 * @example
 * ```ts
 * voicedStretches(Float64Array.of(Number.NaN, 100, 101, Number.NaN), [30, 1100]); // [{ firstFrame: 1, lastFrame: 2 }]
 * ```
 */
export function voicedStretches(
  frequencyHz: Float64Array,
  [lowestHz, highestHz]: readonly [number, number],
): VoicedStretch[] {
  const stretches: VoicedStretch[] = [];
  let first = -1;
  for (let i = 0; i <= frequencyHz.length; i++) {
    const isVoiced = i < frequencyHz.length && frequencyHz[i] >= lowestHz && frequencyHz[i] <= highestHz;
    if (isVoiced && first < 0) first = i;
    if (!isVoiced && first >= 0) {
      stretches.push({ firstFrame: first, lastFrame: i - 1 });
      first = -1;
    }
  }
  return stretches;
}

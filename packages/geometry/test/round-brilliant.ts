/**
 * The planes of a published round brilliant: tiers of angle from the axis in degrees (negative for the pavilion), distance,
 * number of facets, and the first facet's turn as a part of the step.
 */
const TIERS: readonly (readonly [number, number, number, number])[] = [
  [-90, 1.02653281, 16, 0.5],
  [-42.5, 0.61819401, 16, 0.5],
  [-41.5, 0.61701256, 8, 0],
  [34, 0.6844447, 16, 0.5],
  [28, 0.6089643, 8, 0],
  [16, 0.50613241, 8, 0.5],
  [0, 0.36450932, 1, 0],
];

/** 73 half-spaces that meet in 57 corners. */
export function roundBrilliant(): Float64Array {
  const numbers: number[] = [];
  for (const [angleDegrees, distance, facets, turn] of TIERS) {
    const angle = (Math.abs(angleDegrees) * Math.PI) / 180;
    const up = angleDegrees < 0 ? -1 : 1;
    for (let i = 0; i < facets; i++) {
      const azimuth = ((i + turn) * 2 * Math.PI) / facets;
      numbers.push(
        Math.sin(angle) * Math.cos(azimuth),
        Math.sin(angle) * Math.sin(azimuth),
        up * Math.cos(angle),
        distance,
      );
    }
  }
  return Float64Array.from(numbers);
}

/** The middle of the bounding box of some points, and how far they reach from it. */
export function sphereAround(points: Float64Array): Float64Array {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  points.forEach((value, i) => {
    low[i % 3] = Math.min(low[i % 3], value);
    high[i % 3] = Math.max(high[i % 3], value);
  });
  const middle = low.map((value, axis) => (value + high[axis]) / 2);
  let reach = 0;
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i] - middle[0];
    const y = points[i + 1] - middle[1];
    const z = points[i + 2] - middle[2];
    reach = Math.max(reach, x * x + y * y + z * z);
  }
  return Float64Array.of(...middle, Math.sqrt(reach));
}

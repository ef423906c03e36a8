/** Numbers from 0 to below 1 that are the same in every run (xorshift32, Marsaglia 2003). */
export function seededRandom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

/** A direction, all of them equally likely. */
export function randomDirection(random: () => number): [number, number, number] {
  for (;;) {
    const v = [random() * 2 - 1, random() * 2 - 1, random() * 2 - 1];
    const length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    if (length > 0.1 && length < 1) return [v[0] / length, v[1] / length, v[2] / length];
  }
}

/** A unit quaternion x, y, z, w. */
export function randomRotation(random: () => number): number[] {
  for (;;) {
    const q = [random() * 2 - 1, random() * 2 - 1, random() * 2 - 1, random() * 2 - 1];
    const length = Math.sqrt(q.reduce((sum, x) => sum + x * x, 0));
    if (length > 0.1 && length < 1) return q.map((x) => x / length);
  }
}

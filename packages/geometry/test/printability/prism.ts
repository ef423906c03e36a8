import type { MeasurableMesh } from "../../src/index.js";

/** What a simple polygon, counter-clockwise, sweeps along z; triangulated by cutting ears. */
export function prism(outline: readonly (readonly [number, number])[], depth: number): MeasurableMesh {
  const size = outline.length;
  const turn = (a: number, b: number, c: number): number =>
    (outline[b][0] - outline[a][0]) * (outline[c][1] - outline[a][1]) -
    (outline[b][1] - outline[a][1]) * (outline[c][0] - outline[a][0]);
  const left = outline.map((_, i) => i);
  const ears: number[][] = [];
  while (left.length > 2) {
    const at = left.findIndex((b, i) => {
      const [a, c] = [left[(i + left.length - 1) % left.length], left[(i + 1) % left.length]];
      const holds = (p: number) => turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0;
      return turn(a, b, c) > 0 && left.every((p) => p === a || p === b || p === c || !holds(p));
    });
    const [a, c] = [left[(at + left.length - 1) % left.length], left[(at + 1) % left.length]];
    ears.push([a, left[at], c]);
    left.splice(at, 1);
  }
  const walls = outline.flatMap((_, i) => {
    const next = (i + 1) % size;
    return [i, next, size + next, i, size + next, size + i];
  });
  const caps = ears.flatMap(([a, b, c]) => [a, c, b, size + a, size + b, size + c]);
  return {
    positions: Float64Array.from([0, depth].flatMap((z) => outline.flatMap(([x, y]) => [x, y, z]))),
    triangles: Uint32Array.from([...caps, ...walls]),
  };
}

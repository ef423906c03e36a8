import type { GemBody } from "../src/index.js";

/** A gem that is one upright block standing on z = 0: every measure of it is known. */
export function blockGem(widthMm: number, depthMm: number, heightMm: number, hueSpreadDegrees = 0): GemBody {
  const [x, y, z] = [widthMm / 2, depthMm / 2, heightMm];
  const corner = (index: number): number[] => [index & 1 ? x : -x, index & 2 ? y : -y, index & 4 ? z : 0];
  const sides = [
    { normal: [1, 0, 0], distance: x, loop: [1, 3, 7, 5] },
    { normal: [-1, 0, 0], distance: x, loop: [0, 4, 6, 2] },
    { normal: [0, 1, 0], distance: y, loop: [2, 6, 7, 3] },
    { normal: [0, -1, 0], distance: y, loop: [0, 1, 5, 4] },
    { normal: [0, 0, 1], distance: z, loop: [4, 5, 7, 6] },
    { normal: [0, 0, -1], distance: 0, loop: [0, 2, 3, 1] },
  ] as const;
  return {
    crystals: [{ halfSpaces: Float64Array.from(sides.flatMap(({ normal, distance }) => [...normal, distance])) }],
    color: {
      lightness: 0.5,
      chroma: 0.15,
      hueDegrees: 300,
      hueSpreadDegrees,
      linearSrgb: [0.2, 0.08, 0.42],
    },
    mesh: {
      positions: Float32Array.from([0, 1, 2, 3, 4, 5, 6, 7].flatMap(corner)),
      triangles: Uint32Array.from(sides.flatMap(({ loop: [a, b, c, d] }) => [a, b, c, a, c, d])),
      facetOfTriangle: Uint32Array.from(sides.flatMap((_, side) => [side, side])),
      facets: sides.map(({ normal }, halfSpace) => ({ solid: 0, halfSpace, normal })),
    },
  };
}

import { bounds, intersectHalfSpaces } from "@vocalith/geometry";
import createModule, { type ManifoldToplevel } from "manifold-3d";
import type { Gem } from "vocalith";

/** What a visitor sees of a stone, as numbers, from its solid and its colour alone. */
export interface StoneMeasures {
  /** OKLCH lightness, 0 to 1. */
  readonly lightness: number;
  /** OKLCH chroma. */
  readonly chroma: number;
  readonly crystals: number;
  /** Volume over that of the convex hull: 1 for a stone in one piece. */
  readonly solidity: number;
  /** Height over the larger side of the base. */
  readonly height: number;
  /** How unevenly the sides of the heart stand out: deviation of their distances from the axis over their mean. */
  readonly sideUnevenness: number;
  /** How different in length the crystals are that broke out: deviation over mean; 0 with fewer than two. */
  readonly crystalUnevenness: number;
}

let loading: Promise<ManifoldToplevel> | undefined;

/** Measures a stone. */
export async function measureStone(gem: Gem): Promise<StoneMeasures> {
  const { minimum, maximum } = bounds(gem.mesh.positions);
  const [width, depth, height] = maximum.map((high, axis) => high - minimum[axis]);
  return {
    lightness: gem.color.lightness,
    chroma: gem.color.chroma,
    crystals: gem.crystals.length,
    solidity: gem.measure().volumeMm3 / (await hullVolumeOf(gem.mesh.positions)),
    height: height / Math.max(width, depth),
    sideUnevenness: unevenness(sideDistances(gem.crystals[0].halfSpaces)),
    crystalUnevenness: unevenness(gem.crystals.slice(1).map(({ halfSpaces }) => lengthOf(halfSpaces))),
  };
}

async function hullVolumeOf(positions: Float32Array): Promise<number> {
  loading ??= createModule().then((module) => {
    module.setup();
    return module;
  });
  const { Manifold } = await loading;
  const points = Array.from(
    { length: positions.length / 3 },
    (_, i) => [...positions.subarray(3 * i, 3 * i + 3)] as [number, number, number],
  );
  const hull = Manifold.hull(points);
  const volume = hull.volume();
  hull.delete();
  return volume;
}

/** Distances of a crystal's upright faces from its middle. */
function sideDistances(halfSpaces: Float64Array): number[] {
  const { vertices } = intersectHalfSpaces(halfSpaces);
  const count = vertices.length / 3;
  const middle = [0, 1, 2].map((axis) => {
    let sum = 0;
    for (let i = axis; i < vertices.length; i += 3) sum += vertices[i];
    return sum / count;
  });
  const distances: number[] = [];
  for (let i = 0; i < halfSpaces.length; i += 4) {
    const [x, y, z, distance] = halfSpaces.subarray(i, i + 4);
    if (Math.abs(z) < 1e-6) distances.push(distance - x * middle[0] - y * middle[1]);
  }
  return distances;
}

/** The largest distance between two corners of a crystal. */
function lengthOf(halfSpaces: Float64Array): number {
  const { vertices } = intersectHalfSpaces(halfSpaces);
  let longest = 0;
  for (let i = 0; i < vertices.length; i += 3) {
    for (let j = 0; j < i; j += 3) {
      const [x, y, z] = [0, 1, 2].map((axis) => vertices[i + axis] - vertices[j + axis]);
      longest = Math.max(longest, Math.sqrt(x * x + y * y + z * z));
    }
  }
  return longest;
}

/** Deviation over mean; 0 of fewer than two values. */
function unevenness(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / values.length;
  return Math.sqrt(squares) / mean;
}

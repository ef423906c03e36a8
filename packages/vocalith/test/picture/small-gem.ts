import { intersectHalfSpaces, unite } from "@vocalith/geometry";
import type { DrawnGem, GemColor } from "../../src/index.js";

export const VIOLET: GemColor = {
  lightness: 0.45,
  chroma: 0.2,
  hueDegrees: 300,
  hueSpreadDegrees: 0,
  linearSrgb: [0.2, 0.04, 0.55],
};
export const GOLDEN: GemColor = {
  lightness: 0.72,
  chroma: 0.16,
  hueDegrees: 80,
  hueSpreadDegrees: 20,
  linearSrgb: [0.75, 0.35, 0.02],
};

/** Half-spaces of a four-sided prism with a pointed roof, standing on z = 0; sides lean by `lean` of their height. */
export function obelisk(x: number, y: number, half: number, height: number, lean = 0): Float64Array {
  const planes: number[] = [0, 0, -1, 0];
  const add = (nx: number, ny: number, nz: number, px: number, py: number, pz: number): void => {
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    planes.push(nx / length, ny / length, nz / length, (nx * px + ny * py + nz * pz) / length);
  };
  for (const [dx, dy] of [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ]) {
    add(dx, dy, lean * dx, x + half * dx, y + half * dy, 0);
    add(dx, dy, 1, x, y, height);
  }
  return Float64Array.from(planes);
}

/** A gem made by hand of crystals, so that no change of the law changes its picture. */
export async function smallGem(
  crystals: readonly Float64Array[],
  color: GemColor,
  individuals?: DrawnGem["individuals"],
): Promise<DrawnGem> {
  const mesh = await unite(crystals.map((halfSpaces) => intersectHalfSpaces(halfSpaces)));
  return { crystals: crystals.map((halfSpaces) => ({ halfSpaces })), color, mesh, ...(individuals && { individuals }) };
}

import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";
import { bounds } from "@vocalith/geometry";
import type { Gem, GemColor } from "./gem.js";

/** Points along the longest side of the box that is looked through. */
const GRID = 64;
/** A step of 0.3 in OKLab, as from ruby to sapphire, counts as much as a solid with nothing in common. */
const COLOR_SCALE = 0.3;

/**
 * How far two stones lie apart to somebody who looks at them, 0 (the same) to 2: the share of their common volume that only one of them
 * fills, each at a longest side of 1 and standing on its middle (1 - intersection over union, the distance of Jaccard 1901), and the
 * difference of their colours in OKLab (Ottosson 2020) as a share of 0.3, at most 1; of twins the mean over the two stones, in order, and a single
 * stone is compared with both. A function of the solids and colours alone, never of
 * the codes. Volumes are counted on a grid of 64 points a side: two sizes of one stone may read up to about 0.01.
 *
 * @example
 * ```ts
 * import { cutGem, gemDistance } from "vocalith";
 * declare const [first, second]: string[];
 * const distance = gemDistance(await cutGem(first), await cutGem(second));
 * ```
 */
export function gemDistance(a: Gem, b: Gem): number {
  return solidDistance(a, b) + Math.min(1, colorDistance(a, b) / COLOR_SCALE);
}

function solidDistance(a: Gem, b: Gem): number {
  const [first, second] = [fill(a), fill(b)];
  let both = 0;
  let either = 0;
  for (let i = 0; i < first.length; i++) {
    both += first[i] & second[i];
    either += first[i] | second[i];
  }
  return 1 - both / either;
}

/** Which points of the grid lie in a stone that stands in the middle of the grid's floor. */
function fill(gem: Gem): Uint8Array {
  const { minimum, maximum } = bounds(gem.mesh.positions);
  const extents = maximum.map((high, axis) => high - minimum[axis]);
  const step = Math.max(...extents) / GRID;
  const [startX, startY] = [0, 1].map((axis) => (minimum[axis] + maximum[axis] - GRID * step) / 2);
  const filled = new Uint8Array(GRID * GRID * GRID);
  for (const { halfSpaces } of gem.crystals) {
    for (let row = 0; row < GRID * GRID; row++) {
      const y = startY + ((row % GRID) + 0.5) * step;
      const z = minimum[2] + (Math.floor(row / GRID) + 0.5) * step;
      // A line along x meets a convex crystal in one piece.
      let low = Number.NEGATIVE_INFINITY;
      let high = Number.POSITIVE_INFINITY;
      for (let i = 0; i < halfSpaces.length && low < high; i += 4) {
        const room = halfSpaces[i + 3] - halfSpaces[i + 1] * y - halfSpaces[i + 2] * z;
        const slope = halfSpaces[i];
        if (Math.abs(slope) < 1e-12) {
          if (room < 0) high = low;
        } else if (slope > 0) high = Math.min(high, room / slope);
        else low = Math.max(low, room / slope);
      }
      const from = Math.max(0, Math.ceil((low - startX) / step - 0.5));
      const to = Math.min(GRID - 1, Math.floor((high - startX) / step - 0.5));
      for (let x = from; x <= to; x++) filled[row * GRID + x] = 1;
    }
  }
  return filled;
}

function colorDistance(a: Gem, b: Gem): number {
  const pairs = Math.max(a.individuals.length, b.individuals.length);
  let sum = 0;
  for (let i = 0; i < pairs; i++) {
    const [first, second] = [a, b].map(({ individuals }) =>
      okLab(individuals[Math.min(i, individuals.length - 1)].color),
    );
    const [l, u, v] = [0, 1, 2].map((k) => first[k] - second[k]);
    sum += Math.sqrt(l * l + u * u + v * v);
  }
  return sum / pairs;
}

function okLab({ lightness, chroma, hueDegrees }: GemColor): readonly [number, number, number] {
  const hue = (hueDegrees * Math.PI) / 180;
  return [lightness, chroma * cos(hue), chroma * sin(hue)];
}

import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";

/** A pinhole camera with a shifted lens; in units of the stone's radius, in the studio's axes. */
export interface Camera {
  readonly eye: readonly [number, number, number];
  /** The way through the picture's middle. */
  readonly forward: readonly [number, number, number];
  /** From the middle of a pixel to the next, for a way of length 1 forward. */
  readonly right: readonly [number, number, number];
  readonly down: readonly [number, number, number];
  /** The pixel that the way forward goes through. */
  readonly middlePx: readonly [number, number];
}

/** tan 11 degrees: half the angle of the picture's height. */
const TANGENT = 0.1943803091377184;
const SINE = 0.1908089953765448;

/**
 * Frames a stone as a photographer would: near enough to give it depth, its outline filling the picture to the share asked for.
 *
 * @param corners x, y, z of points whose outline is framed, about the middle of the stone.
 * @param fill Share of the picture's width or height that the outline takes.
 * @param middle Where the middle of the outline stands in the picture's height, 0 bottom to 1 top.
 */
export function frameStone(
  corners: Float64Array,
  widthPx: number,
  heightPx: number,
  elevationDegrees: number,
  fill: number,
  middle: number,
): Camera {
  const radians = (elevationDegrees * Math.PI) / 180;
  const rise = sin(radians);
  const back = cos(radians);
  const aspect = widthPx / heightPx;
  let distance = 1 / SINE;
  let shiftX = 0;
  let shiftY = 0;
  // The outline changes a little with the distance; it settles in some rounds.
  for (let round = 0; round < 16; round++) {
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < corners.length; i += 3) {
      const away = distance - corners[i + 1] * rise - corners[i + 2] * back;
      const x = corners[i] / (away * TANGENT * aspect);
      const y = (corners[i + 1] * back - corners[i + 2] * rise) / (away * TANGENT);
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = Math.min(bottom, y);
      top = Math.max(top, y);
    }
    shiftX = (left + right) / 2;
    shiftY = (bottom + top) / 2 - (2 * middle - 1);
    distance = Math.max(1.5, (distance * Math.max(right - left, top - bottom)) / 2 / fill);
  }
  const pixel = (2 * TANGENT) / heightPx;
  return {
    eye: [0, rise * distance, back * distance],
    forward: [0, -rise, -back],
    right: [pixel, 0, 0],
    down: [0, -back * pixel, rise * pixel],
    middlePx: [((1 - shiftX) * widthPx) / 2, ((1 + shiftY) * heightPx) / 2],
  };
}

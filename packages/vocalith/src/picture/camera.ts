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

/** Sets a ray's way, of length 1, to that through a point of the picture. */
export function wayThrough(
  { forward, right, down, middlePx }: Camera,
  column: number,
  row: number,
  ray: Float64Array,
): void {
  const u = column - middlePx[0];
  const v = row - middlePx[1];
  const x = forward[0] + u * right[0] + v * down[0];
  const y = forward[1] + u * right[1] + v * down[1];
  const z = forward[2] + u * right[2] + v * down[2];
  const length = 1 / Math.sqrt(x * x + y * y + z * z);
  ray[3] = x * length;
  ray[4] = y * length;
  ray[5] = z * length;
}

/** The point of the picture, as column and row, that a point of the studio is seen at. */
export function toPixel(
  { eye, forward, right, down, middlePx }: Camera,
  corners: Float64Array,
  at: number,
): [number, number] {
  const x = corners[at] - eye[0];
  const y = corners[at + 1] - eye[1];
  const z = corners[at + 2] - eye[2];
  const along = x * forward[0] + y * forward[1] + z * forward[2];
  const size = right[0] * right[0] + right[1] * right[1] + right[2] * right[2];
  return [
    middlePx[0] + (x * right[0] + y * right[1] + z * right[2]) / (along * size),
    middlePx[1] + (x * down[0] + y * down[1] + z * down[2]) / (along * size),
  ];
}

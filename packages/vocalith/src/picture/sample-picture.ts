import type { Camera } from "./camera.js";
import { addGroundLight } from "./ground.js";
import type { LightTracer } from "./light-tracer.js";
import { LAMPS } from "./studio.js";
import type { TracedStone } from "./traced-stone.js";

/** How finely a picture is sampled. */
export interface Sampling {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Most rays a pixel. */
  readonly samples: number;
  /** Told the share that is done after each part of the work. */
  readonly onProgress: (share: number) => void;
}

/** Pixels on a side of the squares that crystals are sorted into. */
const TILE_PX = 16;
/** Pixels of the picture on a side of one of the ground's, and rays in each. */
const GROUND_PX = 3;
const GROUND_SAMPLES = 4;
/** Difference from a neighbour, as seen, from which a pixel is uneven. */
const UNEVEN = 0.06;
/** Rays after which an uneven pixel is looked at again, and the spread among them from which it gets more. */
const SECOND_SAMPLES = 3;
const SPREAD = 0.09;
const THIRD_SAMPLES = 5;
const WIDE_SPREAD = 0.25;
/** A lone spark brighter than this is noise. */
const BRIGHTEST = 4;

/**
 * Takes a picture's light, red, green and blue of each pixel, linear: one ray a pixel, then more where neighbours or rays differ. The rays' places
 * in their pixels follow a fixed sequence, so nothing is random.
 */
export function samplePicture(
  stone: TracedStone,
  tracer: LightTracer,
  camera: Camera,
  { widthPx, heightPx, samples, onProgress }: Sampling,
): Float32Array {
  const light = new Float32Array(widthPx * heightPx * 3);
  const way = new Float64Array(3);
  const tiles = sortIntoTiles(stone, camera, widthPx, heightPx);
  const ground = sampleGround(stone, tracer, camera, widthPx, heightPx);
  onProgress(0.1);
  const sum = new Float64Array(3);

  const addRay = (column: number, row: number): number => {
    toward(camera, column, row, way);
    const tile =
      Math.min(tiles.rows - 1, Math.max(0, Math.floor(row / TILE_PX))) * tiles.columns +
      Math.min(tiles.columns - 1, Math.max(0, Math.floor(column / TILE_PX)));
    const list = tiles.crystals[tile];
    if (list.length > 0) {
      tracer.ray.set(camera.eye);
      tracer.ray.set(way, 3);
    }
    if (list.length > 0 && tracer.firstEntry(list)) {
      tracer.shade();
      for (let channel = 0; channel < 3; channel++) sum[channel] += Math.min(tracer.light[channel], BRIGHTEST);
      return tracer.entered;
    }
    for (let channel = 0; channel < 3; channel++) sum[channel] += groundAt(ground, row, column, channel);
    return -1;
  };

  // Once in the middle of every pixel.
  const facets = new Int32Array(widthPx * heightPx);
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      const pixel = row * widthPx + column;
      sum.fill(0);
      facets[pixel] = addRay(column + 0.5, row + 0.5);
      light.set(sum, 3 * pixel);
    }
    if (row % TILE_PX === 0) onProgress(0.1 + (0.3 * row) / heightPx);
  }
  if (samples === 1) return light;

  const first = light.slice();
  const seen = first.map(asSeen);
  const before = new Float64Array(3);
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      const pixel = row * widthPx + column;
      if (!isUneven(seen, facets, widthPx, heightPx, row, column)) continue;
      for (let channel = 0; channel < 3; channel++) sum[channel] = first[3 * pixel + channel];
      let taken = 1;
      let spread = 0;
      while (
        taken < samples &&
        (taken < SECOND_SAMPLES || spread > WIDE_SPREAD || (taken < THIRD_SAMPLES && spread > SPREAD))
      ) {
        before.set(sum);
        tracer.shiftSpectrum(2 * fraction(taken * 0.6180339887498949 + 0.5) - 1);
        addRay(column + fraction(0.5 + taken * 0.7548776662466927), row + fraction(0.5 + taken * 0.5698402909980532));
        for (let channel = 0; channel < 3; channel++) {
          const one = asSeen(sum[channel] - before[channel]);
          spread = Math.max(spread, Math.abs(one - seen[3 * pixel + channel]));
        }
        taken++;
      }
      for (let channel = 0; channel < 3; channel++) light[3 * pixel + channel] = sum[channel] / taken;
    }
    if (row % TILE_PX === 0) onProgress(0.4 + (0.6 * row) / heightPx);
  }
  tracer.shiftSpectrum(0);
  return light;
}

/** The way of the ray through a point of the picture, of length 1. */
function toward({ forward, right, down, middlePx }: Camera, column: number, row: number, way: Float64Array): void {
  const u = column - middlePx[0];
  const v = row - middlePx[1];
  const x = forward[0] + u * right[0] + v * down[0];
  const y = forward[1] + u * right[1] + v * down[1];
  const z = forward[2] + u * right[2] + v * down[2];
  const length = 1 / Math.sqrt(x * x + y * y + z * z);
  way[0] = x * length;
  way[1] = y * length;
  way[2] = z * length;
}

/** Light as the eye weighs it: steps of the same size look alike. */
function asSeen(light: number): number {
  return Math.sqrt(light / (light + 0.6));
}

function fraction(x: number): number {
  return x - Math.floor(x);
}

function isUneven(
  seen: Float32Array,
  facets: Int32Array,
  widthPx: number,
  heightPx: number,
  row: number,
  column: number,
): boolean {
  const pixel = row * widthPx + column;
  for (let side = 0; side < 4; side++) {
    const otherRow = row + (side === 0 ? -1 : side === 1 ? 1 : 0);
    const otherColumn = column + (side === 2 ? -1 : side === 3 ? 1 : 0);
    if (otherRow < 0 || otherRow >= heightPx || otherColumn < 0 || otherColumn >= widthPx) continue;
    const other = otherRow * widthPx + otherColumn;
    if (facets[other] !== facets[pixel]) return true;
    if (facets[pixel] < 0) continue;
    for (let channel = 0; channel < 3; channel++) {
      if (Math.abs(seen[3 * other + channel] - seen[3 * pixel + channel]) > UNEVEN) return true;
    }
  }
  return false;
}

/** The crystals that may be seen in each square of the picture. */
interface Tiles {
  readonly columns: number;
  readonly rows: number;
  readonly crystals: readonly Int32Array[];
}

function sortIntoTiles(stone: TracedStone, camera: Camera, widthPx: number, heightPx: number): Tiles {
  const columns = Math.ceil(widthPx / TILE_PX);
  const rows = Math.ceil(heightPx / TILE_PX);
  const lists: number[][] = Array.from({ length: columns * rows }, () => []);
  for (let crystal = 0; crystal < stone.crystalCount; crystal++) {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let corner = stone.firstCorner[crystal]; corner < stone.firstCorner[crystal + 1]; corner += 3) {
      const [column, row] = toPixel(camera, stone.corners, corner);
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
    const tileOf = (place: number, count: number): number =>
      Math.min(count - 1, Math.max(0, Math.floor(place / TILE_PX)));
    for (let j = tileOf(top - 1, rows); j <= tileOf(bottom + 1, rows); j++) {
      for (let i = tileOf(left - 1, columns); i <= tileOf(right + 1, columns); i++)
        lists[j * columns + i].push(crystal);
    }
  }
  return { columns, rows, crystals: lists.map((list) => Int32Array.from(list)) };
}

function toPixel({ eye, forward, right, down, middlePx }: Camera, corners: Float64Array, at: number): [number, number] {
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

/** Light of the ground, on coarser pixels than the picture's: nothing on it is sharp. */
interface Ground {
  readonly light: Float32Array;
  readonly columns: number;
  readonly rows: number;
}

function sampleGround(
  stone: TracedStone,
  tracer: LightTracer,
  camera: Camera,
  widthPx: number,
  heightPx: number,
): Ground {
  const columns = Math.ceil(widthPx / GROUND_PX);
  const rows = Math.ceil(heightPx / GROUND_PX);
  const light = new Float32Array(columns * rows * 3);
  const way = new Float64Array(3);
  const sum = new Float64Array(3);
  const [ex, ey, ez] = camera.eye;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      sum.fill(0);
      // Every pixel starts elsewhere in the sequence: what is left uneven is a fine grain, not bands.
      const shift = fraction(column * 0.7548776662466927 + row * 0.5698402909980532);
      for (let sample = 0; sample < GROUND_SAMPLES; sample++) {
        const at = (step: number): number => fraction(shift + (sample + 0.5) * step);
        toward(camera, (column + at(0.7548776662466927)) * GROUND_PX, (row + at(0.5698402909980532)) * GROUND_PX, way);
        if (way[1] > -1e-3) continue;
        const range = (stone.footHeight - ey) / way[1];
        const x = ex + way[0] * range;
        const z = ez + way[2] * range;
        if (x * x + z * z > 6) continue;
        addGroundLight(sum, stone, tracer, x, z, way[0], way[1], way[2], {
          lamp: sample % LAMPS.length,
          lampX: 2 * at(0.6180339887498949) - 1,
          lampY: 2 * at(0.324717957244746) - 1,
          glossX: 2 * at(0.8191725133961645) - 1,
          glossY: 2 * at(0.6710436067037893) - 1,
        });
      }
      const pixel = 3 * (row * columns + column);
      for (let channel = 0; channel < 3; channel++) light[pixel + channel] = sum[channel] / GROUND_SAMPLES;
    }
  }
  return { light: smoothed(light, columns, rows), columns, rows };
}

/** Each pixel mixed with its neighbours, 1 : 2 : 1 each way. */
function smoothed(light: Float32Array, columns: number, rows: number): Float32Array {
  const into = new Float32Array(light.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let side = 0; side < 9; side++) {
        const down = Math.floor(side / 3) - 1;
        const across = (side % 3) - 1;
        const share = ((2 - Math.abs(down)) * (2 - Math.abs(across))) / 16;
        const fromRow = Math.min(rows - 1, Math.max(0, row + down));
        const from = 3 * (fromRow * columns + Math.min(columns - 1, Math.max(0, column + across)));
        const to = 3 * (row * columns + column);
        for (let channel = 0; channel < 3; channel++) into[to + channel] += light[from + channel] * share;
      }
    }
  }
  return into;
}

function groundAt({ light, columns, rows }: Ground, row: number, column: number, channel: number): number {
  const y = Math.min(rows - 1, Math.max(0, row / GROUND_PX - 0.5));
  const x = Math.min(columns - 1, Math.max(0, column / GROUND_PX - 0.5));
  const top = Math.floor(y);
  const left = Math.floor(x);
  const below = Math.min(top + 1, rows - 1);
  const right = Math.min(left + 1, columns - 1);
  const fx = x - left;
  const upper =
    light[3 * (top * columns + left) + channel] * (1 - fx) + light[3 * (top * columns + right) + channel] * fx;
  const lower =
    light[3 * (below * columns + left) + channel] * (1 - fx) + light[3 * (below * columns + right) + channel] * fx;
  return upper + (lower - upper) * (y - top);
}

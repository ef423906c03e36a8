import { type Camera, toPixel, wayThrough } from "./camera.js";
import { Ground } from "./ground.js";
import type { LightTracer } from "./light-tracer.js";
import type { TracedStone } from "./traced-stone.js";

/** How finely a picture is sampled. */
export interface Sampling {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Most rays a pixel. */
  readonly samples: number;
}

/** Pixels on a side of the squares that crystals are sorted into. */
const TILE_PX = 16;
/** Difference from a neighbour, as seen, from which a pixel is uneven. */
const UNEVEN = 0.06;
/** Rays after which an uneven pixel is looked at again, and the spread among them from which it gets more. */
const SECOND_SAMPLES = 3;
const SPREAD = 0.09;
const THIRD_SAMPLES = 5;
const WIDE_SPREAD = 0.25;
/** A lone spark brighter than this is noise. */
const BRIGHTEST = 4;

/** What is known of a pixel after one ray: it stands apart from a neighbour in light or in facet, or all of it lies on one facet. */
const EVEN = 0;
const UNEVEN_LIGHT = 1;
const UNEVEN_FACETS = 2;

/**
 * Takes a picture's light, red, green and blue of each pixel, linear: one ray a pixel, then more where neighbours or rays differ. The rays' places
 * in their pixels follow a fixed sequence, so nothing is random. Gives the share that is done after each part of the work, a few ms of it.
 */
export function* samplePicture(
  stone: TracedStone,
  tracer: LightTracer,
  camera: Camera,
  { widthPx, heightPx, samples }: Sampling,
): Generator<number, Float32Array> {
  const light = new Float32Array(widthPx * heightPx * 3);
  const facets = new Int32Array(widthPx * heightPx).fill(-1);
  const tiles = sortIntoTiles(stone, camera, widthPx, heightPx);
  tracer.ray.set(camera.eye);

  // Once in the middle of every pixel.
  for (let row = 0; row < heightPx; row++) {
    const tileRow = Math.floor(row / TILE_PX) * tiles.columns;
    for (let column = 0; column < widthPx; column++) {
      const list = tiles.crystals[tileRow + Math.floor(column / TILE_PX)];
      if (list.length === 0) continue;
      wayThrough(camera, column + 0.5, row + 0.5, tracer.ray);
      if (!tracer.firstEntry(list)) continue;
      const pixel = row * widthPx + column;
      facets[pixel] = tracer.entered;
      tracer.shade();
      for (let channel = 0; channel < 3; channel++) {
        light[3 * pixel + channel] = Math.min(tracer.light[channel], BRIGHTEST);
      }
    }
    if (row % TILE_PX === 0) yield (0.3 * row) / heightPx;
  }
  const ground = new Ground(stone, tracer, camera, widthPx, heightPx, bareGround(stone, facets, widthPx));
  yield 0.4;
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      const pixel = row * widthPx + column;
      if (facets[pixel] < 0) ground.addLight(light, 3 * pixel, row + 0.5, column + 0.5);
    }
  }
  if (samples === 1) return light;

  const seen = light.map(asSeen);
  const first = new Float64Array(3);
  const sum = new Float64Array(3);
  tracer.ray.set(camera.eye);
  for (let row = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      const unevenness = unevennessOf(seen, facets, widthPx, heightPx, row, column);
      if (unevenness === EVEN) continue;
      const pixel = row * widthPx + column;
      for (let channel = 0; channel < 3; channel++) {
        sum[channel] = light[3 * pixel + channel];
        first[channel] = seen[3 * pixel + channel];
      }
      let taken = 1;
      let spread = 0;
      while (
        taken < samples &&
        (taken < SECOND_SAMPLES || spread > WIDE_SPREAD || (taken < THIRD_SAMPLES && spread > SPREAD))
      ) {
        tracer.shiftSpectrum(2 * fraction(taken * 0.6180339887498949 + 0.5) - 1);
        const across = column + fraction(0.5 + taken * 0.7548776662466927);
        const down = row + fraction(0.5 + taken * 0.5698402909980532);
        wayThrough(camera, across, down, tracer.ray);
        let isHit = true;
        if (unevenness === UNEVEN_LIGHT) tracer.enter(facets[pixel]);
        else {
          const list = tiles.crystals[Math.floor(row / TILE_PX) * tiles.columns + Math.floor(column / TILE_PX)];
          isHit = list.length > 0 && tracer.firstEntry(list);
        }
        const { light: one } = tracer;
        if (isHit) tracer.shade();
        else {
          one.fill(0);
          ground.addLight(one, 0, down, across);
        }
        for (let channel = 0; channel < 3; channel++) {
          const value = Math.min(one[channel], BRIGHTEST);
          sum[channel] += value;
          spread = Math.max(spread, Math.abs(asSeen(value) - first[channel]));
        }
        taken++;
      }
      for (let channel = 0; channel < 3; channel++) light[3 * pixel + channel] = sum[channel] / taken;
    }
    if (row % TILE_PX === 0) yield 0.4 + (0.6 * row) / heightPx;
  }
  tracer.shiftSpectrum(0);
  return light;
}

/** Light as the eye weighs it: steps of the same size look alike. */
function asSeen(light: number): number {
  return Math.sqrt(light / (light + 0.6));
}

function fraction(x: number): number {
  return x - Math.floor(x);
}

/** `EVEN`, `UNEVEN_LIGHT` where all eight neighbours see the same facet, which then fills the pixel, or `UNEVEN_FACETS`. */
function unevennessOf(
  seen: Float32Array,
  facets: Int32Array,
  widthPx: number,
  heightPx: number,
  row: number,
  column: number,
): number {
  const pixel = row * widthPx + column;
  const facet = facets[pixel];
  const isInside = row > 0 && row < heightPx - 1 && column > 0 && column < widthPx - 1;
  if (!isInside) return facet < 0 ? EVEN : UNEVEN_FACETS;
  if (
    facets[pixel - 1] !== facet ||
    facets[pixel + 1] !== facet ||
    facets[pixel - widthPx] !== facet ||
    facets[pixel + widthPx] !== facet
  ) {
    return UNEVEN_FACETS;
  }
  if (facet < 0) return EVEN;
  const at = 3 * pixel;
  for (let channel = at; channel < at + 3; channel++) {
    const value = seen[channel];
    if (
      Math.abs(seen[channel - 3] - value) > UNEVEN ||
      Math.abs(seen[channel + 3] - value) > UNEVEN ||
      Math.abs(seen[channel - 3 * widthPx] - value) > UNEVEN ||
      Math.abs(seen[channel + 3 * widthPx] - value) > UNEVEN
    ) {
      return facets[pixel - widthPx - 1] === facet &&
        facets[pixel - widthPx + 1] === facet &&
        facets[pixel + widthPx - 1] === facet &&
        facets[pixel + widthPx + 1] === facet
        ? UNEVEN_LIGHT
        : UNEVEN_FACETS;
    }
  }
  return EVEN;
}

/** Where the ground is seen, 1 a pixel: beside the stone, and where a ray may slip through between two of its crystals. */
function bareGround({ crystalOfFacet }: TracedStone, facets: Int32Array, widthPx: number): Uint8Array {
  const bare = new Uint8Array(facets.length);
  const crystalAt = (pixel: number): number => (facets[pixel] < 0 ? -1 : crystalOfFacet[facets[pixel]]);
  for (let pixel = 0; pixel < facets.length; pixel++) {
    const crystal = crystalAt(pixel);
    if (crystal < 0) bare[pixel] = 1;
    if (pixel % widthPx > 0 && crystalAt(pixel - 1) !== crystal) bare[pixel] = 1;
    if (pixel >= widthPx && crystalAt(pixel - widthPx) !== crystal) bare[pixel] = 1;
  }
  return bare;
}

/** The crystals that may be seen in each square of the picture. */
interface Tiles {
  readonly columns: number;
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
  return { columns, crystals: lists.map((list) => Int32Array.from(list)) };
}

import { type Camera, wayThrough } from "./camera.js";
import { fresnel } from "./interface-optics.js";
import type { LightTracer } from "./light-tracer.js";
import { decay } from "./smooth-functions.js";
import { LAMPS } from "./studio.js";
import type { TracedStone } from "./traced-stone.js";

/** How rough the black lacquer is. */
const GLOSS = 0.05;
const LACQUER_INDEX = 1.45;
/** Pixels of the picture on a side of one of the ground's, and rays in each. */
const GROUND_PX = 3;
const GROUND_SAMPLES = 4;
/** The ground's pixels around one that are mixed into what is seen there. */
const SPILL_PX = 2;
/** Reflections inside the stone that are followed for its mirror image: it is soft and faint. */
const MIRRORED_BOUNCES = 4;
/** Farther from the stone's middle than the root of this, in its radii, the ground is black. */
const EDGE_SQUARED = 6;

/** Where one of many samples of the ground lies: on a lamp and in the lacquer's roughness, -1 to 1 each. */
interface GroundSample {
  readonly lamp: number;
  readonly lampX: number;
  readonly lampY: number;
  readonly glossX: number;
  readonly glossY: number;
}

/**
 * The black lacquered ground of a picture: the lamps' light on it with the stone's coloured shadow, and a soft mirror image of the
 * stone. It is taken on coarser pixels than the picture's, for nothing on it is sharp.
 */
export class Ground {
  private readonly light: Float32Array;
  private readonly columns: number;
  private readonly rows: number;

  /** @param bare 1 for each pixel of the picture where the ground is seen: only what is needed there is taken. */
  constructor(
    private readonly stone: TracedStone,
    private readonly tracer: LightTracer,
    private readonly camera: Camera,
    widthPx: number,
    heightPx: number,
    bare: Uint8Array,
  ) {
    this.columns = Math.ceil(widthPx / GROUND_PX);
    this.rows = Math.ceil(heightPx / GROUND_PX);
    const light = new Float32Array(this.columns * this.rows * 3);
    const isNeeded = this.needed(bare, widthPx);
    const sum = new Float64Array(3);
    const { bounces } = tracer;
    tracer.bounces = Math.min(bounces, MIRRORED_BOUNCES);
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        const pixel = row * this.columns + column;
        if (isNeeded[pixel] === 0) continue;
        sum.fill(0);
        this.sample(sum, row, column);
        for (let channel = 0; channel < 3; channel++) light[3 * pixel + channel] = sum[channel] / GROUND_SAMPLES;
      }
    }
    tracer.bounces = bounces;
    this.light = smoothed(light, this.columns, this.rows);
  }

  /** Adds the ground's light at a point of the picture to `light` from `at` on. */
  addLight(light: Float64Array | Float32Array, at: number, row: number, column: number): void {
    const { columns, rows } = this;
    const y = Math.min(rows - 1, Math.max(0, row / GROUND_PX - 0.5));
    const x = Math.min(columns - 1, Math.max(0, column / GROUND_PX - 0.5));
    const top = Math.floor(y);
    const left = Math.floor(x);
    const below = Math.min(top + 1, rows - 1);
    const right = Math.min(left + 1, columns - 1);
    const fx = x - left;
    const fy = y - top;
    const [a, b, c, d] = [
      3 * (top * columns + left),
      3 * (top * columns + right),
      3 * (below * columns + left),
      3 * (below * columns + right),
    ];
    for (let channel = 0; channel < 3; channel++) {
      const upper = this.light[a + channel] * (1 - fx) + this.light[b + channel] * fx;
      const lower = this.light[c + channel] * (1 - fx) + this.light[d + channel] * fx;
      light[at + channel] += upper + (lower - upper) * fy;
    }
  }

  /** Which of the ground's pixels have a part in what is seen of it. */
  private needed(bare: Uint8Array, widthPx: number): Uint8Array {
    const isNeeded = new Uint8Array(this.columns * this.rows);
    for (let pixel = 0; pixel < bare.length; pixel++) {
      if (bare[pixel] === 0) continue;
      const column = Math.floor((pixel % widthPx) / GROUND_PX);
      const row = Math.floor(Math.floor(pixel / widthPx) / GROUND_PX);
      if (isNeeded[row * this.columns + column] === 2) continue;
      for (let j = Math.max(0, row - SPILL_PX); j <= Math.min(this.rows - 1, row + SPILL_PX); j++) {
        for (let i = Math.max(0, column - SPILL_PX); i <= Math.min(this.columns - 1, column + SPILL_PX); i++) {
          isNeeded[j * this.columns + i] ||= 1;
        }
      }
      isNeeded[row * this.columns + column] = 2;
    }
    return isNeeded;
  }

  /** Adds the light of all samples of one of the ground's pixels. */
  private sample(light: Float64Array, row: number, column: number): void {
    const { stone, tracer, camera } = this;
    const [ex, ey, ez] = camera.eye;
    const { ray } = tracer;
    // Every pixel starts elsewhere in the sequence: what is left uneven is a fine grain, not bands.
    const shift = column * 0.7548776662466927 + row * 0.5698402909980532;
    for (let sample = 0; sample < GROUND_SAMPLES; sample++) {
      const step = sample + 0.5;
      const across = column + fraction(shift + step * 0.7548776662466927);
      const down = row + fraction(shift + step * 0.5698402909980532);
      wayThrough(camera, across * GROUND_PX, down * GROUND_PX, ray);
      if (ray[4] > -1e-3) continue;
      const range = (stone.footHeight - ey) / ray[4];
      ray[0] = ex + ray[3] * range;
      ray[1] = stone.footHeight - 1e-4;
      ray[2] = ez + ray[5] * range;
      const away = ray[0] * ray[0] + ray[2] * ray[2];
      if (away > EDGE_SQUARED) continue;
      // The light pools around the stone and is gone well before the picture's edge.
      const pool = decay(3.2 * away);
      const place = {
        lamp: sample % LAMPS.length,
        lampX: 2 * fraction(shift + step * 0.6180339887498949) - 1,
        lampY: 2 * fraction(shift + step * 0.324717957244746) - 1,
        glossX: 2 * fraction(shift + step * 0.8191725133961645) - 1,
        glossY: 2 * fraction(shift + step * 0.6710436067037893) - 1,
      };
      if (pool > 0.002) addLampLight(light, tracer, pool * LAMPS.length, place);
      addMirrorImage(light, tracer, place);
    }
  }
}

function fraction(x: number): number {
  return x - Math.floor(x);
}

/** Adds what a mirror that is a little rough shows at the tracer's ray's point: the stone's image softens with its height. */
function addMirrorImage(light: Float64Array, tracer: LightTracer, { glossX, glossY }: GroundSample): void {
  const { ray } = tracer;
  const facing = -ray[4];
  const mx = ray[3] + glossX * GLOSS;
  const mz = ray[5] + glossY * GLOSS;
  const length = 1 / Math.sqrt(mx * mx + facing * facing + mz * mz);
  ray[3] = mx * length;
  ray[4] = facing * length;
  ray[5] = mz * length;
  if (!tracer.firstEntry(tracer.everyCrystal)) return;
  const sheen = fresnel(Math.max(facing, 0.02), 1 / LACQUER_INDEX) * decay(1.7 * tracer.range);
  if (sheen < 2e-3) return;
  tracer.shade();
  for (let channel = 0; channel < 3; channel++) light[channel] += Math.min(tracer.light[channel], 6) * sheen;
}

/** Adds one lamp's light at the point of the tracer's ray, with the stone's shadow in it. */
function addLampLight(
  light: Float64Array,
  tracer: LightTracer,
  strength: number,
  { lamp, lampX, lampY }: GroundSample,
): void {
  const { center, halfSize, light: color } = LAMPS[lamp];
  const flat = Math.sqrt(center[0] * center[0] + center[2] * center[2]);
  const far = Math.sqrt(flat * flat + center[1] * center[1]);
  // Across the lamp level, and up it.
  const across = lampX * halfSize[0] * 0.8;
  const up = (lampY * halfSize[1] * 0.8) / far;
  const { ray, shadowRay, everyCrystal } = tracer;
  const wx = center[0] + (-center[2] / flat) * across + ((-center[0] * center[1]) / flat) * up - ray[0];
  const wy = center[1] + flat * up - ray[1];
  const wz = center[2] + (center[0] / flat) * across + ((-center[2] * center[1]) / flat) * up - ray[2];
  const range = Math.sqrt(wx * wx + wy * wy + wz * wz);
  shadowRay[0] = ray[0];
  shadowRay[1] = ray[1];
  shadowRay[2] = ray[2];
  shadowRay[3] = wx / range;
  shadowRay[4] = wy / range;
  shadowRay[5] = wz / range;
  const isShaded = tracer.pass(everyCrystal, 0, everyCrystal.length);
  const falling = (Math.max(wy / range, 0) * halfSize[0] * halfSize[1]) / (range * range);
  for (let channel = 0; channel < 3; channel++) {
    // Facets gather what they let through: the stone's colour lies brighter on the ground than a plain shadow's.
    const through = isShaded ? 2.5 * tracer.passed[channel] : 1;
    light[channel] += color[channel] * falling * through * strength * (channel === 2 ? 0.01 : 0.009);
  }
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

import { fresnel } from "./interface-optics.js";
import type { LightTracer } from "./light-tracer.js";
import { decay } from "./smooth-functions.js";
import { LAMPS } from "./studio.js";
import type { TracedStone } from "./traced-stone.js";

/** How rough the black lacquer is. */
const GLOSS = 0.05;
const LACQUER_INDEX = 1.45;

/** Where one of many samples of the ground lies: on a lamp and in the lacquer's roughness, -1 to 1 each. */
export interface GroundSample {
  readonly lamp: number;
  readonly lampX: number;
  readonly lampY: number;
  readonly glossX: number;
  readonly glossY: number;
}

/**
 * Adds the light of the black lacquered ground to `light`: the lamps', with the stone's coloured shadow in it, and a soft mirror image of the stone.
 *
 * @param x, z The point, and the way of the ray that finds it.
 */
export function addGroundLight(
  light: Float64Array,
  stone: TracedStone,
  tracer: LightTracer,
  x: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
  sample: GroundSample,
): void {
  const y = stone.footHeight - 1e-4;
  // The light pools around the stone and is gone well before the picture's edge.
  const pool = decay(3.2 * (x * x + z * z));
  if (pool > 0.002) addLampLight(light, tracer, x, y, z, pool * LAMPS.length, sample);

  // A mirror that is a little rough, so the stone's image softens with its height.
  let mx = dx + sample.glossX * GLOSS;
  let my = -dy;
  let mz = dz + sample.glossY * GLOSS;
  const length = 1 / Math.sqrt(mx * mx + my * my + mz * mz);
  mx *= length;
  my *= length;
  mz *= length;
  const { ray } = tracer;
  ray[0] = x;
  ray[1] = y;
  ray[2] = z;
  ray[3] = mx;
  ray[4] = my;
  ray[5] = mz;
  if (!tracer.firstEntry(tracer.everyCrystal)) return;
  const sheen = fresnel(Math.max(-dy, 0.02), 1 / LACQUER_INDEX) * decay(1.7 * tracer.range);
  if (sheen < 2e-3) return;
  tracer.shade();
  for (let channel = 0; channel < 3; channel++) light[channel] += Math.min(tracer.light[channel], 6) * sheen;
}

function addLampLight(
  light: Float64Array,
  tracer: LightTracer,
  x: number,
  y: number,
  z: number,
  strength: number,
  { lamp, lampX, lampY }: GroundSample,
): void {
  const { center, halfSize, light: color } = LAMPS[lamp];
  const flat = Math.sqrt(center[0] * center[0] + center[2] * center[2]);
  const far = Math.sqrt(flat * flat + center[1] * center[1]);
  // Across the lamp level, and up it.
  const across = lampX * halfSize[0] * 0.8;
  const up = (lampY * halfSize[1] * 0.8) / far;
  const wx = center[0] + (-center[2] / flat) * across + ((-center[0] * center[1]) / flat) * up - x;
  const wy = center[1] + flat * up - y;
  const wz = center[2] + (center[0] / flat) * across + ((-center[2] * center[1]) / flat) * up - z;
  const range = Math.sqrt(wx * wx + wy * wy + wz * wz);
  const { shadowRay, everyCrystal } = tracer;
  shadowRay[0] = x;
  shadowRay[1] = y;
  shadowRay[2] = z;
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

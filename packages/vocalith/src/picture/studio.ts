import { decay, smoothStep } from "./smooth-functions.js";

/** One soft box of the room. */
interface Lamp {
  readonly center: readonly [number, number, number];
  /** Half its width and height. */
  readonly halfSize: readonly [number, number];
  /** Linear light in its middle. */
  readonly light: readonly [number, number, number];
}

/**
 * The room a gem is seen in: dark, with three soft lamps and nothing else, so that bright facets lie beside dark ones. The lamps are
 * rectangles at a finite distance: a flat facet mirrors a gradient, never a flat grey plate. Lengths are radii of the stone, the stone
 * at the origin, y upwards, the viewer on +z.
 */
export const LAMPS: readonly Lamp[] = [
  // Key above the viewer's left shoulder, a tall strip to the right for the rims, a low one behind that shines through the body.
  { center: [-2.6, 3.6, 2.4], halfSize: [1.5, 1.5], light: [16, 15.3, 14.3] },
  { center: [3.9, 1.3, -0.6], halfSize: [0.75, 2.4], light: [12.9, 14, 15] },
  { center: [-1, 0.35, -4.5], halfSize: [2.5, 2.1], light: [11, 10.6, 10.3] },
];

/** The way to the key lamp. */
export const KEY_WAY: readonly [number, number, number] = /* @__PURE__ */ unit(LAMPS[0].center);

/** Light that a lamp spills on the walls around it, as a part of its own. */
const SPILL = 0.025;

/** Numbers a lamp in the table: centre, facing, across over half the width, up over half the height, light, least cosine. */
const LAMP_NUMBERS = 16;
const LAMP_TABLE = /* @__PURE__ */ Float64Array.from(LAMPS.flatMap(lampNumbers));

function lampNumbers({ center, halfSize, light }: Lamp): number[] {
  const facing = unit([-center[0], -center[1], -center[2]]);
  const across = unit([facing[2], 0, -facing[0]]);
  const up = [
    facing[1] * across[2] - facing[2] * across[1],
    facing[2] * across[0] - facing[0] * across[2],
    facing[0] * across[1] - facing[1] * across[0],
  ];
  return [
    ...center,
    ...facing,
    ...across.map((value) => value / halfSize[0]),
    ...up.map((value) => value / halfSize[1]),
    ...light,
    leastCosine(center, halfSize),
  ];
}

/** The cosine between a lamp's facing and a way from inside the stone, which is below it for no way that meets the lamp. */
function leastCosine([x, y, z]: Lamp["center"], [width, height]: Lamp["halfSize"]): number {
  const sine = (1.01 + Math.sqrt(width * width + height * height)) / Math.sqrt(x * x + y * y + z * z);
  return Math.sqrt(1 - sine * sine);
}

function unit([x, y, z]: readonly [number, number, number]): [number, number, number] {
  const length = Math.sqrt(x * x + y * y + z * z);
  return [x / length, y / length, z / length];
}

/**
 * Adds to `light[first]` up to before `light[last]` what red (0), green (1) and blue (2) light, each by its weight, a ray finds outside the stone.
 *
 * @param ray x, y, z of a point of the stone's surface and of a unit way.
 * @param spill How much of the lit walls is wanted, 0 to 1.
 */
export function addStudioLight(
  light: Float64Array,
  first: number,
  last: number,
  weight: Float64Array,
  ray: Float64Array,
  spill: number,
): void {
  const ox = ray[0];
  const oy = ray[1];
  const oz = ray[2];
  const dx = ray[3];
  const dy = ray[4];
  const dz = ray[5];
  // The room itself: nearly black, a breath of blue above.
  const above = smoothStep(-0.4, 1, dy);
  if (first === 0) light[0] += weight[0] * (0.01 + 0.01 * above);
  if (first <= 1 && last > 1) light[1] += weight[1] * (0.009 + 0.014 * above);
  if (last === 3) light[2] += weight[2] * (0.01 + 0.022 * above);
  for (let at = 0; at < LAMP_TABLE.length; at += LAMP_NUMBERS) {
    const toward = -(dx * LAMP_TABLE[at + 3] + dy * LAMP_TABLE[at + 4] + dz * LAMP_TABLE[at + 5]);
    // What the lamp spills on the walls around it.
    const near = 0.5 + 0.5 * toward;
    const near3 = near * near * near;
    let shine = spill * SPILL * near3 * near3 * near;
    if (toward > LAMP_TABLE[at + 15]) {
      const x = ox - LAMP_TABLE[at];
      const y = oy - LAMP_TABLE[at + 1];
      const z = oz - LAMP_TABLE[at + 2];
      const range = (x * LAMP_TABLE[at + 3] + y * LAMP_TABLE[at + 4] + z * LAMP_TABLE[at + 5]) / toward;
      const hx = x + dx * range;
      const hy = y + dy * range;
      const hz = z + dz * range;
      const u = Math.abs(hx * LAMP_TABLE[at + 6] + hy * LAMP_TABLE[at + 7] + hz * LAMP_TABLE[at + 8]);
      const v = Math.abs(hx * LAMP_TABLE[at + 9] + hy * LAMP_TABLE[at + 10] + hz * LAMP_TABLE[at + 11]);
      if (u < 1 && v < 1) {
        // A soft box aimed at the stone: bright in its middle, falling to nothing at its rim.
        const rim = (1 - smoothStep(0.5, 1, u)) * (1 - smoothStep(0.5, 1, v));
        shine += rim * (0.05 + 0.95 * decay(4.5 * (u * u + v * v)));
      }
    }
    for (let channel = first; channel < last; channel++) {
      light[channel] += weight[channel] * LAMP_TABLE[at + 12 + channel] * shine;
    }
  }
}

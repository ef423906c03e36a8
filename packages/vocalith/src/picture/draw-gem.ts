import { frameStone } from "./camera.js";
import { develop } from "./develop.js";
import { LightTracer } from "./light-tracer.js";
import type { Picture } from "./picture.js";
import { PictureOptionError } from "./picture-option-error.js";
import { samplePicture } from "./sample-picture.js";
import { type DrawnGem, traceableStone } from "./traced-stone.js";

/** What a gem's picture is like. Every field may be left out: see {@link DRAW_GEM_DEFAULTS} and {@link DRAW_BRILLIANT_DEFAULTS}. */
export interface DrawGemOptions {
  /** Width in pixels, 16 to 4096. */
  readonly widthPx?: number;
  /** Height in pixels, 16 to 4096. */
  readonly heightPx?: number;
  /** Most rays a pixel, 1 to 256; even parts take one. */
  readonly samples?: number;
  /** How far the stone is turned on its foot before camera and lamps, in degrees; 0 looks along the gem's +y. */
  readonly azimuthDegrees?: number;
  /** Height of the camera above the ground in degrees, 0 to 80. */
  readonly elevationDegrees?: number;
  /** Share of the picture's width or height that the stone takes, 0.1 to 1. */
  readonly fill?: number;
  /** Where the middle of the stone stands in the picture's height, 0 bottom to 1 top. */
  readonly middle?: number;
  /** Refractive index at 589 nm, 1.3 to 2.5: quartz 1.54, topaz 1.62, sapphire 1.77, diamond 2.42. */
  readonly refractiveIndex?: number;
  /** Abbe number, 8 to 100: quartz 69, diamond 55, rutile 10; the lower, the more fire. */
  readonly abbeNumber?: number;
  /** Mean chords of the stone that light crosses to take on the body colour, 0.1 to 10; greater is clearer. */
  readonly depth?: number;
  /** Reflections inside the stone that are followed, 1 to 32. */
  readonly bounces?: number;
  /** Told the share of the work that is done, 0 to 1, some hundred times. */
  readonly onProgress?: (share: number) => void;
  /** Ends the work when it is aborted, which in one thread only `onProgress` can do. */
  readonly signal?: AbortSignal;
}

/** What `drawGem` takes for fields left out. */
export const DRAW_GEM_DEFAULTS = {
  widthPx: 800,
  heightPx: 800,
  samples: 6,
  azimuthDegrees: 0,
  elevationDegrees: 12,
  fill: 0.8,
  middle: 0.54,
  refractiveIndex: 1.6,
  abbeNumber: 40,
  depth: 1.35,
  bounces: 6,
} as const satisfies Omit<Required<DrawGemOptions>, "onProgress" | "signal">;

/**
 * What `drawGem` takes instead for a brilliant: it is seen from above, where a faceted stone returns its light, and as of a clearer mineral of higher index, for
 * light crosses it several times.
 */
export const DRAW_BRILLIANT_DEFAULTS = {
  azimuthDegrees: 8,
  elevationDegrees: 48,
  refractiveIndex: 1.8,
  depth: 2.8,
} as const satisfies DrawGemOptions;

/** Accepted values by option. */
const RANGES = {
  widthPx: [16, 4096],
  heightPx: [16, 4096],
  samples: [1, 256],
  azimuthDegrees: [-36000, 36000],
  elevationDegrees: [0, 80],
  fill: [0.1, 1],
  middle: [0, 1],
  refractiveIndex: [1.3, 2.5],
  abbeNumber: [8, 100],
  depth: [0.1, 10],
  bounces: [1, 32],
} as const satisfies Record<keyof typeof DRAW_GEM_DEFAULTS, readonly [number, number]>;

/** Width of the worn edge between facets, in radii of their crystal. */
const EDGE_WEAR = 0.006;

/** 1/(nm squared) from the blue hydrogen line F to the red one C, which the Abbe number is defined by (486.1 and 656.3 nm). */
const F_TO_C = 1 / (486.1 * 486.1) - 1 / (656.3 * 656.3);
/** Sodium's line, and wavelengths that look red, green and blue, in nm. */
const SODIUM_NM = 589.3;
const PRIMARIES_NM = [611, 549, 464] as const;

/**
 * A studio photograph of one gem, made by following light through its facets on the processor: no graphics card, no browser, no mesh. Rays refract into
 * the union of the gem's crystals by Snell's law, part at each facet by Fresnel's, reflect totally, lose colour by the way they
 * go (Beer and Lambert), and red, green and blue are bent each by its own index (Cauchy's formula through the Abbe number). The room is
 * dark with three soft lamps; the ground is black lacquer. Pixels that differ from their neighbours are sampled more.
 *
 * What is drawn are the gem's crystals above z = 0, where it stands: of what machining takes away or adds, a flat to stand on is seen; holes, bails,
 * cavities and engraving are not.
 *
 * The same gem and options give the same bytes on every machine. A picture of 800 x 800 takes one to two seconds; in a page, call
 * it in a worker.
 *
 * @throws {@link PictureOptionError} for an option out of range; the reason of an aborted `signal`.
 *
 * @example
 * ```ts
 * import { cutGem, drawGem, encodePng } from "vocalith";
 * declare const code: string;
 * const png = encodePng(drawGem(await cutGem(code), { widthPx: 400, heightPx: 500, azimuthDegrees: 30 }));
 * ```
 */
export function drawGem(gem: DrawnGem, options: DrawGemOptions = {}): Picture {
  const steps = drawGemInSteps(gem, options);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    options.onProgress?.(step.value);
    options.signal?.throwIfAborted();
  }
}

/**
 * Draws as `drawGem` does, a few milliseconds of the work at a time, for a worker that reads its letters in between: the picture can then be given up.
 *
 * @returns Gives the share of the work that is done, 0 to 1, some hundred times, and at last the picture.
 * @throws {@link PictureOptionError} at the first step, for an option out of range.
 *
 * @example
 * ```ts
 * import { type DrawnGem, drawGemInSteps, type Picture } from "vocalith";
 *
 * export async function drawUnlessAborted(gem: DrawnGem, signal: AbortSignal): Promise<Picture> {
 *   const steps = drawGemInSteps(gem, { widthPx: 400, heightPx: 500 });
 *   for (let step = steps.next(); ; step = steps.next()) {
 *     if (step.done) return step.value;
 *     await new Promise((resolve) => setTimeout(resolve));
 *     signal.throwIfAborted();
 *   }
 * }
 * ```
 */
export function* drawGemInSteps(
  gem: DrawnGem,
  options: Omit<DrawGemOptions, "onProgress" | "signal"> = {},
): Generator<number, Picture> {
  const settled = settle(
    options,
    gem.cut === "brilliant" ? { ...DRAW_GEM_DEFAULTS, ...DRAW_BRILLIANT_DEFAULTS } : DRAW_GEM_DEFAULTS,
  );
  const { widthPx, heightPx, refractiveIndex, abbeNumber } = settled;
  const stone = traceableStone(gem, settled.azimuthDegrees, settled.depth);
  const camera = frameStone(stone.corners, widthPx, heightPx, settled.elevationDegrees, settled.fill, settled.middle);
  const bending = (refractiveIndex - 1) / abbeNumber / F_TO_C;
  const [red, green, blue] = PRIMARIES_NM.map(
    (nm) => refractiveIndex + bending * (1 / (nm * nm) - 1 / (SODIUM_NM * SODIUM_NM)),
  );
  const tracer = new LightTracer(stone, {
    index: [red, green, blue],
    bounces: settled.bounces,
    edgeWear: EDGE_WEAR,
  });
  const light = yield* samplePicture(stone, tracer, camera, { widthPx, heightPx, samples: settled.samples });
  const picture = { widthPx, heightPx, rgba: develop(light, widthPx, heightPx) };
  yield 1;
  return picture;
}

type Numbers = Readonly<Record<keyof typeof DRAW_GEM_DEFAULTS, number>>;

/** Options with the defaults filled in, in range; counts rounded. */
function settle(options: DrawGemOptions, defaults: Numbers): Numbers {
  const settled: Record<keyof Numbers, number> = { ...defaults };
  for (const name of Object.keys(RANGES) as (keyof typeof RANGES)[]) {
    const value = options[name] ?? defaults[name];
    const [least, most] = RANGES[name];
    if (!(value >= least && value <= most)) {
      throw new PictureOptionError(`${name} = ${value}`, `a number from ${least} to ${most}`);
    }
    settled[name] = value;
  }
  for (const name of ["widthPx", "heightPx", "samples", "bounces"] as const) settled[name] = Math.round(settled[name]);
  return settled;
}

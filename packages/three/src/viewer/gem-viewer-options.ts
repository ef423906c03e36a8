import type { GemMaterialOptions } from "../material/gem-material-options.js";
import { DEVELOP_DEFAULTS, type DevelopOptions } from "../picture/develop-picture.js";
import type { FrameOptions } from "../picture/frame-gem.js";
import { requireWithin } from "./gem-viewer-error.js";
import { withoutUndefined } from "./without-undefined.js";

/** How a viewer shows its gem. Every field may be left out: see `GEM_VIEWER_DEFAULTS`. */
export interface GemViewerOptions extends Partial<FrameOptions>, DevelopOptions {
  /** What assistive technology calls the stone, such as "Your voice, a deep violet gem". */
  readonly label?: string;
  /** What it says of how to use the viewer. */
  readonly description?: string;
  /** Whether the stone goes slowly round: see `GemViewer.turning`. */
  readonly turning?: boolean;
  /** Whether the stone stands on the dark mirror of the ground. */
  readonly ground?: boolean;
  /** Whether wheel and pinch bring the stone nearer; without it a page scrolls on over the viewer by wheel and finger. Keys do in any case. */
  readonly zoom?: boolean;
  /** Whether keys work while the canvas has the focus; it can then be reached with the Tab key. */
  readonly keyboard?: boolean;
  /** Rays a pixel of the picture that stands, 1 to 1024: the picture is there at the first and becomes finer. */
  readonly samples?: number;
  /** Device pixels a CSS pixel drawn at the most, 0.5 to 4. */
  readonly maximumPixelRatio?: number;
  /** Frames a second to hold while something moves, 5 to 240: bounces and then resolution are given up for it. */
  readonly framesPerSecond?: number;
  /** Particles of the other form, 0 to 5,000,000. */
  readonly particles?: number;
  /** How the stone takes light. */
  readonly material?: GemMaterialOptions;
}

/** What `GemViewer` takes for fields left out; those of `DEVELOP_DEFAULTS` too. */
export const GEM_VIEWER_DEFAULTS = {
  ...DEVELOP_DEFAULTS,
  label: "Gem",
  description:
    "A gem cut from a voice. Arrow keys turn it, plus and minus bring it nearer and farther, Home puts it back, " +
    "Enter goes from crystal to crystal and plays its syllable, Space plays the voice.",
  turning: false,
  ground: true,
  zoom: true,
  keyboard: true,
  samples: 64,
  maximumPixelRatio: 2,
  framesPerSecond: 40,
  particles: 200_000,
  azimuthDegrees: -20,
  elevationDegrees: 12,
  fill: 0.8,
  middle: 0.54,
  material: {} as GemMaterialOptions,
};

/** Fills in the defaults and checks the ranges. */
export function settleViewer(options: GemViewerOptions): typeof GEM_VIEWER_DEFAULTS {
  const settled = { ...GEM_VIEWER_DEFAULTS, ...withoutUndefined(options) };
  requireWithin("samples", settled.samples, 1, 1024);
  requireWithin("maximumPixelRatio", settled.maximumPixelRatio, 0.5, 4);
  requireWithin("framesPerSecond", settled.framesPerSecond, 5, 240);
  requireWithin("particles", settled.particles, 0, 5_000_000);
  requireWithin("elevationDegrees", settled.elevationDegrees, -10, 80);
  requireWithin("fill", settled.fill, 0.1, 1);
  requireWithin("middle", settled.middle, 0, 1);
  requireWithin("exposure", settled.exposure, 0, 100);
  requireWithin("bloom", settled.bloom, 0, 1);
  requireWithin("vignette", settled.vignette, 0, 0.5);
  return settled;
}

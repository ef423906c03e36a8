import { requireWithin, ViewerOptionError } from "./gem-viewer-error.js";
import { withoutUndefined } from "./without-undefined.js";

/** What `GemViewer.snapshot` takes. Every field may be left out: see `SNAPSHOT_DEFAULTS`. */
export interface SnapshotOptions {
  /** Width in pixels, 16 to 8192. */
  readonly widthPx?: number;
  /** Height in pixels, 16 to 8192. */
  readonly heightPx?: number;
  /** Rays a pixel, 1 to 1024. */
  readonly samples?: number;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** What `GemViewer.snapshot` takes for fields left out. */
export const SNAPSHOT_DEFAULTS = { widthPx: 1600, heightPx: 1600, samples: 64 };

/** What `GemViewer.turntable` takes. Every field may be left out: see `TURNTABLE_DEFAULTS`. */
export interface TurntableOptions {
  /** Length of the video, in which the stone turns once, 0.1 to 120. */
  readonly seconds?: number;
  /** Pictures a second, 1 to 120. */
  readonly framesPerSecond?: number;
  /** Width in pixels, even, 16 to 4096. */
  readonly widthPx?: number;
  /** Height in pixels, even, 16 to 4096. */
  readonly heightPx?: number;
  /** Rays a pixel of each picture, 1 to 256. */
  readonly samples?: number;
  /** Stops the work. */
  readonly signal?: AbortSignal;
  /** Told the share that is done after each picture, above 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** What `GemViewer.turntable` takes for fields left out. */
export const TURNTABLE_DEFAULTS = { seconds: 8, framesPerSecond: 30, widthPx: 1080, heightPx: 1080, samples: 8 };

/** Fills in the defaults and checks the ranges. */
export function settleSnapshot(options: SnapshotOptions): SnapshotOptions & typeof SNAPSHOT_DEFAULTS {
  const settled = { ...SNAPSHOT_DEFAULTS, ...withoutUndefined(options) };
  requireWithin("widthPx", settled.widthPx, 16, 8192);
  requireWithin("heightPx", settled.heightPx, 16, 8192);
  requireWithin("samples", settled.samples, 1, 1024);
  return settled;
}

/** Fills in the defaults and checks the ranges. */
export function settleTurntable(options: TurntableOptions): TurntableOptions & typeof TURNTABLE_DEFAULTS {
  const settled = { ...TURNTABLE_DEFAULTS, ...withoutUndefined(options) };
  requireWithin("seconds", settled.seconds, 0.1, 120);
  requireWithin("framesPerSecond", settled.framesPerSecond, 1, 120);
  requireWithin("samples", settled.samples, 1, 256);
  for (const name of ["widthPx", "heightPx"] as const) {
    requireWithin(name, settled[name], 16, 4096);
    // Videos keep colour for blocks of four pixels.
    if (settled[name] % 2 === 0) continue;
    throw new ViewerOptionError(
      `${name} ${settled[name]}`,
      "an even number of pixels",
      "Make it one more or one less.",
    );
  }
  return settled;
}

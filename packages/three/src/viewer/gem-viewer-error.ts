/**
 * Root of every error that a viewer throws: what was found, what is accepted and what to do, as fields and in the message.
 *
 * @example
 * ```ts
 * import { GemViewer, GemViewerError, type ViewedGem } from "@vocalith/three";
 *
 * export function open(canvas: HTMLCanvasElement, gem: ViewedGem): GemViewer | undefined {
 *   try {
 *     return new GemViewer(canvas, gem);
 *   } catch (error) {
 *     if (error instanceof GemViewerError) canvas.replaceWith(error.advice);
 *     else throw error;
 *   }
 *   return undefined;
 * }
 * ```
 */
export class GemViewerError extends Error {
  override readonly name: string = "GemViewerError";

  constructor(
    /** What there was. */
    readonly found: string,
    /** What would have done. */
    readonly accepted: string,
    /** What to do about it. */
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(`found ${found}; accepted: ${accepted}. ${advice}`, options);
  }
}

/** The canvas gives no WebGL 2: an old browser, graphics switched off, or a canvas already used for something else. */
export class NoWebGLError extends GemViewerError {
  override readonly name = "NoWebGLError";
}

/** The gem has no particles to show: it was built from data without its `particles` function. */
export class NoParticlesError extends GemViewerError {
  override readonly name = "NoParticlesError";
}

/** An option or argument lies outside of its range. */
export class ViewerOptionError extends GemViewerError {
  override readonly name = "ViewerOptionError";
}

/** This browser can write no WebM video. */
export class NoVideoError extends GemViewerError {
  override readonly name = "NoVideoError";
}

/** The viewer has been disposed, or its graphics context is lost, so that no picture can be taken. */
export class ViewerClosedError extends GemViewerError {
  override readonly name = "ViewerClosedError";
}

/** Refuses a number outside of its range. */
export function requireWithin(name: string, found: number, least: number, most: number): void {
  if (found >= least && found <= most) return;
  throw new ViewerOptionError(`${name} ${found}`, `${least} to ${most}`, `Give ${name} a number in that range.`);
}

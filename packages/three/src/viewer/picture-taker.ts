import type { WebGLRenderer } from "three";
import type { DevelopOptions } from "../picture/develop-picture.js";
import { FrameFence } from "./frame-fence.js";
import type { GemStage } from "./gem-stage.js";
import { displayTarget, type LightFormat } from "./light-format.js";
import { type Look, SampleDrawer } from "./sample-drawer.js";
import { TilePace } from "./tile-pace.js";

/** Where pictures are taken. */
export interface Studio {
  readonly renderer: WebGLRenderer;
  readonly gl: WebGL2RenderingContext;
  readonly format: LightFormat;
  readonly stage: GemStage;
  readonly develop: DevelopOptions;
}

/** Takes pictures of one size beside those that the page sees, in parts small enough for the page to go on. */
export class PictureTaker {
  readonly #studio: Studio;
  readonly #drawer: SampleDrawer;
  readonly #fence: FrameFence;
  readonly #pace = new TilePace();
  readonly #target;
  readonly #widthPx: number;
  readonly #heightPx: number;
  readonly #samples: number;

  constructor(studio: Studio, widthPx: number, heightPx: number, samples: number) {
    this.#studio = studio;
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#samples = samples;
    this.#drawer = new SampleDrawer(studio.renderer, studio.format, studio.stage, studio.develop);
    this.#drawer.setSize(widthPx, heightPx);
    this.#fence = new FrameFence(studio.gl);
    this.#target = displayTarget(widthPx, heightPx);
  }

  /**
   * Takes one picture.
   *
   * @param azimuth How far that camera has gone round the stone, radians.
   * @throws The signal's reason when it is aborted.
   */
  async take(look: Look, azimuth: number, signal: AbortSignal): Promise<ImageData> {
    this.#drawer.stir();
    while (this.#drawer.samples < this.#samples && this.#drawer.isOpen) {
      const sinceMs = performance.now();
      const { pixels } = this.#drawer.drawStanding(look, azimuth, this.#pace.pixels);
      this.#fence.raise(sinceMs);
      this.#pace.drew(pixels, await this.#done(signal));
    }
    this.#drawer.develop(this.#target);
    const bytes = new Uint8Array(this.#widthPx * this.#heightPx * 4);
    await this.#studio.renderer.readRenderTargetPixelsAsync(this.#target, 0, 0, this.#widthPx, this.#heightPx, bytes);
    signal.throwIfAborted();
    return upright(bytes, this.#widthPx, this.#heightPx);
  }

  dispose(): void {
    this.#fence.clear();
    this.#target.dispose();
    this.#drawer.dispose();
  }

  async #done(signal: AbortSignal): Promise<number> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      signal.throwIfAborted();
      const took = this.#fence.poll(performance.now());
      if (took !== "busy") return took ?? 0;
    }
  }
}

/** Turns the card's upward rows downward. */
function upright(bytes: Uint8Array, widthPx: number, heightPx: number): ImageData {
  const picture = new ImageData(widthPx, heightPx);
  const row = widthPx * 4;
  for (let y = 0; y < heightPx; y++) {
    picture.data.set(bytes.subarray((heightPx - 1 - y) * row, (heightPx - y) * row), y * row);
  }
  return picture;
}

import type { PerspectiveCamera, WebGLRenderer, WebGLRenderTarget } from "three";
import type { DevelopOptions } from "../picture/develop-picture.js";
import { ALL_LAMPS, CENTRAL_SAMPLE, lampOfSample, type SampleSpread, spreadSample } from "../picture/spread-sample.js";
import type { Quality } from "./adaptive-quality.js";
import type { GemStage } from "./gem-stage.js";
import { LightDeveloper } from "./light-developer.js";
import type { LightFormat } from "./light-format.js";
import { LightGatherer } from "./light-gatherer.js";

/** What was drawn of a picture. */
export interface DrawnTile {
  readonly pixels: number;
  /** Whether nothing is missing of the picture, or of its sample. */
  readonly isWhole: boolean;
}

/** A camera for one sample of a picture: its size in pixels, and where in the pixel. */
export type Look = (widthPx: number, heightPx: number, pixelX: number, pixelY: number) => PerspectiveCamera;

/**
 * Draws pictures of a stage by samples and in tiles: moving ones at the quality there is time for, standing ones ever finer. Owns
 * the light it gathers.
 */
export class SampleDrawer {
  readonly #renderer: WebGLRenderer;
  readonly #stage: GemStage;
  readonly #gatherer: LightGatherer;
  readonly #developer: LightDeveloper;
  #widthPx = 1;
  #heightPx = 1;
  /** The moving picture that was begun last. */
  #moving: { readonly look: Look; readonly azimuth: number; readonly quality: Quality } | undefined;
  /** Where in the present picture or sample the next tile lies, and how high the strip of tiles is that is being drawn; 0 where the next begins another. */
  #left = 0;
  #bottom = 0;
  #stripPx = 0;
  #isStanding = false;

  constructor(renderer: WebGLRenderer, format: LightFormat, stage: GemStage, options: DevelopOptions) {
    this.#renderer = renderer;
    this.#stage = stage;
    this.#gatherer = new LightGatherer(format);
    this.#developer = new LightDeveloper(format, options);
  }

  /** Samples of the standing picture that are done; 0 while it moves. */
  get samples(): number {
    return this.#isStanding ? this.#gatherer.gathered : 0;
  }

  /** Whether more samples would make the standing picture finer. */
  get isOpen(): boolean {
    return !this.#isStanding || this.#gatherer.isOpen;
  }

  setSize(widthPx: number, heightPx: number): void {
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#gatherer.setSize(widthPx, heightPx);
    this.stir();
  }

  /** What is seen has changed: a standing picture begins anew. */
  stir(): void {
    this.#beginSample();
    this.#isStanding = false;
  }

  /** Begins a picture of something that moves; what was drawn of another is lost. */
  beginMoving(look: Look, azimuth: number, quality: Quality): void {
    this.stir();
    this.#gatherer.restart();
    this.#moving = { look, azimuth, quality };
  }

  /**
   * Draws a tile of the moving picture that was begun; one of several rays a pixel at once.
   *
   * @param pixels How much to draw, at least one pixel.
   */
  drawMoving(pixels: number): DrawnTile {
    if (this.#moving === undefined) throw new Error("no moving picture was begun");
    const { azimuth, look, quality } = this.#moving;
    const { bounces, samples, scale } = quality;
    const widthPx = Math.max(1, Math.round(this.#widthPx * scale));
    const heightPx = Math.max(1, Math.round(this.#heightPx * scale));
    if (samples === 1) {
      const tile = this.#tileOf(widthPx, heightPx, pixels);
      this.#draw(look, azimuth, 1, ALL_LAMPS, CENTRAL_SAMPLE, bounces, widthPx, heightPx);
      if (tile.isWhole) this.#gatherer.gather(this.#renderer, widthPx, heightPx);
      return tile;
    }
    for (let index = 0; index < samples; index++) {
      this.#tileOf(widthPx, heightPx, Infinity);
      this.#draw(look, azimuth, 1 / Math.sqrt(samples), ALL_LAMPS, spreadSample(index), bounces, widthPx, heightPx);
      this.#gatherer.gather(this.#renderer, widthPx, heightPx);
    }
    return { pixels: samples * widthPx * heightPx, isWhole: true };
  }

  /**
   * Draws a tile of the next standing sample; of particles the whole sample.
   *
   * @param pixels How much to draw, at least one pixel.
   */
  drawStanding(look: Look, azimuth: number, pixels: number): DrawnTile {
    const index = this.samples;
    const tile = this.#tileOf(this.#widthPx, this.#heightPx, pixels);
    const { bounces } = this.#stage;
    this.#draw(look, azimuth, 0, lampOfSample(index), spreadSample(index), bounces, this.#widthPx, this.#heightPx);
    if (tile.isWhole) {
      if (!this.#isStanding) this.#gatherer.restart();
      this.#isStanding = true;
      this.#gatherer.gather(this.#renderer, this.#widthPx, this.#heightPx);
    }
    return tile;
  }

  /** Keeps the present picture to dissolve from. Returns false where there is none. */
  keep(): boolean {
    return this.#gatherer.keep(this.#renderer);
  }

  /** Lets go of the picture kept. */
  forget(): void {
    this.#gatherer.forget();
  }

  /**
   * Develops the picture, with so much of it over the one kept, onto a target or the canvas.
   *
   * @returns Whether there was anything to develop.
   */
  develop(target: WebGLRenderTarget | null = null, share = 1): boolean {
    const picture = this.#gatherer.dissolved(this.#renderer, share);
    if (picture === undefined) return false;
    this.#developer.develop(this.#renderer, picture, target, this.#widthPx, this.#heightPx);
    return true;
  }

  /** Where samples are drawn to: programs are compiled for it. */
  get target(): WebGLRenderTarget {
    return this.#gatherer.sample;
  }

  /** Frees what is on the graphics card; all of it is made anew when it is drawn again, but for what was gathered. */
  release(): void {
    this.stir();
    this.#gatherer.dispose();
    this.#developer.dispose();
  }

  dispose(): void {
    this.release();
  }

  /** Bounds what is drawn next to the next tile of a picture. */
  #tileOf(widthPx: number, heightPx: number, pixels: number): DrawnTile {
    // Particles cost by their number, not by the pixels they are seen in: in tiles all of them would be drawn for each.
    const wanted = this.#stage.cloud === undefined ? pixels : Infinity;
    // As good as square: graphics shade in squares, and some share out rows among their cores.
    if (this.#stripPx === 0) {
      const side = wanted < widthPx * heightPx ? Math.ceil(Math.sqrt(wanted)) : heightPx;
      this.#stripPx = Math.min(heightPx - this.#bottom, side);
    }
    const columns = Math.min(widthPx - this.#left, Math.max(1, Math.floor(wanted / this.#stripPx)));
    const drawn = columns * this.#stripPx;
    const { sample } = this.#gatherer;
    sample.viewport.set(0, 0, widthPx, heightPx);
    sample.scissor.set(this.#left, this.#bottom, columns, this.#stripPx);
    sample.scissorTest = true;
    this.#left += columns;
    if (this.#left >= widthPx) {
      this.#left = 0;
      this.#bottom += this.#stripPx;
      this.#stripPx = 0;
    }
    const isWhole = this.#bottom >= heightPx;
    if (isWhole) this.#beginSample();
    return { pixels: drawn, isWhole };
  }

  #beginSample(): void {
    this.#left = 0;
    this.#bottom = 0;
    this.#stripPx = 0;
  }

  #draw(
    look: Look,
    azimuth: number,
    edgePixels: number,
    lamp: number,
    spread: SampleSpread,
    bounces: number,
    widthPx: number,
    heightPx: number,
  ): void {
    this.#stage.pose(edgePixels, lamp, spread, bounces, azimuth);
    this.#renderer.setRenderTarget(this.#gatherer.sample);
    this.#renderer.render(this.#stage.scene, look(widthPx, heightPx, spread.pixelX, spread.pixelY));
  }
}

import type { AdaptiveQuality, Quality } from "./adaptive-quality.js";
import { FrameFence } from "./frame-fence.js";
import { TilePace } from "./tile-pace.js";

/** Stillness before the fine picture begins: between two moves of a hand there are frames without any. */
const SETTLE_MS = 90;
/** Time that passes in one frame at the most: what moves must not leap after a pause. */
const LONGEST_STEP_SECONDS = 0.25;
/** How often a part of a picture, or one drawn at rest, is looked after: what waits for it is no screen, so none sets its pace. */
const LOOK_MS = 4;
/** What a picture that is drawn while others need the machine may take of it, and the share of width and height that it has at the least. */
const RESTING_MS = 40;
const LEAST_RESTING_SCALE = 0.1;

/** What a loop drives. */
export interface DrawnThing {
  /** Moves everything on. Says whether the picture has changed, and whether it may change again by itself. */
  advance(seconds: number): { readonly changed: boolean; readonly active: boolean };
  /** Takes the size that the page has given it by now, and draws at it where that is another. */
  takeSize(): void;
  /** Begins a picture of what moves. */
  beginMoving(quality: Quality): void;
  /** Draws a part of the picture that was begun, and shows it where it is whole. */
  drawMoving(pixels: number): { readonly pixels: number; readonly isWhole: boolean };
  /** Draws a part of the picture that stands, shows it where it is whole, and says how many pixels were drawn; 0 where it is fine enough. */
  drawStanding(pixels: number): number;
  /** The card has drawn the whole of the moving picture that was begun last. */
  onDrawn(): void;
  /** A moving picture is drawn with another quality from now on. */
  onQuality(quality: Quality): void;
  /** The picture is as fine as it gets, and nothing moves; `pace` tells what drawing it has cost. */
  onSettled(pace: Pick<TilePace, "msFor">): void;
}

/**
 * Draws when there is something to draw and sleeps otherwise. One piece of work is with the graphics card at a time; how long it takes sets the
 * quality of moving pictures and the parts in which they and standing ones are drawn.
 */
export class DrawLoop {
  readonly #thing: DrawnThing;
  readonly #fence: FrameFence;
  #quality: AdaptiveQuality;
  readonly #pace = new TilePace();
  #request = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isResting = false;
  #isRefining = true;
  /** What a moving picture would take in full size, by the last one; 0 before there is any. */
  #fullSizeMs = 0;
  #isStirred = true;
  #isSettled = false;
  #lastMs = Number.NaN;
  #movedMs = Number.NEGATIVE_INFINITY;
  /** Moving pictures are whole until one has taken long: then they come in parts, between which the page and others have their turn. */
  readonly #movingPace = new TilePace(Number.POSITIVE_INFINITY);
  /** What the moving picture is drawn with; how many of its pixels are with the card, and what its parts before took; it may have parts to come. */
  #movingQuality: Quality | undefined;
  #movingPixels = 0;
  #movingMs = 0;
  #isPart = false;
  /** Pixels of a standing picture that are with the card; 0 for a moving one. */
  #standingPixels = 0;

  constructor(thing: DrawnThing, gl: WebGL2RenderingContext, quality: AdaptiveQuality) {
    this.#thing = thing;
    this.#fence = new FrameFence(gl);
    this.#quality = quality;
  }

  /** What moving pictures are judged by from now on: another kind of thing has another cost. */
  set quality(quality: AdaptiveQuality) {
    this.#quality.rest();
    this.#fence.clear();
    this.#giveUpPart();
    this.#quality = quality;
  }

  /** Draws from now on, where there is need. */
  start(): void {
    this.#isRunning = true;
    this.stir();
  }

  /** Draws no more, until `start`. */
  stop(): void {
    this.#isRunning = false;
    this.#cancelFrame();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#giveUpPart();
    this.#lastMs = Number.NaN;
    this.#fence.clear();
    this.#quality.rest();
  }

  /**
   * While it rests it draws what is stirred, once and in few pixels, and nothing else: nothing moves by itself, no picture becomes finer, no quality
   * is learnt.
   */
  set resting(resting: boolean) {
    if (resting === this.#isResting) return;
    this.#isResting = resting;
    this.#quality.rest();
    // What was to be drawn has time; what is put there from now on has not.
    if (resting) {
      this.#isStirred = false;
      this.#giveUpPart();
    } else this.stir();
  }

  /** Whether a picture that stands becomes finer on a machine that draws moving ones at less than full resolution; on others it does all the same. */
  set refining(refining: boolean) {
    this.#isRefining = refining;
    if (refining) this.wake();
  }

  /** The picture must be drawn anew, once that at hand is whole. */
  stir(): void {
    this.#isStirred = true;
    this.wake();
  }

  /**
   * Another thing is to be drawn: the picture at hand has no worth. While the loop rests it is drawn as soon as the page has done what it is about, where
   * the card has nothing to do: what comes with the thing may give it another size, in which it would be drawn again.
   */
  begin(): void {
    this.#giveUpPart();
    this.#isStirred = true;
    if (!this.#isResting || !this.#isRunning || !this.#takeMeasure(performance.now())) {
      this.wake();
      return;
    }
    this.#cancelFrame();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#thing.takeSize();
      if (this.#isStirred) this.drawNow();
      else this.wake();
    });
  }

  /** There is something to move on, which may or may not change the picture. */
  wake(): void {
    if (this.#timer !== undefined || !this.#isRunning) return;
    if (this.#standingPixels > 0 || this.#isPart || this.#isResting) {
      this.#cancelFrame();
      this.#timer = setTimeout(() => this.#frame(performance.now()), LOOK_MS);
    } else if (this.#request === 0) this.#request = requestAnimationFrame(this.#frame);
  }

  /** Draws a moving picture at once: for a canvas that a new size has emptied. */
  drawNow(): void {
    if (!this.#isRunning) return;
    this.#drawMoving(performance.now(), Number.POSITIVE_INFINITY);
    this.wake();
  }

  #cancelFrame(): void {
    if (this.#request !== 0) cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  readonly #frame = (nowMs: number): void => {
    this.#request = 0;
    this.#timer = undefined;
    if (!this.#isRunning) return;
    if (!this.#takeMeasure(performance.now())) {
      this.wake();
      return;
    }
    if (this.#isPart) {
      this.#drawPart(this.#movingPace.pixels);
      this.wake();
      return;
    }
    if (this.#isResting && !this.#isStirred) {
      this.#lastMs = Number.NaN;
      return;
    }
    const seconds = Number.isNaN(this.#lastMs) ? 1 / 60 : Math.max(0, (nowMs - this.#lastMs) / 1000);
    this.#lastMs = nowMs;
    const { changed, active } = this.#thing.advance(Math.min(seconds, LONGEST_STEP_SECONDS));
    let goesOn = active;
    if (changed || this.#isStirred) {
      this.#drawMoving(nowMs, this.#isResting ? Number.POSITIVE_INFINITY : this.#movingPace.pixels);
      goesOn = true;
    } else if (nowMs - this.#movedMs < SETTLE_MS) goesOn = true;
    else if (!this.#isSettled) {
      this.#quality.rest();
      const mayRefine = this.#isRefining || this.#quality.current.scale === 1;
      if (mayRefine) this.#drawStanding();
      goesOn = goesOn || (mayRefine && !this.#isSettled);
    }
    if (goesOn) this.wake();
    // The time that it sleeps moves nothing on.
    if (this.#request === 0 && this.#timer === undefined) this.#lastMs = Number.NaN;
  };

  /** Learns from work that is done. Returns false while it is not. */
  #takeMeasure(nowMs: number): boolean {
    const took = this.#fence.poll(nowMs);
    if (took === "busy") return false;
    if (took === undefined) return true;
    if (this.#standingPixels > 0) this.#pace.drew(this.#standingPixels, took);
    else {
      this.#movingPace.drew(this.#movingPixels, took);
      this.#movingMs += took;
      if (!this.#isPart && this.#movingQuality !== undefined) {
        this.#thing.onDrawn();
        this.#judge(this.#movingQuality, this.#movingMs);
      }
    }
    return true;
  }

  /** Learns from a moving picture that is whole. One that was drawn at rest tells nothing of the quality of others. */
  #judge(quality: Quality, durationMs: number): void {
    this.#fullSizeMs = durationMs / (quality.samples * quality.scale * quality.scale);
    if (quality !== this.#quality.current) return;
    if (this.#quality.drew(durationMs)) this.#thing.onQuality(this.#quality.current);
  }

  #drawMoving(nowMs: number, pixels: number): void {
    this.#isStirred = false;
    this.#isSettled = false;
    this.#standingPixels = 0;
    this.#pace.begin();
    this.#movedMs = nowMs;
    this.#movingMs = 0;
    this.#movingQuality = this.#isResting ? this.#restingQuality() : this.#quality.current;
    this.#thing.beginMoving(this.#movingQuality);
    this.#drawPart(pixels);
  }

  #drawPart(pixels: number): void {
    const sinceMs = performance.now();
    const drawn = this.#thing.drawMoving(pixels);
    this.#movingPixels = drawn.pixels;
    this.#isPart = !drawn.isWhole;
    this.#fence.raise(sinceMs);
  }

  #drawStanding(): void {
    this.#standingPixels = this.#thing.drawStanding(this.#pace.pixels);
    if (this.#standingPixels > 0) this.#fence.raise(performance.now());
    else {
      this.#isSettled = true;
      this.#thing.onSettled(this.#pace);
    }
  }

  /** A picture of which parts are to come never will be whole: what it took tells nothing. */
  #giveUpPart(): void {
    if (this.#isPart) this.#movingQuality = undefined;
    this.#isPart = false;
  }

  #restingQuality(): Quality {
    const { bounces, scale } = this.#quality.current;
    const quick = Math.sqrt(RESTING_MS / this.#fullSizeMs);
    return { samples: 1, bounces, scale: Math.max(LEAST_RESTING_SCALE, Math.min(quick, scale)) };
  }
}

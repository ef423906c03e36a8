import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AdaptiveQuality } from "../../src/viewer/adaptive-quality.js";
import { DrawLoop, type DrawnThing } from "../../src/viewer/draw-loop.js";

/** A screen that shows a frame when it is told to, and says how late it is. */
class Screen {
  #waiting: FrameRequestCallback | undefined;
  #nowMs = 1000;

  readonly request = (frame: FrameRequestCallback): number => {
    this.#waiting = frame;
    return 1;
  };

  readonly cancel = (): void => {
    this.#waiting = undefined;
  };

  get isAwaited(): boolean {
    return this.#waiting !== undefined;
  }

  /** Lets so much time pass, then shows a frame where one is awaited. */
  pass(milliseconds: number): void {
    this.#nowMs += milliseconds;
    const frame = this.#waiting;
    this.#waiting = undefined;
    frame?.(this.#nowMs);
  }
}

/** A card that has always done its work. */
const CARD = {
  SYNC_STATUS: 1,
  SIGNALED: 2,
  fenceSync: () => ({}),
  getSyncParameter: () => 2,
  deleteSync: () => undefined,
  flush: () => undefined,
} as unknown as WebGL2RenderingContext;

describe("DrawLoop", () => {
  let screen: Screen;

  beforeEach(() => {
    screen = new Screen();
    vi.stubGlobal("requestAnimationFrame", screen.request);
    vi.stubGlobal("cancelAnimationFrame", screen.cancel);
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  /** A thing that moves for so many frames, and calls for a frame each time it does, as cameras do. */
  function thing(movingFrames: number) {
    const seen = { seconds: [] as number[], moving: 0, settled: 0 };
    const drawn: DrawnThing = {
      advance: (seconds) => {
        seen.seconds.push(seconds);
        const changed = seen.seconds.length <= movingFrames;
        if (changed) loop.wake();
        return { changed, active: changed };
      },
      drawMoving: () => seen.moving++,
      drawStanding: () => 0,
      onQuality: () => undefined,
      onSettled: () => seen.settled++,
    };
    const loop: DrawLoop = new DrawLoop(drawn, CARD, new AdaptiveQuality());
    return { loop, seen };
  }

  it("moves things on by the time that passed, however few frames a machine shows", () => {
    const { loop, seen } = thing(Number.POSITIVE_INFINITY);
    loop.start();
    for (let frame = 0; frame < 6; frame++) screen.pass(200);
    expect(seen.seconds[0]).toBeCloseTo(1 / 60);
    for (const seconds of seen.seconds.slice(1)) expect(seconds).toBeCloseTo(0.2);
    screen.pass(5000);
    expect(seen.seconds.at(-1)).toBe(0.25);
  });

  it("sleeps when nothing moves, and takes no time of its sleep for motion", () => {
    const { loop, seen } = thing(3);
    loop.start();
    for (let frame = 0; frame < 20; frame++) screen.pass(50);
    expect(seen).toMatchObject({ moving: 3, settled: 1 });
    expect(screen.isAwaited).toBe(false);
    screen.pass(60_000);
    loop.stir();
    screen.pass(16);
    expect(seen.seconds.at(-1)).toBeCloseTo(1 / 60);
    expect(seen.moving).toBe(4);
    loop.stop();
    expect(screen.isAwaited).toBe(false);
    loop.stir();
    expect(screen.isAwaited).toBe(false);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AdaptiveQuality, type Quality } from "../../src/viewer/adaptive-quality.js";
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
    const seen = { seconds: [] as number[], moving: 0, drawn: 0, settled: 0 };
    const drawn: DrawnThing = {
      advance: (seconds) => {
        seen.seconds.push(seconds);
        const changed = seen.seconds.length <= movingFrames;
        if (changed) loop.wake();
        return { changed, active: changed };
      },
      takeSize: () => undefined,
      beginMoving: () => seen.moving++,
      drawMoving: (pixels) => ({ pixels, isWhole: true }),
      drawStanding: () => 0,
      onDrawn: () => seen.drawn++,
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
    expect(seen).toMatchObject({ moving: 3, drawn: 3, settled: 1 });
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

  describe("on a card that takes a second for a million pixels", () => {
    const WHOLE = 200_000;
    let doneMs: number;
    let left: number;
    let begun: Quality[];
    let parts: number[];
    let drawn: number;
    let changes: number;
    let resize: () => void;
    let slow: DrawnThing;
    let card: WebGL2RenderingContext;
    let loop: DrawLoop;

    beforeEach(() => {
      vi.useFakeTimers();
      [doneMs, left, begun, parts, drawn, changes] = [0, 0, [], [], 0, 0];
      resize = () => undefined;
      card = { ...CARD, getSyncParameter: () => (performance.now() >= doneMs ? 2 : 3) } as WebGL2RenderingContext;
      slow = {
        advance: () => ({ changed: false, active: false }),
        takeSize: () => resize(),
        beginMoving: (quality) => {
          begun.push(quality);
          left = Math.round(WHOLE * quality.scale * quality.scale);
        },
        drawMoving: (pixels) => {
          const part = Math.min(pixels, left);
          parts.push(part);
          left -= part;
          doneMs = performance.now() + part / 1000;
          return { pixels: part, isWhole: left === 0 };
        },
        drawStanding: () => 0,
        onDrawn: () => drawn++,
        onQuality: () => changes++,
        onSettled: () => undefined,
      };
      // One quality, so that only the parts are seen to change.
      const quality = new AdaptiveQuality({ leastScale: 1, leastBounces: 1, bounces: 1, samples: 1 });
      loop = new DrawLoop(slow, card, quality);
    });

    afterEach(() => {
      vi.useRealTimers();
    });

    /** Lets so many ms pass, with a frame of the screen every sixteen. */
    function passTime(milliseconds: number): void {
      for (let passed = 0; passed < milliseconds; passed += 16) {
        vi.advanceTimersByTime(16);
        screen.pass(16);
      }
    }

    it("draws a moving picture in parts once one has taken long", () => {
      loop.start();
      passTime(400);
      expect(parts).toEqual([WHOLE]);
      loop.stir();
      passTime(1000);
      expect(begun).toHaveLength(2);
      expect(parts.length).toBeGreaterThan(4);
      expect(Math.max(...parts.slice(1))).toBeLessThanOrEqual(60_000);
      expect(parts.slice(1).reduce((sum, part) => sum + part)).toBe(WHOLE);
    });

    it("finishes a picture that is stirred, and lets go of one that is of something else", () => {
      loop.start();
      passTime(400);
      loop.stir();
      passTime(48);
      expect(begun).toHaveLength(2);
      loop.stir();
      passTime(48);
      expect(begun).toHaveLength(2);
      loop.begin();
      passTime(112);
      expect(begun).toHaveLength(3);
    });

    it("tells of a picture once the card has drawn all of it, and never of one that is given up", () => {
      loop.start();
      passTime(160);
      expect([begun.length, drawn]).toEqual([1, 0]);
      passTime(240);
      expect(drawn).toBe(1);
      loop.stir();
      passTime(48);
      loop.begin();
      passTime(112);
      expect([begun.length, drawn]).toEqual([3, 1]);
      passTime(1000);
      expect([begun.length, drawn]).toEqual([3, 2]);
    });

    it("draws but what it is given while it rests, in few pixels", () => {
      loop.start();
      passTime(400);
      loop.stir();
      passTime(32);
      loop.resting = true;
      passTime(400);
      const before = parts.length;
      passTime(400);
      expect([begun.length, parts.length]).toEqual([2, before]);
      loop.begin();
      passTime(200);
      expect(begun).toHaveLength(3);
      expect(begun[2]?.scale).toBeCloseTo(Math.sqrt(40 / 208), 1);
      expect(parts).toHaveLength(before + 1);
      loop.resting = false;
      passTime(1000);
      expect(begun).toHaveLength(4);
      expect(begun[3]?.scale).toBe(1);
    });

    it("draws what it is given while it rests once, in the size that came with it", () => {
      loop.start();
      passTime(400);
      loop.resting = true;
      let sizes = 0;
      resize = () => {
        sizes++;
        loop.drawNow();
      };
      loop.begin();
      expect(begun).toHaveLength(1);
      passTime(400);
      expect([begun.length, drawn, sizes]).toEqual([2, 2, 1]);
      // Where the page is quicker to tell the size, that picture is looked after all the same.
      loop.begin();
      loop.drawNow();
      resize = () => undefined;
      passTime(400);
      expect([begun.length, drawn]).toEqual([3, 3]);
    });

    it("draws no finer pictures while these are not wanted, but on a machine that has time for full resolution", () => {
      let finer = 0;
      slow.drawStanding = () => (finer++ < 3 ? 1000 : 0);
      const bounds = { leastScale: 0.5, leastBounces: 1, bounces: 1, samples: 1 };
      loop = new DrawLoop(slow, card, new AdaptiveQuality({ ...bounds, framesPerSecond: 40 }));
      loop.refining = false;
      loop.start();
      passTime(1000);
      expect([begun.length, begun[0]?.scale, finer]).toEqual([1, 0.5, 0]);
      expect(screen.isAwaited).toBe(false);
      loop.refining = true;
      passTime(400);
      expect([begun.length, finer]).toEqual([1, 4]);
      loop.stop();
      finer = 0;
      loop = new DrawLoop(slow, card, new AdaptiveQuality({ ...bounds, leastScale: 1 }));
      loop.refining = false;
      loop.start();
      passTime(1000);
      expect(finer).toBe(4);
    });

    it("learns nothing of quality from what it draws at rest", () => {
      const quality = { framesPerSecond: 5, leastScale: 0.5, leastBounces: 1, bounces: 1, samples: 1 };
      loop = new DrawLoop(slow, card, new AdaptiveQuality(quality));
      // Too quickly for a standing picture between, after which quality begins to look anew.
      const draw = (times: number) => {
        for (let time = 0; time < times; time++) {
          loop.begin();
          passTime(80);
        }
      };
      loop.start();
      passTime(200);
      loop.resting = true;
      draw(4);
      expect([begun.length, changes]).toEqual([5, 0]);
      loop.resting = false;
      draw(3);
      expect(changes).toBe(1);
    });
  });
});

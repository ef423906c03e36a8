import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AdaptiveQuality } from "../../src/index.js";
import { DrawLoop, type DrawnThing } from "../../src/viewer/draw-loop.js";

/** A screen of sixty pictures a second and a graphics card that takes its time, with one clock. */
class Machine {
  nowMs = 1000;
  /** How long the card works on a moving picture, and on a pixel of a standing one. */
  movingMs = 1;
  pixelMs = 0;
  /** Work given to the card while it was not done with what it had. */
  queued = 0;
  #doneMs = 0;
  #frames = new Map<number, FrameRequestCallback>();
  #last = 0;

  work(ms: number): void {
    if (this.nowMs < this.#doneMs) this.queued++;
    this.#doneMs = Math.max(this.nowMs, this.#doneMs) + ms;
  }

  /** As much of WebGL as a fence touches. */
  get gl(): WebGL2RenderingContext {
    return {
      fenceSync: () => ({ doneMs: this.#doneMs }),
      getSyncParameter: (sync: { doneMs: number }) => (this.nowMs >= sync.doneMs ? 1 : 0),
      deleteSync: () => undefined,
      flush: () => undefined,
      SIGNALED: 1,
    } as unknown as WebGL2RenderingContext;
  }

  install(): void {
    vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => {
      this.#frames.set(++this.#last, callback);
      return this.#last;
    });
    vi.stubGlobal("cancelAnimationFrame", (handle: number) => this.#frames.delete(handle));
    vi.spyOn(performance, "now").mockImplementation(() => this.nowMs);
  }

  /** Whether anybody waits for a frame. */
  get isAwaited(): boolean {
    return this.#frames.size > 0;
  }

  run(seconds: number): void {
    for (const end = this.nowMs + seconds * 1000; this.nowMs < end; this.nowMs += 1000 / 60) {
      const due = [...this.#frames.values()];
      this.#frames.clear();
      for (const callback of due) callback(this.nowMs);
    }
  }
}

/** A thing that moves while it is told to, and stands after so many samples of so many pixels. */
class Thing implements DrawnThing {
  isMoving = false;
  moving = 0;
  standing = 0;
  settled = 0;
  pixelsLeft = 0;
  longestStep = 0;
  qualities = 0;
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }
  advance(seconds: number): { changed: boolean; active: boolean } {
    this.longestStep = Math.max(this.longestStep, seconds);
    return { changed: this.isMoving, active: this.isMoving };
  }
  drawMoving(): void {
    this.moving++;
    this.pixelsLeft = 100_000;
    this.#machine.work(this.#machine.movingMs);
  }
  drawStanding(pixels: number): number {
    const drawn = Math.min(pixels, this.pixelsLeft);
    this.pixelsLeft -= drawn;
    if (drawn > 0) this.standing++;
    this.#machine.work(drawn * this.#machine.pixelMs);
    return drawn;
  }
  onQuality(): void {
    this.qualities++;
  }
  onSettled(): void {
    this.settled++;
  }
}

describe("DrawLoop", () => {
  let machine: Machine;
  let thing: Thing;
  let loop: DrawLoop;

  beforeEach(() => {
    machine = new Machine();
    machine.install();
    thing = new Thing(machine);
    loop = new DrawLoop(thing, machine.gl, new AdaptiveQuality());
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it("draws once, becomes fine, and sleeps", () => {
    loop.start();
    machine.run(2);
    expect([thing.moving, thing.settled]).toEqual([1, 1]);
    expect(thing.standing).toBeGreaterThan(1);
    expect(machine.isAwaited).toBe(false);
    loop.wake();
    machine.run(1);
    expect([thing.moving, thing.settled]).toEqual([1, 1]);
    expect(machine.isAwaited).toBe(false);
    loop.stir();
    machine.run(2);
    expect([thing.moving, thing.settled]).toEqual([2, 2]);
  });

  it("draws nothing before it is started and after it is stopped", () => {
    loop.stir();
    loop.drawNow();
    machine.run(1);
    expect(thing.moving).toBe(0);
    thing.isMoving = true;
    loop.start();
    machine.run(1);
    const drawn = thing.moving;
    expect(drawn).toBeGreaterThan(40);
    loop.stop();
    loop.stir();
    loop.drawNow();
    machine.run(1);
    expect(thing.moving).toBe(drawn);
    loop.start();
    machine.run(1);
    expect(thing.moving).toBeGreaterThan(drawn);
  });

  it("gives a slow card one piece of work at a time, and lowers quality for it", () => {
    machine.movingMs = 140;
    thing.isMoving = true;
    loop.start();
    machine.run(10);
    expect(machine.queued).toBe(0);
    expect(thing.moving).toBeGreaterThan(50);
    expect(thing.longestStep).toBeLessThanOrEqual(0.25);
  });

  it("waits for a hand to rest before it draws finely, and goes back to motion at once", () => {
    machine.pixelMs = 0.01;
    loop.start();
    machine.run(0.05);
    expect(thing.standing).toBe(0);
    machine.run(0.4);
    expect(thing.standing).toBeGreaterThan(0);
    expect(thing.settled).toBe(0);
    thing.isMoving = true;
    const before = thing.moving;
    machine.run(0.2);
    expect(thing.moving).toBeGreaterThan(before + 1);
    thing.isMoving = false;
    machine.run(10);
    expect(thing.settled).toBe(1);
    expect(machine.queued).toBe(0);
  });

  it("raises quality on a quick card, and says so", () => {
    thing.isMoving = true;
    loop.start();
    machine.run(1);
    expect(thing.qualities).toBeGreaterThan(0);
  });

  it("forgets a card that never answers", () => {
    machine.movingMs = 1e9;
    thing.isMoving = true;
    loop.start();
    machine.run(25);
    expect(thing.moving).toBeGreaterThanOrEqual(2);
  });
});

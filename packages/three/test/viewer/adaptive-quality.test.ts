import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AdaptiveQuality, type Quality } from "../../src/index.js";

/** A machine with a clock of its own: what a frame costs it, and the screen that it waits for. */
interface Machine {
  /** Milliseconds of a whole picture of one ray a pixel and eight bounces. */
  readonly fullMs: number;
  /** Milliseconds that every frame takes whatever its quality. */
  readonly fixedMs?: number;
  /** Milliseconds between two pictures of the screen. */
  readonly screenMs?: number;
}

function frameMs({ fullMs, fixedMs = 1, screenMs = 1000 / 60 }: Machine, { samples, bounces, scale }: Quality): number {
  const workMs = fixedMs + (fullMs * samples * scale * scale * (2 + bounces)) / 10;
  return Math.ceil(workMs / screenMs - 1e-9) * screenMs;
}

/** Draws for so many seconds of the machine's time; the changes of quality with their times. */
function run(quality: AdaptiveQuality, machine: Machine, seconds: number): { atMs: number; to: Quality }[] {
  const changes: { atMs: number; to: Quality }[] = [];
  for (let atMs = 0; atMs < seconds * 1000; ) {
    const took = frameMs(machine, quality.current);
    atMs += took;
    if (quality.drew(took)) changes.push({ atMs, to: quality.current });
  }
  return changes;
}

describe("AdaptiveQuality", () => {
  it("gives up rays first, then bounces, then resolution", () => {
    const { steps } = new AdaptiveQuality();
    const order = steps.map(({ samples, bounces, scale }) => [samples, bounces, scale] as const);
    for (let at = 1; at < order.length; at++) {
      const [samples, bounces, scale] = order[at];
      const [samplesBefore, bouncesBefore, scaleBefore] = order[at - 1];
      if (samples < samplesBefore) expect([bounces, scale]).toEqual([bouncesBefore, scaleBefore]);
      else if (bounces < bouncesBefore) expect([samples, scale]).toEqual([1, scaleBefore]);
      else expect([samples, bounces, scale < scaleBefore]).toEqual([1, bouncesBefore, true]);
    }
    expect(steps[0]).toEqual({ samples: 4, bounces: 8, scale: 1 });
    expect(steps.at(-1)).toEqual({ samples: 1, bounces: 3, scale: 0.25 });
  });

  it("begins with the least, and finds what a quick machine can do within a fifth of a second", () => {
    const quality = new AdaptiveQuality();
    expect(quality.current).toEqual(quality.steps.at(-1));
    run(quality, { fullMs: 3 }, 0.2);
    expect(quality.current).toEqual({ samples: 1, bounces: 8, scale: 1 });
  });

  it("takes more rays where there is time for them", () => {
    const quality = new AdaptiveQuality();
    run(quality, { fullMs: 3 }, 10);
    expect(quality.current).toEqual({ samples: 4, bounces: 8, scale: 1 });
  });

  it("stays usable on a machine that takes a second for a whole picture", () => {
    const quality = new AdaptiveQuality();
    run(quality, { fullMs: 1000 }, 10);
    expect(frameMs({ fullMs: 1000 }, quality.current)).toBeLessThanOrEqual(67);
    expect(quality.current.bounces).toBeGreaterThanOrEqual(3);
    expect(quality.current.scale).toBeGreaterThanOrEqual(0.25);
  });

  it("lowers at once when a machine becomes slow, and comes back when it is quick again", () => {
    const quality = new AdaptiveQuality({ samples: 1 });
    run(quality, { fullMs: 8 }, 5);
    expect(quality.current.scale).toBe(1);
    const [first] = run(quality, { fullMs: 160 }, 3);
    expect(first.atMs).toBeLessThan(1000);
    expect(frameMs({ fullMs: 160 }, quality.current)).toBeLessThanOrEqual(25);
    run(quality, { fullMs: 8 }, 60);
    expect(quality.current).toEqual({ samples: 1, bounces: 8, scale: 1 });
  });

  it("seeks anew what a machine can do that was found slow, when it is told to", () => {
    const quality = new AdaptiveQuality({ samples: 1 });
    run(quality, { fullMs: 1000 }, 5);
    expect(quality.current.scale).toBeLessThan(0.5);
    quality.seek();
    expect([quality.isFinding, quality.current]).toEqual([true, quality.steps.at(-1)]);
    run(quality, { fullMs: 3 }, 0.3);
    expect(quality.current).toEqual({ samples: 1, bounces: 8, scale: 1 });
  });

  it("does not blame itself for a screen of thirty pictures a second", () => {
    const quality = new AdaptiveQuality({ samples: 1 });
    const machine = { fullMs: 5, screenMs: 1000 / 30 };
    run(quality, machine, 30);
    const { scale, bounces } = quality.current;
    expect([scale, bounces]).toEqual([1, 8]);
  });

  it("comes to rest on any machine, within its bounds and, where that can be, within the frame", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 3000, noNaN: true }),
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.constantFrom(1000 / 60, 1000 / 90, 1000 / 120),
        (fullMs, fixedMs, screenMs) => {
          const machine = { fullMs, fixedMs, screenMs };
          const quality = new AdaptiveQuality();
          run(quality, machine, 120);
          const later = run(quality, machine, 120);
          // A raise that fails is tried again ever more rarely: twice in two minutes, there and back.
          expect(later.length).toBeLessThanOrEqual(8);
          const least = quality.steps[quality.steps.length - 1];
          const fits = later.length === 0 ? frameMs(machine, quality.current) <= 25.1 : true;
          expect(fits || frameMs(machine, least) > 25).toBe(true);
          for (const { to } of later) expect(quality.steps).toContainEqual(to);
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });

  it("counts no frame that has no time, and keeps windows apart at rests", () => {
    const quality = new AdaptiveQuality();
    for (let frame = 0; frame < 100; frame++) {
      expect(quality.drew(Number.NaN)).toBe(false);
      expect(quality.drew(0)).toBe(false);
      expect(quality.drew(-3)).toBe(false);
    }
    expect(quality.current).toEqual(quality.steps.at(-1));
    run(quality, { fullMs: 3 }, 1);
    const before = quality.current;
    // Single late frames between rests, as when a page is busy elsewhere, are no reason to give up quality.
    for (let time = 0; time < 20; time++) {
      quality.rest();
      expect(quality.drew(300)).toBe(false);
    }
    expect(quality.current).toEqual(before);
  });

  it("keeps to other bounds", () => {
    const quality = new AdaptiveQuality({
      bounces: 2,
      leastBounces: 2,
      leastScale: 0.5,
      samples: 1,
      framesPerSecond: 20,
    });
    expect(quality.steps[0]).toEqual({ samples: 1, bounces: 2, scale: 1 });
    run(quality, { fullMs: 1e5 }, 30);
    expect(quality.current).toEqual({ samples: 1, bounces: 2, scale: 0.5 });
  });
});

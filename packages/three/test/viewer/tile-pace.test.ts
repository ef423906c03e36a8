import { describe, expect, it } from "vitest";
import { TilePace } from "../../src/viewer/tile-pace.js";

/** Draws with a machine of so many pixels a millisecond, on a screen of sixty pictures a second. */
function draw(pace: TilePace, pixelsAMs: number, tiles: number, pixelsThere = Infinity): number {
  let longest = 0;
  for (let tile = 0; tile < tiles; tile++) {
    const pixels = Math.min(pace.pixels, pixelsThere);
    const took = Math.ceil(pixels / pixelsAMs / (1000 / 60)) * (1000 / 60);
    pace.drew(pixels, took);
    if (tile > tiles / 2) longest = Math.max(longest, took);
  }
  return longest;
}

describe("TilePace", () => {
  it("lets a slow machine answer in between", () => {
    const pace = new TilePace();
    expect(draw(pace, 100, 100)).toBeLessThanOrEqual(67);
    expect(pace.pixels).toBeGreaterThan(1000);
  });

  it("gives a quick machine the whole picture at once", () => {
    const pace = new TilePace();
    draw(pace, 1e6, 40);
    expect(pace.pixels).toBeGreaterThan(4e6);
  });

  it("tells what another picture would cost, by the one that was drawn", () => {
    const pace = new TilePace();
    expect(pace.msFor(1000)).toBeNaN();
    for (let tile = 0; tile < 10; tile++) pace.drew(1000, 40);
    expect(pace.msFor(500)).toBeCloseTo(20, 9);
    pace.begin();
    expect(pace.msFor(1000)).toBeNaN();
    for (const took of [2, 6]) pace.drew(1000, took);
    expect(pace.msFor(500)).toBeCloseTo(2, 9);
  });

  it("never asks for nothing, and does not grow by tiles that were only the rest of a picture", () => {
    const pace = new TilePace();
    draw(pace, 0.01, 50);
    expect(pace.pixels).toBeGreaterThanOrEqual(1024);
    const before = pace.pixels;
    pace.drew(before / 10, 1);
    pace.drew(0, 1);
    pace.drew(100, Number.NaN);
    pace.drew(before * 100, 5000);
    expect(pace.pixels).toBe(before);
  });

  it("leaves pictures whole until one takes long, where it begins so", () => {
    const pace = new TilePace(Infinity);
    for (let picture = 0; picture < 5; picture++) pace.drew(1e6, 20);
    expect(pace.pixels).toBe(Infinity);
    pace.drew(1e6, 100);
    expect(pace.pixels).toBe(450_000);
  });
});

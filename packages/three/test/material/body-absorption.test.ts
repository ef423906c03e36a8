import { describe, expect, it } from "vitest";
import { ABSORPTION_STOPS, bodyAbsorption } from "../../src/material/body-absorption.js";
import { blockGem } from "../block-gem.js";

describe("bodyAbsorption", () => {
  it("turns light into the body colour over the mean chord", () => {
    const { color, mesh } = blockGem(10, 20, 30);
    const chordMm = (4 * 6000) / 2200;
    const { perMm } = bodyAbsorption(color, mesh, 1);
    expect(perMm).toHaveLength(ABSORPTION_STOPS);
    for (const stop of perMm) {
      stop.forEach((coefficient, channel) => {
        expect(Math.exp(-coefficient * chordMm)).toBeCloseTo(color.linearSrgb[channel] ?? NaN, 5);
      });
    }
  });

  it("lets through more the deeper the colour may lie, and less the smaller the stone", () => {
    const { color, mesh } = blockGem(10, 20, 30);
    const first = (gemMesh: typeof mesh, depth: number) => bodyAbsorption(color, gemMesh, depth).perMm[0]?.[0] ?? NaN;
    expect(first(mesh, 2)).toBeCloseTo(first(mesh, 1) / 2, 6);
    expect(first(blockGem(1, 2, 3).mesh, 1)).toBeCloseTo(first(mesh, 1) * 10, 4);
  });

  it("runs the hue from foot to top", () => {
    const { color, mesh } = blockGem(10, 20, 30, 120);
    const { linearSrgb } = bodyAbsorption(color, mesh, 1);
    // 240 degrees is blue, 360 pink.
    const [foot, top] = [linearSrgb[0], linearSrgb[ABSORPTION_STOPS - 1]];
    expect(foot?.[2]).toBeGreaterThan(foot?.[0] ?? NaN);
    expect(top?.[0]).toBeGreaterThan(top?.[2] ?? NaN);
  });

  it("refuses a mesh without volume", () => {
    const { color, mesh } = blockGem(10, 20, 30);
    expect(() => bodyAbsorption(color, { ...mesh, triangles: mesh.triangles.slice().reverse() }, 1)).toThrow(/volume/);
  });
});

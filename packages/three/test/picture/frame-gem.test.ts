import { Matrix4, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { frameGem } from "../../src/picture/frame-gem.js";
import { blockGem } from "../block-gem.js";

describe("frameGem", () => {
  it.each([
    [10, 10, 30, 1, 0],
    [40, 10, 10, 1, 30],
    [40, 40, 40, 2.5, 75],
    [400, 100, 900, 0.5, 200],
  ])("fits a block of %d x %d x %d in a picture of aspect %d, turned by %d", (width, depth, height, aspect, turn) => {
    const gem = blockGem(width, depth, height);
    const standing = new Matrix4()
      .makeRotationX(-Math.PI / 2)
      .multiply(new Matrix4().makeRotationZ((turn * Math.PI) / 180));
    const camera = frameGem(gem, aspect, standing, { elevationDegrees: 12, fill: 0.8, middle: 0.5 });
    const seen = [0, 1, 2, 3, 4, 5, 6, 7].map((index) =>
      new Vector3()
        .fromArray(gem.mesh.positions, index * 3)
        .applyMatrix4(standing)
        .project(camera),
    );
    const spanX = [Math.min(...seen.map(({ x }) => x)), Math.max(...seen.map(({ x }) => x))] as const;
    const spanY = [Math.min(...seen.map(({ y }) => y)), Math.max(...seen.map(({ y }) => y))] as const;
    expect(Math.max(spanX[1] - spanX[0], spanY[1] - spanY[0]) / 2).toBeCloseTo(0.8, 2);
    expect(spanX[0] + spanX[1]).toBeCloseTo(0, 2);
    expect(spanY[0] + spanY[1]).toBeCloseTo(0, 2);
    for (const { z } of seen) expect(Math.abs(z)).toBeLessThan(1);
  });
});

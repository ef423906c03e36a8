import { describe, expect, it } from "vitest";
import { type Contour, contourValue } from "../src/index.js";

describe("contourValue", () => {
  it("holds a number throughout", () => {
    expect(contourValue(7, -1)).toBe(7);
    expect(contourValue(7, 100)).toBe(7);
  });

  it("runs straight between points and holds beyond them", () => {
    const contour: Contour = [
      [1, 10],
      [2, 20],
      [4, 0],
    ];
    const at = [0, 1, 1.5, 2, 3, 4, 9].map((time) => contourValue(contour, time));
    expect(at).toEqual([10, 10, 15, 20, 10, 0, 0]);
  });

  it("takes the later of two points at one instant", () => {
    const step: Contour = [
      [1, 5],
      [1, 6],
    ];
    expect(contourValue(step, 0.999)).toBe(5);
    expect(contourValue(step, 1)).toBe(6);
  });

  it("reads 0 without points", () => {
    expect(contourValue([], 1)).toBe(0);
  });
});

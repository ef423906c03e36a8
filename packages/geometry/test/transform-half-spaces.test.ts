import { describe, expect, it } from "vitest";
import {
  bounds,
  intersectHalfSpaces,
  rotationAbout,
  rotationBetween,
  rotationMatrix,
  supportDistance,
  transformHalfSpaces,
} from "../src/index.js";
import { randomDirection, randomRotation, seededRandom } from "./seeded-random.js";

const CUBE = Float64Array.of(1, 0, 0, 1, -1, 0, 0, 1, 0, 1, 0, 1, 0, -1, 0, 1, 0, 0, 1, 1, 0, 0, -1, 1);

function applied(matrix: ArrayLike<number>, [x, y, z]: readonly number[]): number[] {
  return [0, 3, 6].map((row) => matrix[row] * x + matrix[row + 1] * y + matrix[row + 2] * z);
}

describe("transformHalfSpaces", () => {
  it("moves the solid as its corners are moved", () => {
    const random = seededRandom(3);
    for (let i = 0; i < 20; i++) {
      const rotation = randomRotation(random);
      const shift: [number, number, number] = [3 * random(), -5 * random(), random()];
      const moved = intersectHalfSpaces(transformHalfSpaces(CUBE, rotation, shift));
      const corners = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z) => [x, y, z])));
      const expected = corners.map((corner) => applied(rotationMatrix(rotation), corner).map((x, k) => x + shift[k]));
      for (const corner of expected) {
        const nearest = Math.min(
          ...Array.from({ length: 8 }, (_, v) =>
            Math.max(...[0, 1, 2].map((k) => Math.abs(moved.vertices[3 * v + k] - corner[k]))),
          ),
        );
        expect(nearest).toBeLessThan(1e-12);
      }
    }
  });

  it("turns by a quaternion as by its matrix", () => {
    const quarter = rotationMatrix([0, 0, Math.SQRT1_2, Math.SQRT1_2]);
    for (const [i, x] of [0, -1, 0, 1, 0, 0, 0, 0, 1].entries()) expect(quarter[i]).toBeCloseTo(x, 14);
    expect(applied(rotationAbout([0, 0, 1], 0, 1), [1, 0, 0])).toEqual([0, 1, 0]);
    expect([...transformHalfSpaces(CUBE, quarter)]).toEqual([
      ...transformHalfSpaces(CUBE, [0, 0, Math.SQRT1_2, Math.SQRT1_2]),
    ]);
  });

  it("refuses what is no rotation", () => {
    expect(() => transformHalfSpaces(CUBE, [1, 1, 1, 1])).toThrow(RangeError);
    expect(() => transformHalfSpaces(CUBE, [1, 0, 0])).toThrow(RangeError);
    expect(() => transformHalfSpaces(CUBE, [-1, 0, 0, 0, 1, 0, 0, 0, 1])).toThrow(RangeError);
    expect(() => transformHalfSpaces(CUBE, [1, 0, 0, 0, 1, 0, 0, 0, Number.NaN])).toThrow(RangeError);
  });
});

describe("rotationBetween", () => {
  it("takes one direction to another, opposite ones too", () => {
    const random = seededRandom(8);
    for (let i = 0; i < 30; i++) {
      const from = randomDirection(random);
      const to = i % 3 === 0 ? (from.map((x) => -x) as [number, number, number]) : randomDirection(random);
      const matrix = rotationBetween(from, to);
      rotationMatrix(matrix);
      applied(matrix, from).forEach((x, k) => {
        expect(x).toBeCloseTo(to[k], 12);
      });
    }
  });
});

describe("bounds and supportDistance", () => {
  it("say how far a solid reaches", () => {
    const { vertices } = intersectHalfSpaces(transformHalfSpaces(CUBE, [0, 0, 0, 1], [1, 2, 3]));
    expect(bounds(vertices)).toEqual({ minimum: [0, 1, 2], maximum: [2, 3, 4] });
    expect(bounds(vertices, Float32Array.of(9, 9, 9)).maximum).toEqual([9, 9, 9]);
    expect(supportDistance(vertices, [0, 0, 1])).toBe(4);
    expect(supportDistance(vertices, [0, 0, -1])).toBe(-2);
    expect(supportDistance(new Float64Array(0), [0, 0, 1])).toBe(Number.NEGATIVE_INFINITY);
  });
});

import { selfIntersections as judge } from "@vocalith/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selfIntersections } from "../src/index.js";

function count(...coordinates: number[]): number {
  const triangles = Uint32Array.from({ length: coordinates.length / 3 }, (_, i) => i);
  return selfIntersections(Float64Array.from(coordinates), triangles).length / 2;
}

/** Triangles with shared vertices: coordinates, then vertex numbers. */
function countShared(coordinates: readonly number[], triangles: readonly number[]): number {
  return selfIntersections(Float64Array.from(coordinates), Uint32Array.from(triangles)).length / 2;
}

const FLAT = [0, 0, 0, 4, 0, 0, 0, 4, 0];

describe("selfIntersections", () => {
  it.each([
    ["pierces", [1, 1, -1, 1, 1, 1, 5, 5, 1], 1],
    ["stays above", [1, 1, 1, 2, 1, 1, 1, 2, 1], 0],
    ["crosses the plane beside it", [5, 5, -1, 5, 5, 1, 6, 6, 1], 0],
    ["touches it with a corner", [1, 1, 0, 1, 1, 1, 2, 2, 1], 1],
    ["touches its edge with an edge", [2, -1, -1, 2, 1, 1, 2, -3, 1], 1],
    ["overlaps in its plane", [1, 1, 0, 5, 1, 0, 1, 5, 0], 1],
    ["lies inside it in its plane", [1, 1, 0, 2, 1, 0, 1, 2, 0], 1],
    ["lies beside it in its plane", [5, 5, 0, 6, 5, 0, 5, 6, 0], 0],
    ["crosses it in its plane, no corner inside", [-1, 1, 0, 5, 0.5, 0, 5, 1, 0], 1],
    ["touches a corner in its plane", [4, 0, 0, 8, 0, 0, 8, 1, 0], 1],
  ])("a triangle that %s", (_, other, expected) => {
    expect(count(...FLAT, ...other)).toBe(expected);
    expect(count(...other, ...FLAT)).toBe(expected);
  });

  it("lets neighbours share corners and edges, but not fold onto each other", () => {
    expect(countShared([...FLAT, 4, 4, 0], [0, 1, 2, 1, 3, 2])).toBe(0);
    expect(countShared([...FLAT, 4, 4, 1], [0, 1, 2, 1, 3, 2])).toBe(0);
    expect(countShared([...FLAT, 1, 1, 0], [0, 1, 2, 1, 3, 2])).toBe(1);
    expect(countShared([...FLAT, -4, 0, 0, 0, -4, 0], [0, 1, 2, 0, 3, 4])).toBe(0);
    expect(countShared([...FLAT, 1, 1, 0, 2, 1, 0], [0, 1, 2, 0, 4, 3])).toBe(1);
    expect(countShared([...FLAT, 1, 1, 1, 2, 1, -1], [0, 1, 2, 0, 4, 3])).toBe(1);
    expect(countShared([...FLAT, 1, 1, 1, 2, 1, 1], [0, 1, 2, 0, 4, 3])).toBe(0);
    expect(countShared(FLAT, [0, 1, 2, 2, 1, 0])).toBe(1);
  });

  it("agrees with every pair tried by itself, in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 18, maxLength: 270 }), (numbers) => {
        const usable = numbers.slice(0, numbers.length - (numbers.length % 9));
        const sound: number[] = [];
        for (let i = 0; i < usable.length; i += 9) {
          const [a, b, c] = [0, 3, 6].map((k) => usable.slice(i + k, i + k + 3));
          const [u, v] = [b, c].map((p) => p.map((x, k) => x - a[k]));
          const area = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
          if (area.some((x) => x !== 0)) sound.push(...a, ...b, ...c);
        }
        let pairs = 0;
        for (let s = 0; s < sound.length; s += 9) {
          for (let t = s + 9; t < sound.length; t += 9)
            pairs += count(...sound.slice(t, t + 9), ...sound.slice(s, s + 9));
        }
        expect(count(...sound)).toBe(pairs);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  it("agrees with another judge about surfaces that share corners, most of them nearly flat", () => {
    let meeting = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(12)), { minLength: 8, maxLength: 14 }),
        fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7)), { minLength: 2, maxLength: 20 }),
        fc.constantFrom(0, 2 ** -20, 2 ** -45, 1),
        (points, names, height) => {
          const distinct = new Map(points.map(([x, y, z]) => [`${x} ${y}`, [x, y, z > 9 ? (z - 9) * height : 0]]));
          const positions = Float64Array.from([...distinct.values()].flat());
          const triangles = names
            .map((name) => name.map((vertex) => vertex % distinct.size))
            .filter(([a, b, c]) => {
              const at = (v: number, k: number) => positions[3 * v + k];
              return (at(b, 0) - at(a, 0)) * (at(c, 1) - at(a, 1)) !== (at(b, 1) - at(a, 1)) * (at(c, 0) - at(a, 0));
            });
          const soup = { positions, triangles: Uint32Array.from(triangles.flat()) };
          const found = selfIntersections(soup.positions, soup.triangles);
          const pairs = Array.from({ length: found.length / 2 }, (_, i) => [...found.subarray(2 * i, 2 * i + 2)]);
          const sorted = pairs.map((pair) => pair.sort((a, b) => a - b)).sort((p, q) => p[0] - q[0] || p[1] - q[1]);
          expect(sorted).toEqual(judge(soup));
          meeting += sorted.length;
        },
      ),
      { seed: 7, numRuns: 400 },
    );
    expect(meeting).toBeGreaterThan(1000);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutGem } from "../../src/index.js";
import { StraightWay } from "../../src/picture/straight-way.js";
import { type TracedStone, traceableStone } from "../../src/picture/traced-stone.js";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../fixtures/golden.json"), "utf8"),
);
const spray = traceableStone(await cutGem(golden["excited-deep"].code), 25, 1);
const brilliant = traceableStone(await cutGem(golden.bird.code, { cut: "brilliant" }), 0, 1);
const unit = fc.double({ min: -1, max: 1, noNaN: true });
const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });

/** How far a point lies inside a crystal: the least depth under its planes, below 0 outside. */
function depthIn({ planes, firstFacet }: TracedStone, crystal: number, [x, y, z]: readonly number[]): number {
  let depth = Infinity;
  for (let p = 4 * firstFacet[crystal]; p < 4 * firstFacet[crystal + 1]; p += 4) {
    depth = Math.min(depth, planes[p + 3] - planes[p] * x - planes[p + 1] * y - planes[p + 2] * z);
  }
  return depth;
}

function depthOf(stone: TracedStone, point: readonly number[]): number {
  let depth = -Infinity;
  for (let crystal = 0; crystal < stone.crystalCount; crystal++) {
    depth = Math.max(depth, depthIn(stone, crystal, point));
  }
  return depth;
}

describe.each([
  ["a spray", spray],
  ["a brilliant", brilliant],
])("a straight way in %s", (_, stone) => {
  it("ends where a walk through all crystals first comes out, on the facet it names", () => {
    const way = new StraightWay(stone);
    let crossings = 0;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.nat(),
        share,
        unit,
        unit,
        unit,
        fc.nat(7),
        (a, b, c, part, dx, dy, dz, met) => {
          const crystal = a % stone.crystalCount;
          const [from, to] = [stone.firstCorner[crystal], stone.firstCorner[crystal + 1]];
          const cornerOf = (i: number) => stone.corners.subarray(from + 3 * (i % ((to - from) / 3))).subarray(0, 3);
          const [p, q, center] = [cornerOf(b), cornerOf(c), stone.spheres.subarray(4 * crystal, 4 * crystal + 3)];
          const start = [0, 1, 2].map((axis) => 0.3 * center[axis] + 0.7 * (p[axis] * part + q[axis] * (1 - part)));
          const length = Math.hypot(dx, dy, dz);
          if (length < 0.01 || depthIn(stone, crystal, start) < 1e-4) return;
          way.ray.set([...start, dx / length, dy / length, dz / length]);
          way.crystal = crystal;
          way.facet = stone.firstFacet[crystal];
          expect(way.go(met)).toBe(false);
          const end = [...way.ray.subarray(0, 3)];
          const at = (range: number) => start.map((value, axis) => value + way.ray[axis + 3] * range);
          at(way.range[0]).forEach((value, axis) => {
            expect(value).toBeCloseTo(end[axis], 9);
          });
          for (let i = 1; i < 60; i++) {
            expect(depthOf(stone, at((way.range[0] * i) / 60))).toBeGreaterThan(-1e-5);
          }
          expect(Math.abs(depthOf(stone, end))).toBeLessThan(1e-5);
          const plane = stone.planes.subarray(4 * way.facet, 4 * way.facet + 4);
          expect(Math.abs(plane[0] * end[0] + plane[1] * end[1] + plane[2] * end[2] - plane[3])).toBeLessThan(1e-9);
          expect(stone.crystalOfFacet[way.facet]).toBe(way.crystal);
          if (way.crystal !== crystal) crossings++;
        },
      ),
      { seed: 1, numRuns: 1500 },
    );
    expect(crossings > 100).toBe(stone.crystalCount > 1);
  });
});

describe("a straight way in a twin", () => {
  it("stops between the two and goes on in the other", async () => {
    const twin = traceableStone({ ...(await cutGem(golden["excited-deep"].code)), individuals: undefined }, 0, 1);
    const individualOf = twin.individualOf.map((_, crystal) => (crystal === 0 ? 0 : 1));
    const way = new StraightWay({ ...twin, individualOf });
    const [x, y, z] = twin.spheres.subarray(0, 3);
    let changes = 0;
    for (let i = 0; i < 60; i++) {
      const [dx, dy, dz] = [(i % 5) - 2, (i % 3) - 1.2, (i % 7) - 3.1];
      const length = Math.hypot(dx, dy, dz);
      way.ray.set([x, y, z, dx / length, dy / length, dz / length]);
      way.crystal = 0;
      way.facet = 0;
      if (!way.go(0)) continue;
      changes++;
      expect(individualOf[way.crystal]).toBe(1);
      expect(depthIn(twin, way.crystal, [...way.ray.subarray(0, 3)])).toBeGreaterThan(-2e-5);
      expect(depthIn(twin, 0, [...way.ray.subarray(0, 3)])).toBeLessThan(1e-9);
    }
    expect(changes).toBeGreaterThan(5);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutGem, type DrawnGem } from "../../src/index.js";
import { frameStone } from "../../src/picture/camera.js";
import { LightTracer } from "../../src/picture/light-tracer.js";
import { type TracedStone, traceableStone } from "../../src/picture/traced-stone.js";
import { GOLDEN, obelisk, smallGem } from "./small-gem.js";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../fixtures/golden.json"), "utf8"),
);
const spray: DrawnGem = await cutGem(golden["excited-deep"].code);
const stone = traceableStone(spray, 25, 1);
const tracer = new LightTracer(stone, { index: [1.6, 1.6, 1.6], bounces: 8, edgeWear: 0.006 });
const unit = fc.double({ min: -1, max: 1, noNaN: true });

/** Whether a point lies inside a crystal, by its planes, or so near that it may. */
function holds({ planes, firstFacet }: TracedStone, crystal: number, point: readonly number[], room: number): boolean {
  for (let facet = firstFacet[crystal]; facet < firstFacet[crystal + 1]; facet++) {
    const [x, y, z, distance] = planes.subarray(4 * facet, 4 * facet + 4);
    if (x * point[0] + y * point[1] + z * point[2] > distance + room) return false;
  }
  return true;
}

const crystals = Array.from({ length: stone.crystalCount }, (_, i) => i);
const isInside = (point: readonly number[], room = 0) => crystals.some((crystal) => holds(stone, crystal, point, room));

describe("a stone laid out for tracing", () => {
  it("stands upright in a unit sphere on its ground", () => {
    let reach = 0;
    for (let i = 0; i < stone.corners.length; i += 3) {
      reach = Math.max(reach, Math.hypot(...stone.corners.subarray(i, i + 3)));
      expect(stone.corners[i + 1]).toBeGreaterThanOrEqual(stone.footHeight);
    }
    expect(reach).toBeCloseTo(1, 9);
    expect(stone.slabFacets.filter((facet) => facet >= 0).length).toBe(stone.planes.length / 4);
  });

  it("lists behind each facet every crystal that light may go on in up to one that holds it whole, and above it every one in the way", () => {
    let covered = 0;
    fc.assert(
      fc.property(fc.nat({ max: stone.planes.length / 4 - 1 }), unit, unit, unit, (facet, x, y, z) => {
        // A point on the facet's plane, a little beyond it.
        const [nx, ny, nz, distance] = stone.planes.subarray(4 * facet, 4 * facet + 4);
        const height = nx * x + ny * y + nz * z - distance;
        const own = stone.crystalOfFacet[facet];
        const foot = [x - height * nx, y - height * ny, z - height * nz];
        const { above, behind, behindBounds } = stone;
        const listed = (lists: typeof behind) => lists.entries.slice(lists.first[facet], lists.first[facet + 1]);
        const last = behind.first[facet + 1] - 1;
        if (last >= behind.first[facet] && behindBounds.first[last] === behindBounds.first[last + 1]) {
          covered++;
          const beyond = [foot[0] + 1e-5 * nx, foot[1] + 1e-5 * ny, foot[2] + 1e-5 * nz];
          if (holds(stone, own, foot, 0)) expect(holds(stone, behind.entries[last], beyond, 0)).toBe(true);
          return;
        }
        for (const other of crystals) {
          if (other === own) continue;
          if (height > 1e-5 && holds(stone, other, [x, y, z], 0)) expect(listed(above)).toContain(other);
          const beyond = [foot[0] + 2e-6 * nx, foot[1] + 2e-6 * ny, foot[2] + 2e-6 * nz];
          if (holds(stone, own, foot, 1e-9) && holds(stone, other, beyond, 0)) expect(listed(behind)).toContain(other);
        }
      }),
      { seed: 1, numRuns: 3000 },
    );
    expect(covered).toBeGreaterThan(100);
  });
});

describe("LightTracer", () => {
  it("meets the stone where a walk along the ray first finds itself inside", () => {
    fc.assert(
      fc.property(unit, unit, unit, unit, unit, (azimuth, height, tx, ty, tz) => {
        const origin = [3 * Math.cos(azimuth * Math.PI), 3 * height, 3 * Math.sin(azimuth * Math.PI)];
        const way = [tx - origin[0], ty - origin[1], tz - origin[2]];
        const length = Math.hypot(...way);
        tracer.ray.set([...origin, ...way.map((value) => value / length)]);
        const isHit = tracer.firstEntry(tracer.everyCrystal);
        const at = (range: number) => origin.map((value, axis) => value + (way[axis] / length) * range);
        for (let range = 1.5; range < (isHit ? tracer.range : 6) - 1e-6; range += 0.013) {
          expect(isInside(at(range), -1e-9)).toBe(false);
        }
        if (!isHit) return;
        expect(isInside(at(tracer.range), 1e-9)).toBe(true);
        const [x, y, z, distance] = stone.planes.subarray(4 * tracer.entered, 4 * tracer.entered + 4);
        const met = at(tracer.range);
        expect(Math.abs(x * met[0] + y * met[1] + z * met[2] - distance)).toBeLessThan(1e-9);
        tracer.shade();
        expect(tracer.light.every((value) => value >= 0 && value < 60)).toBe(true);
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it("takes more light the longer the way", async () => {
    const slab = traceableStone(await smallGem([obelisk(0, 0, 8, 40)], { ...GOLDEN, hueSpreadDegrees: 0 }), 0, 1);
    const probe = new LightTracer(slab, { index: [1.6, 1.6, 1.6], bounces: 8, edgeWear: 0.006 });
    probe.shadowRay.set([0, 0, 3, 0, 0, -1]);
    expect(probe.pass(probe.everyCrystal, 0, 1)).toBe(true);
    const across = [...probe.passed];
    probe.shadowRay.set([0, 3, 0, 0, -1, 0]);
    expect(probe.pass(probe.everyCrystal, 0, 1)).toBe(true);
    const along = [...probe.passed];
    for (let channel = 0; channel < 3; channel++) expect(along[channel]).toBeLessThan(across[channel]);
    // Beer's law: the logarithms are as the ways, 16 mm and 40 mm.
    expect(Math.log(along[0] / 0.7) / Math.log(across[0] / 0.7)).toBeCloseTo(2.5, 2);
    probe.shadowRay.set([3, 3, 3, 1, 0, 0]);
    expect(probe.pass(probe.everyCrystal, 0, 1)).toBe(false);
  });
});

describe("frameStone", () => {
  it("fills the picture to the share asked for, upright or wide", () => {
    for (const [widthPx, heightPx, elevation] of [
      [800, 800, 12],
      [300, 900, 0],
      [900, 300, 60],
    ]) {
      const { eye, forward, right, down, middlePx } = frameStone(stone.corners, widthPx, heightPx, elevation, 0.7, 0.5);
      const dot = (a: readonly number[], b: readonly number[]) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
      const columns: number[] = [];
      const rows: number[] = [];
      for (let i = 0; i < stone.corners.length; i += 3) {
        const away = [0, 1, 2].map((axis) => stone.corners[i + axis] - eye[axis]);
        const along = dot(away, forward);
        columns.push(middlePx[0] + dot(away, right) / (along * dot(right, right)));
        rows.push(middlePx[1] + dot(away, down) / (along * dot(down, down)));
      }
      const wide = (Math.max(...columns) - Math.min(...columns)) / widthPx;
      const tall = (Math.max(...rows) - Math.min(...rows)) / heightPx;
      expect(Math.max(wide, tall)).toBeCloseTo(0.7, 3);
      expect((Math.max(...columns) + Math.min(...columns)) / 2 / widthPx).toBeCloseTo(0.5, 3);
      expect((Math.max(...rows) + Math.min(...rows)) / 2 / heightPx).toBeCloseTo(0.5, 3);
    }
  });
});

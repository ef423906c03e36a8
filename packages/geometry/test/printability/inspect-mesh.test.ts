import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Finding,
  InspectError,
  type InspectionCheck,
  type InspectMeshOptions,
  inspectMesh,
  intersectHalfSpaces,
  MATERIAL_PROFILES,
  type MaterialName,
  MeasureError,
  rotationMatrix,
  unite,
} from "../../src/index.js";
import { crystalSpray } from "../crystal-spray.js";
import { ball, box, insideOut, type MeasurableMesh, ring, rotated, shuffled, together } from "../measurable-solids.js";
import { randomRotation, seededRandom } from "../seeded-random.js";
import { prism } from "./prism.js";

function find(mesh: MeasurableMesh, check: InspectionCheck, options?: InspectMeshOptions): Finding {
  const found = inspectMesh(mesh, options).findings.find((finding) => finding.check === check);
  if (found === undefined) throw new Error(`nothing was said of ${check}`);
  return found;
}

/** The checks that found something amiss, the worst first. */
function amiss(mesh: MeasurableMesh, options?: InspectMeshOptions): string[] {
  const { findings } = inspectMesh(mesh, options);
  return (["fault", "warning"] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity).map(({ check }) => `${severity}: ${check}`),
  );
}

const cube = box([0, 0, 0], [20, 20, 20]);

/** A mesh whose vertices are not shared, as STL files hold them. */
function soup({ positions, triangles }: MeasurableMesh): MeasurableMesh {
  const coordinate = (i: number) => positions[3 * triangles[Math.trunc(i / 3)] + (i % 3)];
  return {
    positions: Float32Array.from({ length: 3 * triangles.length }, (_, i) => coordinate(i)),
    triangles: Uint32Array.from(triangles.keys()),
  };
}

describe("inspectMesh: is it a solid", () => {
  it("finds nothing amiss with a small block, and measures it", () => {
    const { printable, severity, measure, findings } = inspectMesh(box([0, 0, 0], [3, 3, 2]));
    expect({ printable, severity }).toEqual({ printable: true, severity: "ok" });
    expect(findings.every(({ advice }) => advice === "")).toBe(true);
    expect(measure).toMatchObject({
      watertight: true,
      manifold: true,
      oriented: true,
      components: 1,
      enclosedVoids: 0,
      selfIntersections: 0,
      triangles: 12,
      sizeMm: [3, 3, 2],
      wallsComplete: true,
      minimumGapMm: null,
      sharpestEdgeDegrees: null,
      carats: null,
    });
    expect(measure.volumeMm3).toBeCloseTo(18, 9);
    expect(measure.weightGrams).toBeCloseTo(0.018 * MATERIAL_PROFILES.resin.densityGramsPerCm3, 9);
    expect(measure.minimumWallMm).toBeCloseTo(2, 9);
    expect(measure.minimumFacetMm).toBeCloseTo(2, 9);
    expect(measure.minimumEdgeMm).toBeCloseTo(2, 9);
  });

  it("tells each hole with its middle and its width", () => {
    // One triangle of the face x = 0 and one of the face x = 20 are missing.
    const open = { ...cube, triangles: cube.triangles.filter((_, h) => h >= 3 && (h < 6 || h >= 9)) };
    const hole = find(soup(open), "watertight");
    expect(hole).toMatchObject({
      severity: "fault",
      found: "2 holes, 6 open edges",
      value: 6,
      limit: 0,
      placeCount: 2,
    });
    expect(hole.places.map(({ positionMm }) => positionMm)).toEqual(
      expect.arrayContaining([
        [0, 10, 10],
        [20, 10, 10],
      ]),
    );
    expect(hole.places[0].detail).toBe("hole of 3 edges, 20.0 mm across");
    expect(hole.advice).toMatch(/fill the holes/);
    expect(inspectMesh(open).measure).toMatchObject({ volumeMm3: null, weightGrams: null, minimumWallMm: null });
    expect(find(open, "wall")).toMatchObject({
      severity: "advice",
      found: expect.stringMatching(/not measured.*holes/),
    });
  });

  it("tells which triangle is turned, and when all are", () => {
    const flipped = cube.triangles.slice();
    [flipped[31], flipped[32]] = [flipped[32], flipped[31]];
    const corners = Array.from(flipped.slice(30, 33), (v) => Array.from(cube.positions.slice(3 * v, 3 * v + 3)));
    const middle = [0, 1, 2].map((k) => {
      const along = corners.map((corner) => corner[k]);
      return (Math.min(...along) + Math.max(...along)) / 2;
    });
    const turned = find({ ...cube, triangles: flipped }, "oriented");
    expect(turned).toMatchObject({ severity: "fault", found: "1 triangle turned inwards", value: 1, placeCount: 1 });
    expect(turned.places[0].positionMm).toEqual(middle);
    const inside = inspectMesh(insideOut(cube));
    expect(amiss(insideOut(cube))).toEqual(["fault: oriented"]);
    // It is measured as if it were turned right.
    expect(inside.measure.volumeMm3).toBeCloseTo(8000, 6);
    expect(inside.measure.minimumWallMm).toBeCloseTo(20, 9);
  });

  it("tells loose pieces, the smallest first, unless so many are meant", () => {
    const pieces = together(cube, box([22, 0, 0], [25, 3, 3]), box([22, 9, 0], [24, 11, 2]));
    const found = find(pieces, "pieces");
    expect(found).toMatchObject({ severity: "fault", value: 3, limit: 1, placeCount: 2 });
    expect(found.places.map(({ positionMm }) => positionMm)).toEqual([
      [23, 10, 1],
      [23.5, 1.5, 1.5],
    ]);
    expect(found.places[0].detail).toContain("2.00 x 2.00 x 2.00 mm");
    expect(amiss(pieces, { pieces: 3 })).toEqual([]);
    expect(find(cube, "pieces", { pieces: 2 })).toMatchObject({ severity: "fault", value: 1, limit: 2, placeCount: 0 });
  });

  it("tells where surfaces run through each other", () => {
    const crossing = together(cube, box([15, 15, 15], [30, 30, 30]), box([-30, 5, 5], [1, 6, 6]));
    const found = find(crossing, "self-intersections");
    expect(found.severity).toBe("fault");
    expect(found.placeCount).toBeGreaterThanOrEqual(1);
    expect(found.value).toBe(inspectMesh(crossing).measure.selfIntersections);
    const places = found.places.map(({ positionMm }) => positionMm);
    expect(places.every(([x, y, z]) => x > -1 && y > 4 && z > 4 && x < 21 && y < 21 && z < 21)).toBe(true);
  });

  it("tells voids with their size, and does not count them as pieces", () => {
    const hollow = together(cube, insideOut(box([5, 5, 5], [15, 15, 12])));
    expect(amiss(hollow)).toEqual(["fault: voids"]);
    expect(find(hollow, "voids").places).toEqual([
      { positionMm: [10, 10, 8.5], detail: expect.stringContaining("10.00 x 10.00 x 7.00 mm, 700.00 mm3") },
    ]);
    expect(find(hollow, "voids").advice).toContain("2.50 mm");
    expect(find(hollow, "voids", { material: "nylon" }).advice).toContain("3.50 mm");
    expect(find(hollow, "voids", { material: "quartz" }).advice).not.toContain("hole");
  });

  it("tells edges and points where solids touch", () => {
    const alongEdge = find(together(cube, box([20, 20, 0], [30, 30, 20])), "manifold");
    expect(alongEdge).toMatchObject({ severity: "fault", value: 1, placeCount: 1 });
    expect(alongEdge.places[0].positionMm).toEqual([20, 20, 10]);
    const inPoint = find(together(cube, box([20, 20, 20], [30, 30, 30])), "manifold");
    expect(inPoint).toMatchObject({ severity: "fault", value: 1, placeCount: 1 });
    expect(inPoint.places[0]).toEqual({ positionMm: [20, 20, 20], detail: "surfaces touch in one point" });
  });

  it("tells triangles without area as harmless, and an empty mesh as a fault", () => {
    const withSliver = { ...cube, triangles: Uint32Array.from([...cube.triangles, 0, 0, 1, 0, 1, 1]) };
    const found = find(withSliver, "degenerate-triangles");
    expect(found).toMatchObject({ severity: "advice", value: 2, placeCount: 2 });
    const empty = inspectMesh({ positions: new Float32Array(), triangles: new Uint32Array() });
    expect(empty).toMatchObject({ printable: false, severity: "fault" });
  });
});

describe("inspectMesh: can it be made", () => {
  it("holds the thinnest wall against the material", () => {
    const plate = (mm: number) => box([0, 0, 0], [20, 20, mm]);
    const severity = (mm: number, material: MaterialName) => find(plate(mm), "wall", { material }).severity;
    expect([0.39, 0.41, 0.99, 1.01].map((mm) => severity(mm, "resin"))).toEqual(["fault", "warning", "warning", "ok"]);
    expect([0.79, 0.81, 0.99, 1.01].map((mm) => severity(mm, "silver"))).toEqual(["fault", "warning", "warning", "ok"]);
    expect([0.29, 0.31, 0.69, 0.7].map((mm) => severity(mm, "castable"))).toEqual([
      "fault",
      "warning",
      "warning",
      "ok",
    ]);
    const found = find(soup(plate(0.3)), "wall");
    expect(found).toMatchObject({ value: expect.closeTo(0.3, 6), limit: 0.4, unit: "mm" });
    const [{ positionMm, detail }] = found.places;
    expect(positionMm[2]).toBeCloseTo(0.15, 6);
    expect(detail).toBe("wall of 0.30 mm");
    expect(found.advice).toContain("1.00 mm");
    expect(find(plate(0.3), "wall", { material: "gold" }).advice).toContain("polishing");
  });

  it("takes a nib for none, and a needle for a wall, however bare the mesh", async () => {
    const standing = async (heightMm: number) => {
      const box = (x: number, y: number, top: number, depth: number) =>
        intersectHalfSpaces(
          Float64Array.from([1, 0, 0, x, -1, 0, 0, x, 0, 1, 0, y, 0, -1, 0, y, 0, 0, 1, top, 0, 0, -1, depth]),
        );
      return soup(await unite([box(5, 5, 5, 0), box(0.1, 0.09, 5 + heightMm, -4)]));
    };
    expect(find(await standing(0.15), "wall").severity).toBe("ok");
    expect(find(await standing(2), "wall")).toMatchObject({ severity: "fault", value: expect.closeTo(0.18, 4) });
  });

  it("holds the smallest gap against the material", () => {
    const comb = prism(
      [
        [0, 0],
        [20, 0],
        [20, 10],
        [10.1, 10],
        [10.1, 2],
        [9.9, 2],
        [9.9, 10],
        [0, 10],
      ],
      10,
    );
    const found = find(comb, "gap");
    expect(found).toMatchObject({ severity: "warning", value: expect.closeTo(0.2, 6), limit: 0.5 });
    expect(found.places[0].positionMm[0]).toBeCloseTo(10, 6);
    expect(found.advice).toContain("0.50 mm");
    expect(inspectMesh(comb).printable).toBe(true);
  });

  it("tells knife edges with the way that is too thin, and takes a blunted edge for no wall", () => {
    const wedge = (degrees: number, cut: number) => {
      const rise = Math.tan((degrees * Math.PI) / 180);
      return cut > 0
        ? prism([[cut, 0], [20, 0], [20, 20 * rise], [cut, cut * rise]], 10) // biome-ignore format: a wedge
        : prism([[0, 0], [20, 0], [20, 20 * rise]], 10); // biome-ignore format: a wedge
    };
    const sharp = find(wedge(10, 0), "knife-edge");
    expect(sharp).toMatchObject({ severity: "warning", value: expect.closeTo(10, 6), limit: 20, unit: "degrees" });
    expect(sharp.places[0].positionMm[0]).toBe(0);
    // Half of 0.4 mm over the tangent of 5 degrees.
    expect(sharp.advice).toContain("2.29 mm");
    expect(find(wedge(25, 0), "knife-edge").severity).toBe("ok");
    expect(find(wedge(30, 0.2), "wall").severity).toBe("ok");
    expect(find(wedge(5, 2), "wall")).toMatchObject({ severity: "fault", value: expect.closeTo(0.175, 2) });
  });

  it("proves a fine curved shell thick enough, or finds the place where it is not", () => {
    const shell = (inner: number) => together(ball(10, 24), insideOut(ball(inner, 24)));
    const thick = find(shell(8), "wall");
    expect(thick.severity).toBe("ok");
    const thin = find(shell(9.7), "wall");
    expect(thin).toMatchObject({ severity: "fault", value: expect.closeTo(0.3, 2) });
    expect(Math.hypot(...thin.places[0].positionMm)).toBeCloseTo(9.85, 1);
    const { measure, findings } = inspectMesh(ball(10, 50));
    expect(measure.wallsComplete).toBe(false);
    expect(measure.minimumWallLowerBoundMm).toBeGreaterThan(0.99);
    expect(findings.find(({ check }) => check === "wall")).toMatchObject({
      severity: "ok",
      found: expect.stringContaining("none below 1.00 mm"),
    });
  });

  it("tells facets too small to see, but not the triangles of curved surfaces", () => {
    // A block with one edge chamfered 0.1 mm wide.
    const chamfered = prism(
      [
        [0, 0],
        [10, 0],
        [10, 9.93],
        [9.93, 10],
        [0, 10],
      ],
      10,
    );
    const found = find(chamfered, "facet", { material: "silver" });
    expect(found).toMatchObject({ severity: "advice", value: expect.closeTo(0.099, 3), limit: 0.3, placeCount: 1 });
    expect(found.places[0].positionMm[0]).toBeCloseTo(9.965, 3);
    expect(found.advice).toContain("polished away");
    expect(find(ball(5, 40), "facet")).toMatchObject({ severity: "ok", value: null });
  });

  it("advises to hollow what is thicker than 4 mm, where that saves something", () => {
    const found = find(cube, "hollowing");
    expect(found).toMatchObject({ severity: "advice", limit: 4 });
    expect(found.value).toBeGreaterThan(0.95 * 20);
    expect(found.value).toBeLessThanOrEqual(20);
    expect(found.places[0].positionMm.every((x) => Math.abs(x - 10) < 0.6)).toBe(true);
    expect(found.advice).toMatch(/two holes of 2\.50 mm; saves about 5\.9 g/);
    expect(find(box([0, 0, 0], [30, 30, 3.9]), "hollowing").severity).toBe("ok");
    expect(find(cube, "hollowing", { material: "nylon" }).limit).toBe(9);
    const tube = ring([[8, 0], [10, 0], [10, 30], [8, 30]], 90); // biome-ignore format: a profile
    expect(find(tube, "hollowing").value).toBeCloseTo(2, 0);
  });

  it("tells a size that fits no machine, or was hardly meant", () => {
    expect(find(box([0, 0, 0], [170, 140, 140]), "size").severity).toBe("ok");
    expect(find(box([0, 0, 0], [150, 150, 100]), "size")).toMatchObject({ severity: "fault", value: 150, limit: 175 });
    expect(find(box([0, 0, 0], [80, 20, 20]), "size", { material: "gold" }).severity).toBe("ok");
    expect(find(box([0, 0, 0], [80, 80, 20]), "size", { material: "gold" }).severity).toBe("fault");
    expect(find(box([0, 0, 0], [0.03, 0.02, 0.02]), "size")).toMatchObject({
      severity: "warning",
      advice: expect.stringMatching(/metres or inches/),
    });
  });

  it("holds triangles and bytes against what services take", () => {
    expect(find(cube, "file-size", { fileBytes: 64 * 1024 * 1024 }).severity).toBe("ok");
    expect(find(cube, "file-size", { fileBytes: 64 * 1024 * 1024 + 1 })).toMatchObject({
      severity: "warning",
      limit: 64 * 1024 * 1024,
      unit: "bytes",
    });
    expect(find(cube, "triangles")).toMatchObject({ severity: "ok", value: 12, limit: 1_000_000 });
    expect(inspectMesh(cube).findings.some(({ check }) => check === "file-size")).toBe(false);
  });

  it("weighs a stone in carats and asks whether it can be ground", async () => {
    const stone = await unite([
      intersectHalfSpaces(Float64Array.of(1, 0, 0, 5, -1, 0, 0, 5, 0, 1, 0, 5, 0, -1, 0, 5, 0, 0, 1, 5, 0, 0, -1, 5)),
    ]);
    const { measure, findings } = inspectMesh(stone, { material: "quartz" });
    expect(measure.weightGrams).toBeCloseTo(2.65, 5);
    expect(measure.carats).toBeCloseTo(13.25, 5);
    expect(findings.find(({ check }) => check === "cuttable")?.severity).toBe("ok");
    expect(findings.some(({ check }) => check === "wall" || check === "hollowing")).toBe(false);
    const spray = await unite(crystalSpray(6, 3, "leaning"), { keep: "largest" });
    expect(find(spray, "cuttable", { material: "sapphire" })).toMatchObject({ severity: "warning" });
  });
});

describe("inspectMesh: whatever it is given", () => {
  it("says the same of a spray however it is turned and listed", async () => {
    const spray = await unite(crystalSpray(6, 3, "leaning"), { keep: "largest" });
    const before = inspectMesh(spray);
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const random = seededRandom(seed);
        const after = inspectMesh(rotated(shuffled(spray, random), rotationMatrix(randomRotation(random))));
        expect(after.printable).toBe(before.printable);
        expect(after.findings.map(({ check, severity }) => [check, severity])).toEqual(
          before.findings.map(({ check, severity }) => [check, severity]),
        );
        expect(after.measure.weightGrams).toBeCloseTo(before.measure.weightGrams ?? 0, 4);
        expect((after.measure.minimumWallMm ?? 0) / (before.measure.minimumWallMm ?? 1)).toBeCloseTo(1, 2);
        expect((after.measure.thickestMm ?? 0) / (before.measure.thickestMm ?? 1)).toBeGreaterThan(0.94);
      }),
      { seed: 7, numRuns: 3 },
    );
  });

  it("returns plain data with finite places for any triangles", () => {
    const coordinate = fc.integer({ min: -3, max: 3 });
    const triangles = fc.array(fc.tuple(...Array.from({ length: 9 }, () => coordinate)), { maxLength: 12 });
    fc.assert(
      fc.property(triangles, (list) => {
        const inspection = inspectMesh({
          positions: Float32Array.from(list.flat()),
          triangles: Uint32Array.from({ length: 3 * list.length }, (_, h) => h),
        });
        expect(JSON.parse(JSON.stringify(inspection))).toEqual(inspection);
        for (const { severity, advice, places, placeCount } of inspection.findings) {
          expect(advice === "").toBe(severity === "ok");
          expect(places.length).toBeLessThanOrEqual(Math.max(10, placeCount));
          expect(places.every(({ positionMm }) => positionMm.every(Number.isFinite))).toBe(true);
        }
        const { measure } = inspection;
        const sound = measure.watertight && measure.manifold && measure.oriented && measure.selfIntersections === 0;
        if (!sound) expect(inspection.printable).toBe(false);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("does not hang where a thousand faces meet in one corner", () => {
    const around = 1000;
    const rim = Array.from({ length: around }, (_, i) => (2 * Math.PI * i) / around);
    const positions = [0, 0, 40, 0, 0, 0, ...rim.flatMap((angle) => [5 * Math.cos(angle), 5 * Math.sin(angle), 0])];
    const fan = rim.flatMap((_, i) => {
      const [a, b] = [2 + i, 2 + ((i + 1) % around)];
      return [0, a, b, 1, b, a];
    });
    const needle = { positions: Float64Array.from(positions), triangles: Uint32Array.from(fan) };
    expect(find(needle, "wall")).toMatchObject({
      severity: "advice",
      found: expect.stringContaining("meet in one corner"),
    });
  });

  it("refuses loose triangles by the thousand, and tells a few thousand as holes", () => {
    const dust = (count: number): MeasurableMesh => {
      const random = seededRandom(3);
      return {
        positions: Float32Array.from({ length: 9 * count }, (_, i) => 20 * Math.floor(i / 9 / 30) + random()),
        triangles: Uint32Array.from({ length: 3 * count }, (_, h) => h),
      };
    };
    expect(() => inspectMesh(dust(20_000))).toThrow(/20,000 separate pieces.*merge vertices by distance/);
    expect(find(dust(2000), "watertight")).toMatchObject({ severity: "fault", placeCount: 2000 });
  });

  it("refuses what is no mesh and options that make no sense", () => {
    const noNumber = { positions: Float32Array.of(0, 0, Number.NaN), triangles: new Uint32Array() };
    expect(() => inspectMesh(noNumber)).toThrow(MeasureError);
    expect(() => inspectMesh(cube, { material: "unobtainium" as MaterialName })).toThrow(InspectError);
    expect(() => inspectMesh(cube, { material: "unobtainium" as MaterialName })).toThrow(/resin, castable, nylon/);
    for (const pieces of [0, 1.5, Number.NaN]) expect(() => inspectMesh(cube, { pieces })).toThrow(InspectError);
    expect(() => inspectMesh(cube, { fileBytes: -1 })).toThrow(InspectError);
  });

  it("takes a profile of one's own, and reports its progress", () => {
    const own = { ...MATERIAL_PROFILES.resin, minimumWallMm: 25, safeWallMm: 30 };
    const steps: [string, number][] = [];
    const inspection = inspectMesh(cube, {
      material: own,
      onProgress: ({ step, fraction }) => steps.push([step, fraction]),
    });
    expect(inspection.material).toBe(own);
    expect(inspection.printable).toBe(false);
    expect(steps.map(([step]) => step)).toEqual(["surface", "facets", "walls", "thickness", "done"]);
    expect(steps.every(([, fraction], i) => i === 0 || fraction > steps[i - 1][1])).toBe(true);
  });
});

describe("MATERIAL_PROFILES", () => {
  it("names a source and a year for every material, and keeps limits in order", () => {
    for (const [name, profile] of Object.entries(MATERIAL_PROFILES)) {
      expect(profile.name).toBe(name);
      expect(profile.sources.length).toBeGreaterThan(0);
      for (const { figures, publication, year } of profile.sources) {
        expect(figures).not.toBe("");
        expect(publication).not.toBe("");
        expect(year).toBeGreaterThan(2000);
      }
      expect(profile.densityGramsPerCm3).toBeGreaterThan(0.5);
      const { minimumWallMm, safeWallMm, largestMm } = profile;
      if (minimumWallMm !== null) expect(safeWallMm).toBeGreaterThanOrEqual(minimumWallMm);
      if (largestMm !== null) expect([...largestMm].sort((a, b) => a - b)).toEqual(largestMm);
    }
  });

  it("weighs metals in the order that everybody knows", () => {
    const order = ["nylon", "resin", "brass", "bronze", "silver", "gold-14k", "gold", "platinum"] as const;
    const densities = order.map((name) => MATERIAL_PROFILES[name].densityGramsPerCm3);
    expect(densities).toEqual([...densities].sort((a, b) => a - b));
  });
});

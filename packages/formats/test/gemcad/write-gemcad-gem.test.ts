import { HalfSpaceError, intersectHalfSpaces } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GemCadDesign,
  GemCadError,
  gemCadHalfSpaces,
  readGemCadGem,
  writeGemCadAsc,
  writeGemCadGem,
} from "../../src/index.js";
import { randomDesign } from "./random-design.js";
import { ROUND_BRILLIANT } from "./round-brilliant.js";

/** Reads the layout as free readers describe it, with nothing of the writer's. */
function readLayout(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const float = () => {
    at += 8;
    return view.getFloat64(at - 8, true);
  };
  const whole = () => {
    at += 4;
    return view.getInt32(at - 4, true);
  };
  const text = () => {
    const length = bytes[at++];
    at += length;
    return Buffer.from(bytes.subarray(at - length, at)).toString("latin1");
  };
  const point = () => [float(), float(), float()];
  const facets: { plane: number[]; step: number; label: string; corners: number[][] }[] = [];
  for (let x = float(); x !== -99999; x = float()) {
    const facet = { plane: [x, float(), float()], step: whole(), label: text(), corners: [] as number[][] };
    while (whole() === 1) facet.corners.push(point());
    facets.push(facet);
  }
  const trailer = { folds: whole(), mirror: whole(), gear: whole(), index: float(), mark: whole(), offset: float() };
  const notes = Array.from({ length: 8 }, text);
  expect(at).toBe(bytes.length);
  return { facets, trailer, notes };
}

const dot = (a: readonly number[], b: readonly number[]) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

describe("writeGemCadGem", () => {
  it("writes dual points, steps, labels and corners that lie on their planes, counter-clockwise from outside", () => {
    const { facets, trailer, notes } = readLayout(writeGemCadGem(ROUND_BRILLIANT));
    expect(facets).toHaveLength(73);
    expect(facets.filter(({ label }) => label !== "\t").map(({ step, label }) => [step, label])).toEqual([
      [1, "G\t"],
      [2, "1\t"],
      [3, "2\t"],
      [4, "A\t"],
      [5, "B\t"],
      [6, "C\t"],
      [7, "T\t"],
    ]);
    expect(1 / Math.hypot(...facets[0].plane)).toBeCloseTo(1.02653281, 11);
    for (const { plane, corners } of facets) {
      expect(corners.length).toBeGreaterThan(2);
      for (const corner of corners) expect(dot(plane, corner)).toBeCloseTo(1, 7);
      const [a, b, c] = corners;
      const [u, v] = [b, c].map((corner) => corner.map((value, axis) => value - a[axis]));
      const cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
      expect(dot(cross, plane)).toBeGreaterThan(0);
    }
    for (const { plane, step } of facets) expect(Math.sign(plane[2])).toBe(step <= 3 ? -1 : 1);
    expect(trailer).toEqual({ folds: 8, mirror: 1, gear: 96, index: 1.54, mark: 0x7fff, offset: 0 });
    expect(notes).toEqual(["Standard Round Brilliant", "GemCad for Windows User's Guide", " ", "", "", "", "", ""]);
  });

  it("writes the same bytes after reading, for any design", () => {
    fc.assert(
      fc.property(randomDesign, (design) => {
        const bytes = writeGemCadGem(design);
        expect(writeGemCadGem(readGemCadGem(bytes))).toEqual(bytes);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  it("leaves out facets that nothing of the stone is left of", () => {
    const far = { name: "", angleDegrees: 30, facets: [{ index: 0, distance: 50 }] };
    const design: GemCadDesign = { ...ROUND_BRILLIANT, tiers: [...ROUND_BRILLIANT.tiers, far] };
    expect(readLayout(writeGemCadGem(design)).facets).toHaveLength(73);
  });

  it("refuses what encloses no stone and more notes than there is room for", () => {
    expect(() => writeGemCadGem({ ...ROUND_BRILLIANT, tiers: ROUND_BRILLIANT.tiers.slice(0, 1) })).toThrow(
      HalfSpaceError,
    );
    expect(() => writeGemCadGem({ ...ROUND_BRILLIANT, footnotes: ["1", "2", "3", "4", "5"] })).toThrow(/5 headings or/);
    expect(() => writeGemCadGem({ ...ROUND_BRILLIANT, gear: 0 })).toThrow(GemCadError);
  });
});

describe("readGemCadGem", () => {
  it("reads angles, teeth and distances back, and the same stone", () => {
    const read = readGemCadGem(writeGemCadGem(ROUND_BRILLIANT));
    expect(read).toEqual(ROUND_BRILLIANT);
    expect(writeGemCadAsc(read)).toEqual(writeGemCadAsc(ROUND_BRILLIANT));
    expect(intersectHalfSpaces(gemCadHalfSpaces(read)).facets).toHaveLength(73);
  });

  it("passes over a preform and refuses anything else behind the end", () => {
    const good = writeGemCadGem(ROUND_BRILLIANT);
    const preform = new Uint8Array([...good, 7, ...Buffer.from("preform"), ...good]);
    expect(readGemCadGem(preform)).toEqual(ROUND_BRILLIANT);
    expect(() => readGemCadGem(new Uint8Array([...good, 0]))).toThrow(/1 bytes after the end/);
    expect(() => readGemCadGem(good.subarray(0, good.length - 1))).toThrow(/end of the file at byte/);
    expect(() => readGemCadGem(new Uint8Array(16_000_001))).toThrow(GemCadError);
    expect(readGemCadGem(new Uint8Array([9, 9, 9, ...good]).subarray(3))).toEqual(ROUND_BRILLIANT);
  });

  it("returns or throws its typed error on any bytes and on any bent file", () => {
    const good = writeGemCadGem(ROUND_BRILLIANT);
    const bent = fc
      .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map((changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), bent), (bytes) => {
        try {
          expect(readGemCadGem(bytes).tiers.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(GemCadError);
        }
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});

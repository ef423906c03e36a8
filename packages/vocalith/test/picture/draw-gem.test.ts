import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { decode } from "fast-png";
import { beforeAll, describe, expect, it } from "vitest";
import {
  cutGem,
  type DrawnGem,
  drawGem,
  drawGemInSteps,
  encodePng,
  type Picture,
  PictureOptionError,
} from "../../src/index.js";
import { GOLDEN, obelisk, smallGem, VIOLET } from "./small-gem.js";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../fixtures/golden.json"), "utf8"),
);
const small = { widthPx: 72, heightPx: 60 };
const sum = ({ rgba }: Picture) => createHash("sha256").update(rgba).digest("hex");

/** Mean of red, green and blue over the pixels of a part of the picture, 0 to 255. */
function meanOf({ widthPx, rgba }: Picture, left: number, top: number, right: number, bottom: number): number[] {
  const total = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      for (let channel = 0; channel < 3; channel++) total[channel] += rgba[4 * (y * widthPx + x) + channel];
    }
  }
  return total.map((value) => value / ((right - left) * (bottom - top)));
}

let single: DrawnGem;
let cluster: DrawnGem;
let twin: DrawnGem;
beforeAll(async () => {
  single = await smallGem([obelisk(0, 0, 8, 40)], VIOLET);
  const crystals = [obelisk(0, 0, 8, 40), obelisk(7, 2, 5, 24, 0.1), obelisk(-6, -5, 4, 18, -0.05)];
  cluster = await smallGem(crystals, GOLDEN);
  twin = await smallGem([obelisk(-6, 0, 8, 40), obelisk(6, 0, 8, 36)], VIOLET, [
    { color: VIOLET, crystals: [0, 1] },
    { color: GOLDEN, crystals: [1, 2] },
  ]);
});

describe("drawGem", () => {
  it("gives the same bytes everywhere", () => {
    const pictures = [
      drawGem(single, small),
      drawGem(cluster, small),
      drawGem(twin, { ...small, elevationDegrees: 30, azimuthDegrees: -35 }),
      drawGem({ ...cluster, cut: "brilliant" }, small),
    ];
    expect(pictures.map(sum)).toEqual([
      "c4bda9dc502267ffb27d7e61bd2678e618f36c71e3f78e5ae8d266db3d65a21b",
      "739af0c65036f4d8db6d50f4b091382a2dc50e83598676b12bd703a4ec7c2e4f",
      "f2d9ef8372020d85ffaae488a05a7f65de180b569bf2581925ec67bd9e78eb56",
      "67560c6d3561792fcf9f04af38a365bfc42bbb74d552cd15f14eaf25f970ed18",
    ]);
  });

  it("shows the stone in its own colour in the dark", () => {
    const picture = drawGem(single, { widthPx: 120, heightPx: 120 });
    const [red, green, blue] = meanOf(picture, 42, 40, 78, 90);
    expect(blue).toBeGreaterThan(1.25 * red);
    expect(red).toBeGreaterThan(1.2 * green);
    expect(Math.max(...meanOf(picture, 0, 0, 120, 6))).toBeLessThan(12);
    const brightest = picture.rgba.reduce((most, value, i) => (i % 4 === 3 ? most : Math.max(most, value)), 0);
    expect(brightest).toBeGreaterThan(150);
    expect(picture.rgba.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
  });

  it("shows both bodies of a twin, each in its colour", () => {
    const picture = drawGem(twin, { widthPx: 120, heightPx: 120 });
    const first = meanOf(picture, 30, 45, 52, 90);
    const second = meanOf(picture, 68, 45, 90, 90);
    expect(first[2]).toBeGreaterThan(first[0]);
    expect(second[0]).toBeGreaterThan(second[2]);
  });

  it("looks the same at any size", async () => {
    const scaled = await smallGem([obelisk(0, 0, 80, 400)], VIOLET);
    const [one, ten] = [drawGem(single, small), drawGem(scaled, small)];
    const differences = one.rgba.map((value, i) => Math.abs(value - ten.rgba[i]));
    expect(Math.max(...differences)).toBeLessThanOrEqual(3);
  });

  it("leaves out what a flat has cut off", async () => {
    const sunk = [obelisk(0, 0, 8, 40), obelisk(1, 1, 2, 9)].map((halfSpaces) => {
      for (let i = 0; i < halfSpaces.length; i += 4) halfSpaces[i + 3] -= halfSpaces[i + 2] * 10;
      return { halfSpaces };
    });
    const stone = { ...single, crystals: sunk };
    const flat = await smallGem([obelisk(0, 0, 8, 30)], VIOLET);
    expect(sum(drawGem({ ...stone, mesh: flat.mesh }, small))).toBe(sum(drawGem(flat, small)));
  });

  it("draws every golden voice in every cut", async () => {
    for (const [name, { code }] of Object.entries(golden)) {
      for (const cut of ["crystal", "brilliant"] as const) {
        const { rgba } = drawGem(await cutGem(code, { cut }), { widthPx: 16, heightPx: 16, samples: 1 });
        const total = rgba.reduce((light, value, i) => (i % 4 === 3 ? light : light + value), 0) / (16 * 16 * 3);
        expect([name, cut, total > 8 && total < 128]).toEqual([name, cut, true]);
      }
    }
  });

  it("draws with any accepted options", () => {
    fc.assert(
      fc.property(
        fc.record({
          widthPx: fc.integer({ min: 16, max: 40 }),
          heightPx: fc.integer({ min: 16, max: 40 }),
          samples: fc.integer({ min: 1, max: 9 }),
          azimuthDegrees: fc.double({ min: -720, max: 720, noNaN: true }),
          elevationDegrees: fc.double({ min: 0, max: 80, noNaN: true }),
          fill: fc.double({ min: 0.4, max: 1, noNaN: true }),
          middle: fc.double({ min: 0.4, max: 0.6, noNaN: true }),
          refractiveIndex: fc.double({ min: 1.3, max: 2.5, noNaN: true }),
          abbeNumber: fc.double({ min: 8, max: 100, noNaN: true }),
          depth: fc.double({ min: 0.1, max: 10, noNaN: true }),
          bounces: fc.integer({ min: 1, max: 32 }),
        }),
        (options) => {
          const picture = drawGem(cluster, options);
          expect(picture.rgba.length).toBe(4 * options.widthPx * options.heightPx);
          expect(Math.max(...picture.rgba.filter((_, i) => i % 4 !== 3))).toBeGreaterThan(20);
        },
      ),
      { seed: 1, numRuns: 25 },
    );
  });

  it("refuses options out of range, saying what is accepted", () => {
    for (const options of [{ widthPx: 15 }, { heightPx: 5000 }, { samples: 0 }, { fill: Number.NaN }, { depth: 0 }]) {
      expect(() => drawGem(single, options)).toThrow(PictureOptionError);
    }
    expect(() => drawGem(single, { abbeNumber: 3 })).toThrow("abbeNumber = 3; accepted: a number from 8 to 100");
  });

  it("tells how far it is, and stops when told to", () => {
    const shares: number[] = [];
    drawGem(single, { ...small, onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[shares.length - 1]).toBe(1);
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error("enough"));
    expect(() => drawGem(single, { ...small, onProgress, signal: controller.signal })).toThrow("enough");
  });
});

describe("encodePng", () => {
  it("keeps every pixel, opaque or not, in the same bytes each time", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (widthPx, heightPx, isOpaque) => {
          const rgba = Uint8ClampedArray.from({ length: 4 * widthPx * heightPx }, (_, i) =>
            i % 4 === 3 && isOpaque ? 255 : (i * 37) % 256,
          );
          const png = encodePng({ widthPx, heightPx, rgba });
          expect(encodePng({ widthPx, heightPx, rgba })).toEqual(png);
          const read = decode(png);
          expect([read.width, read.height, read.channels]).toEqual([widthPx, heightPx, isOpaque ? 3 : 4]);
          const kept = [...rgba].filter((_, i) => !isOpaque || i % 4 !== 3);
          expect([...read.data]).toEqual(kept);
        },
      ),
      { seed: 1, numRuns: 30 },
    );
  });
});

describe("drawGemInSteps", () => {
  it("gives shares that grow to the whole, and the picture of drawGem", () => {
    const steps = drawGemInSteps(cluster, small);
    const shares: number[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) shares.push(step.value);
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(step.value).toEqual(drawGem(cluster, small));
  });

  it("says at the first step what it does not take", () => {
    const steps = drawGemInSteps(cluster, { widthPx: 8 });
    expect(() => steps.next()).toThrow(PictureOptionError);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { develop } from "../../src/picture/develop.js";
import { fresnel, refractedPart } from "../../src/picture/interface-optics.js";
import { decay, smoothStep, wave } from "../../src/picture/smooth-functions.js";

describe("smooth functions", () => {
  it("decay follows the exponential, wave the sine", () => {
    for (let x = 0; x < 16; x += 0.00713) expect(Math.abs(decay(x) / Math.exp(-x) - 1)).toBeLessThan(2e-6);
    expect([decay(16), decay(1e9), decay(Infinity), decay(Number.NaN)]).toEqual([0, 0, 0, 0]);
    for (let x = -2; x < 2; x += 0.00713) expect(Math.abs(wave(x) - Math.sin(2 * Math.PI * x))).toBeLessThan(0.0011);
    expect([smoothStep(1, 2, 0), smoothStep(1, 2, 1.5), smoothStep(1, 2, 3)]).toEqual([0, 0.5, 1]);
  });
});

describe("light at a surface", () => {
  it("reflects as Fresnel's equations say: straight on, at Brewster's angle, beyond the critical one", () => {
    for (const index of [1.33, 1.54, 1.77, 2.42]) {
      const straight = ((index - 1) / (index + 1)) ** 2;
      expect(fresnel(1, index)).toBeCloseTo(straight, 12);
      expect(fresnel(1, 1 / index)).toBeCloseTo(straight, 12);
      // At Brewster's angle what is reflected is polarised: half of the other polarisation's share.
      const brewster = Math.atan(index);
      const share = ((1 - index * index) / (1 + index * index)) ** 2;
      expect(fresnel(Math.cos(brewster), 1 / index)).toBeCloseTo(share / 2, 10);
      const critical = Math.asin(1 / index);
      expect(fresnel(Math.cos(critical + 1e-6), index)).toBe(1);
      expect(fresnel(Math.cos(critical - 0.05), index)).toBeLessThan(0.7);
    }
  });

  it("bends by Snell's law into a way of length 1, and back again", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.double({ min: 1.2, max: 2.5, noNaN: true }),
        (cosine, index) => {
          const sine = Math.sqrt(1 - cosine * cosine);
          const along = refractedPart(cosine, 1 / index) + cosine / index;
          expect(Math.hypot(sine / index, along)).toBeCloseTo(1, 10);
          expect(refractedPart(along, index) + along * index).toBeCloseTo(cosine, 8);
          // Light goes the same way back with the same loss.
          expect(fresnel(cosine, 1 / index)).toBeCloseTo(fresnel(along, index), 8);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe("develop", () => {
  it("shows middle greys as sRGB does, and keeps order and shape above", () => {
    const shown = (light: number) => {
      const grey = new Float32Array(24 * 24 * 3).fill(light);
      return develop(grey, 24, 24)[4 * (12 * 24 + 12)];
    };
    for (const light of [0.01, 0.1, 0.2, 0.4]) {
      expect(Math.abs(shown(light) - 255 * (1.055 * (light + 0.0022) ** (1 / 2.4) - 0.055))).toBeLessThanOrEqual(1);
    }
    const ladder = [0, 0.05, 0.5, 1, 2, 4].map(shown);
    expect(ladder).toEqual([...ladder].sort((a, b) => a - b));
    expect(ladder[5]).toBeLessThanOrEqual(255);
    expect(ladder[0]).toBeLessThan(10);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLOAT32_BYTES, writeFloat32 } from "../../src/text/write-float32.js";

function textOf(value: number): string {
  const bytes = new Uint8Array(FLOAT32_BYTES + 1);
  return new TextDecoder().decode(bytes.subarray(0, writeFloat32(bytes, 0, value)));
}

/** Digits that count: without sign, point, exponent and zeros around. */
const digitsOf = (text: string) => text.replace(/e.*|[-.]/g, "").replace(/^0+|0+$/g, "").length;

describe("writeFloat32", () => {
  it.each([
    [0, "0"],
    [-0, "-0"],
    [10, "10"],
    [-2.5, "-2.5"],
    [0.1, "0.1"],
    [1 / 3, "0.33333334"],
    [33.333332, "33.333332"],
    [0.0001, "0.0001"],
    [1.2345e-7, "1.2345e-7"],
    [16777216, "16777216"],
    [123456792, "123456792"],
    [3.4028234663852886e38, "3.4028235e+38"],
    [2 ** -149, "1e-45"],
  ])("writes %f", (value, text) => {
    expect(textOf(Math.fround(value))).toBe(text);
  });

  it("gives every float32 back, with as few digits as do", () => {
    const bits = fc.nat({ max: 0xffffffff });
    const fewest = (value: number) => {
      for (let digits = 1; ; digits++) if (Math.fround(Number(value.toPrecision(digits))) === value) return digits;
    };
    const usual = fc.float({ min: -1000, max: 1000, noNaN: true });
    const any = bits.map((pattern) => new Float32Array(Uint32Array.of(pattern).buffer)[0]).filter(Number.isFinite);
    fc.assert(
      fc.property(fc.oneof(usual, any), (value) => {
        const text = textOf(value);
        expect(Math.fround(Number(text))).toBe(value);
        if (value !== 0 && Math.abs(value) < 1e6) expect(digitsOf(text)).toBe(fewest(value));
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  it("refuses what is no number", () => {
    expect(() => textOf(Number.NaN)).toThrow(RangeError);
    expect(() => textOf(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});

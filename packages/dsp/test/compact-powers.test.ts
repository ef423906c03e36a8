import { describe, expect, it } from "vitest";
import { CompactPowers } from "../src/timbre/compact-powers.js";

describe("CompactPowers", () => {
  it("gives powers back to a thousandth of a decibel at any gain, and nothing for nothing", () => {
    const powers = new CompactPowers(4);
    const row = [1, 0.123, 3e-9, 0];
    const gains = [1, 7e-12, 3e20, 0];
    for (const gain of gains) {
      const scaled = Float32Array.from(row, (power) => gain * power);
      powers.push(
        scaled,
        Float64Array.from(scaled, (power) => 10 * Math.log10(power)),
      );
    }
    const read = powers.read(0, gains.length);
    gains.forEach((gain, i) => {
      row.forEach((power, c) => {
        const found = read[4 * i + c];
        if (gain * power === 0) expect(found).toBe(0);
        else expect(Math.abs(10 * Math.log10(found / gain / power))).toBeLessThan(0.0011);
      });
    });
    expect([...powers.read(1, 2)]).toEqual([...read.subarray(4, 8)]);
  });
});

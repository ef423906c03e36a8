import { describe, expect, it } from "vitest";
import { CompactPowers } from "../src/timbre/compact-powers.js";

const row = [1, 0.123, 3e-9, 0];
const gains = [1, 7e-12, 3e20, 0];

function pushRow(powers: CompactPowers, gain: number): void {
  const scaled = Float32Array.from(row, (power) => gain * power);
  powers.push(
    scaled,
    Float64Array.from(scaled, (power) => 10 * Math.log10(power)),
  );
}

function powersOf(gains: readonly number[]): CompactPowers {
  const powers = new CompactPowers(4);
  for (const gain of gains) pushRow(powers, gain);
  return powers;
}

describe("CompactPowers", () => {
  it("gives powers back to a thousandth of a decibel at any gain, and nothing for nothing", () => {
    const read = powersOf(gains).take(0, gains.length);
    gains.forEach((gain, i) => {
      row.forEach((power, c) => {
        const found = read[4 * i + c];
        if (gain * power === 0) expect(found).toBe(0);
        else expect(Math.abs(10 * Math.log10(found / gain / power))).toBeLessThan(0.0011);
      });
    });
    expect([...powersOf(gains).take(1, 2)]).toEqual([...read.subarray(4, 8)]);
  });

  it("gives the same rows if some were read before", () => {
    const powers = powersOf(gains.slice(0, 2));
    expect([...powers.readSoFar()]).toEqual([...powersOf(gains).take(0, 2)]);
    for (const gain of gains.slice(2)) pushRow(powers, gain);
    expect([...powers.readSoFar()]).toEqual([...powersOf(gains).take(0, 4)]);
    for (const gain of gains) pushRow(powers, gain);
    expect([...powers.take(1, 7)]).toEqual([...powersOf([...gains, ...gains]).take(1, 7)]);
  });
});

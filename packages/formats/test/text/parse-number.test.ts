import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInteger, parseNumber } from "../../src/text/parse-number.js";

function parse(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return parseNumber(bytes, 0, bytes.length);
}

describe("parseNumber", () => {
  it("reads what the language reads, bit for bit", () => {
    const printed = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(7)),
      fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential(8)),
    );
    fc.assert(
      fc.property(printed, (text) => {
        expect(parse(text)).toBe(Number(text));
      }),
      { seed: 1, numRuns: 3000 },
    );
    expect(parse("-0")).toBe(-0);
    expect(parse("+.5E+1")).toBe(5);
    expect(parse("7.")).toBe(7);
    expect(parse(`1${"0".repeat(400)}`)).toBe(Number.POSITIVE_INFINITY);
    expect(parse("1e99999999999999999999")).toBe(Number.POSITIVE_INFINITY);
  });

  it("takes nothing else for a number", () => {
    for (const text of [
      "",
      "-",
      ".",
      "e5",
      "1e",
      "1e+",
      "1,5",
      "1.2.3",
      "0x10",
      "nan",
      "inf",
      "Infinity",
      "1f",
      "--1",
    ]) {
      expect(parse(text)).toBeNaN();
    }
  });
});

describe("parseInteger", () => {
  it("reads whole numbers alone", () => {
    const of = (text: string) => parseInteger(new TextEncoder().encode(text), 0, text.length);
    expect([of("0"), of("-17"), of("+4294967295")]).toEqual([0, -17, 4294967295]);
    for (const text of ["", "+", "1.0", "1e3", "a"]) expect(of(text)).toBeNaN();
  });
});

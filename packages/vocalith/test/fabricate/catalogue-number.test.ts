import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogueNumber, formatGemCode } from "../../src/index.js";
import { arbitraryCode } from "../arbitrary-code.js";

describe("catalogueNumber", () => {
  it("is FNV-1a folded to 40 bits in Crockford's base32", () => {
    // The published value of 64-bit FNV-1a for "foobar" is 85944171f73967e8: its lower 40 bits and the 24 above them.
    const folded = 0x71f73967e8n ^ 0x859441n;
    const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const digits = Array.from({ length: 8 }, (_, i) => signs[Number((folded >> BigInt(5 * (7 - i))) & 31n)]).join("");
    expect(catalogueNumber("foobar")).toBe(`${digits.slice(0, 4)}-${digits.slice(4)}`);
  });

  it("can be engraved, and tells codes apart", () => {
    const numbers = new Set<string>();
    const codes = fc.sample(arbitraryCode, { seed: 1, numRuns: 500 }).map(formatGemCode);
    for (const code of codes) {
      const number = catalogueNumber(code);
      expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(catalogueNumber(code)).toBe(number);
      numbers.add(number);
    }
    expect(numbers.size).toBe(new Set(codes).size);
  });
});

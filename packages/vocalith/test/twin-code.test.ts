import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatGemCode, formatTwinCode, GemCodeError, parseGemCode, parseTwinCode } from "../src/index.js";
import { arbitraryCode } from "./arbitrary-code.js";

const arbitraryPair = fc.tuple(arbitraryCode, arbitraryCode);

describe("twin code", () => {
  it("reads back every pair, in its order, within 600 characters", () => {
    fc.assert(
      fc.property(arbitraryPair, (individuals) => {
        const text = formatTwinCode({ individuals });
        expect(text.length).toBeLessThanOrEqual(600);
        expect(parseTwinCode(text)).toEqual({ individuals });
        expect(text.startsWith(formatGemCode(individuals[0]))).toBe(true);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("refuses one letter more, less or other, halves the other way round, and halves of two twins", () => {
    fc.assert(
      fc.property(
        arbitraryPair,
        arbitraryCode,
        fc.nat(),
        fc.constantFrom(..."AZaz09-_."),
        (pair, other, at, letter) => {
          const text = formatTwinCode({ individuals: pair });
          const place = at % text.length;
          const refuse = (broken: string) => {
            if (broken !== text) expect(() => parseTwinCode(broken), broken).toThrow(GemCodeError);
          };
          refuse(text.slice(0, place) + letter + text.slice(place + 1));
          refuse(text.slice(0, place) + letter + text.slice(place));
          refuse(text.slice(0, place) + text.slice(place + 1));
          const [version, front, back, sum] = text.split(".");
          refuse([version, back, front, sum].join("."));
          refuse([version, formatGemCode(other).slice(4), back, sum].join("."));
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });

  it("refuses any text with a typed error, whatever its length", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(() => parseTwinCode(text)).toThrow(GemCodeError);
      }),
      { seed: 3 },
    );
    expect(() => parseTwinCode("vl0.A.".repeat(1e6))).toThrow(GemCodeError);
    const single = formatGemCode(fc.sample(arbitraryCode, { seed: 4, numRuns: 1 })[0]);
    expect(() => parseTwinCode(single)).toThrow(/2 groups/);
  });

  it("is told from a single voice's code, which says where to read it", () => {
    const [[first, second]] = fc.sample(arbitraryPair, { seed: 5, numRuns: 1 });
    expect(() => parseGemCode(formatTwinCode({ individuals: [first, second] }))).toThrow(/parseTwinCode/);
  });
});

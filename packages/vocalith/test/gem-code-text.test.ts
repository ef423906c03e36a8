import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatGemCode, GemCodeError, parseGemCode } from "../src/index.js";
import { arbitraryCode } from "./arbitrary-code.js";

describe("the text of a GemCode", () => {
  it("reads back every code, is canonical, and never longer than 188 characters", () => {
    fc.assert(
      fc.property(arbitraryCode, (code) => {
        const text = formatGemCode(code);
        expect(text).toMatch(/^vl0\.[\w-]+$/);
        expect(text.length).toBeLessThanOrEqual(188);
        expect(parseGemCode(text)).toEqual(code);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("refuses every code in which one character was changed, lost or doubled", () => {
    const character = fc.constantFrom(..."ABCXYZabcxyz0189-_.=+/ é");
    fc.assert(
      fc.property(arbitraryCode, fc.nat(), character, (code, at, wrong) => {
        const text = formatGemCode(code);
        const place = at % text.length;
        const changed = text.slice(0, place) + wrong + text.slice(place + 1);
        const lost = text.slice(0, place) + text.slice(place + 1);
        const doubled = text.slice(0, place) + text[place] + text.slice(place);
        for (const damaged of [changed, lost, doubled]) {
          if (damaged !== text) expect(() => parseGemCode(damaged)).toThrow(GemCodeError);
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("refuses every code with any one bit turned, whatever the check sum", () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    fc.assert(
      fc.property(arbitraryCode, (code) => {
        const text = formatGemCode(code);
        for (let place = 4; place < text.length; place++) {
          for (let bit = 1; bit < 64; bit *= 2) {
            const turned = letters[letters.indexOf(text[place]) ^ bit];
            const damaged = text.slice(0, place) + turned + text.slice(place + 1);
            expect(() => parseGemCode(damaged), damaged).toThrow(GemCodeError);
          }
        }
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  it("refuses every code cut short, joined to another, or with neighbours exchanged", () => {
    fc.assert(
      fc.property(arbitraryCode, arbitraryCode, fc.nat(), (code, other, at) => {
        const [text, more] = [formatGemCode(code), formatGemCode(other)];
        const place = 4 + (at % (text.length - 5));
        const exchanged = text.slice(0, place) + text[place + 1] + text[place] + text.slice(place + 2);
        const damages = [text.slice(0, place), text + more, text + more.slice(4), ` ${text}`, `${text}\n`, exchanged];
        for (const damaged of damages) {
          if (damaged !== text) expect(() => parseGemCode(damaged), damaged).toThrow(GemCodeError);
        }
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it("returns or throws its typed error on any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((text) => `vl0.${text}`),
        ),
        (text) => {
          try {
            expect(formatGemCode(parseGemCode(text))).toBe(text);
          } catch (error) {
            expect(error).toBeInstanceOf(GemCodeError);
          }
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });

  it("says what to do about a code of another version", () => {
    expect(() => parseGemCode("vl7.AAAA")).toThrow(/found version vl7.*update/);
    expect(() => parseGemCode("x".repeat(100_000))).toThrow(/100000 characters/);
  });

  it("writes no code with a field out of its range", () => {
    const [code] = fc.sample(arbitraryCode, { seed: 4, numRuns: 1 });
    const withSystem = (system: number) => ({ ...code, species: { ...code.species, system } });
    for (const system of [-1, 6, 1.5, Number.NaN]) {
      expect(() => formatGemCode(withSystem(system))).toThrow(GemCodeError);
    }
    const silent = { ...code, specimen: { ...code.specimen, syllables: [] } };
    expect(() => formatGemCode(silent)).toThrow(/0 syllables/);
  });
});

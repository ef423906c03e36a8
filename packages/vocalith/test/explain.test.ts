import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  CUTS,
  type CutName,
  createGem,
  cutGem,
  EXPLAIN_LANGUAGES,
  ExplainLanguageError,
  type Explanation,
  explain,
  type Gem,
  parseGemCode,
} from "../src/index.js";
import { arbitraryCode } from "./arbitrary-code.js";

const folder = join(import.meta.dirname, "../../../fixtures/voices");
const FIXTURES = readdirSync(folder).flatMap((name) => (name.endsWith(".wav") ? [name.slice(0, -4)] : []));

const voices = new Map<string, Gem>();
beforeAll(async () => {
  for (const name of FIXTURES) voices.set(name, await createGem(readFileSync(join(folder, `${name}.wav`))));
});

function gemOf(name: string): Gem {
  const gem = voices.get(name);
  if (gem === undefined) throw new Error(`no fixture ${name}`);
  return gem;
}

const saysOf = (gem: Gem, trait: string, language = "en") =>
  explain(gem, language).sentences.find((sentence) => sentence.trait === trait)?.text;

/** Numbers in a text, a decimal comma or point alike. */
const numbersIn = (text: string) =>
  [...text.matchAll(/\d+(?:[.,]\d+)?/g)].map(([digits]) => digits.replace(",", ".")).sort();

/** What holds for every stone in every language. */
function expectSound({ language, sentences, text }: Explanation, gem: Gem): void {
  expect(text).toBe(sentences.map((sentence) => sentence.text).join(" "));
  expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object|\$\{| {2}/);
  expect(text.endsWith("?")).toBe(true);
  expect(sentences.at(-1)?.trait).toBe("question");
  expect(sentences.filter(({ trait }) => trait === "question")).toHaveLength(1);
  for (const sentence of sentences) {
    expect(sentence.text, sentence.trait).toMatch(/[.?]$/);
    expect(sentence.text.length, sentence.trait).toBeGreaterThan(8);
    expect(sentence.text, sentence.trait).toMatch(
      { en: /^[A-Z]/, ko: /^[\p{Script=Hangul}\d]/u, vi: /^\p{Lu}/u }[language],
    );
  }
  const { excitement, syllables } = parseGemCode(gem.code).specimen;
  const whole = sentences.find(({ trait }) => trait === "whole")?.text ?? "";
  expect(numbersIn(whole)).toContain(String(Math.round((100 * excitement) / 255)));
  for (const [, place] of text.matchAll(/(?:beat |nhịp thứ |(?=\d+번째))(\d+)\b(?!\.\d)/g)) {
    expect(Number(place)).toBeGreaterThanOrEqual(1);
    expect(Number(place)).toBeLessThanOrEqual(syllables.length);
  }
}

describe.each(EXPLAIN_LANGUAGES)("explain in %s", (language) => {
  it.each(FIXTURES)("has something sound to say of %s, with its recording and from its code alone", async (name) => {
    const gem = gemOf(name);
    expectSound(explain(gem, language), gem);
    const fromCode = await cutGem(gem.code);
    expectSound(explain(fromCode, language), fromCode);
    expect(explain(fromCode, language).text).not.toMatch(/at \d+\.\d s|초쯤에 나오는|\(giây \d/);
  });

  it("says something else of every stone", () => {
    const texts = FIXTURES.map((name) => explain(gemOf(name), language).text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("is sound for every code and every cut", async () => {
    const cuts = Object.keys(CUTS) as CutName[];
    await fc.assert(
      fc.asyncProperty(arbitraryCode, fc.constantFrom(...cuts), async (code, cut) => {
        const gem = await cutGem(code, { cut });
        expectSound(explain(gem, language), gem);
        expect(explain(gem, language)).toEqual(explain(gem, language));
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});

describe("explain", () => {
  it("tells random codes apart", async () => {
    const codes = fc.sample(arbitraryCode, { seed: 2, numRuns: 40 });
    const gems = await Promise.all(codes.map((code) => cutGem(code)));
    const texts = new Set(gems.map((gem) => explain(gem).text));
    expect(texts.size).toBe(new Set(gems.map(({ code }) => code)).size);
  });

  it("tells the same traits with the same numbers in every language", () => {
    for (const name of FIXTURES) {
      const [english, ...others] = EXPLAIN_LANGUAGES.map((language) => explain(gemOf(name), language));
      for (const other of others) {
        expect(other.sentences.map(({ trait }) => trait)).toEqual(english.sentences.map(({ trait }) => trait));
        for (const [i, { trait, text }] of other.sentences.entries()) {
          // "One" and "first" are words in one language and numerals in another.
          const spoken = (one: string) => numbersIn(one).filter((digits) => digits !== "1");
          expect(spoken(text), `${name} ${trait}: ${text}`).toEqual(spoken(english.sentences[i].text));
        }
      }
    }
  });

  it("reads colour, unity and the longest crystal from the stone", () => {
    expect(saysOf(gemOf("calm-deep"), "color")).toMatch(/deep violet.*tube 1[78]\.\d cm.*darker/);
    expect(saysOf(gemOf("calm-deep"), "whole")).toMatch(/one whole stone/);
    expect(saysOf(gemOf("calm-deep"), "longest")).toBeUndefined();
    const spray = gemOf("excited-deep");
    expect(saysOf(spray, "whole")).toContain(`${spray.crystals.length - 1} of `);
    expect(saysOf(spray, "longest")).toMatch(/^The longest crystal, \d+ mm, is beat \d+, at \d\.\d s/);
    expect(saysOf(spray, "color")).toContain("deep violet");
  });

  it("names the moment of the longest crystal as the features have it", () => {
    const gem = gemOf("excited-deep");
    const [, seconds] = saysOf(gem, "longest")?.match(/beat \d+, at ([\d.]+) s/) ?? [];
    const nuclei = gem.features?.syllables.map(({ nucleusSeconds }) => nucleusSeconds.toFixed(1));
    expect(nuclei).toContain(seconds);
  });

  it("says of a whisper and of animals only what they have", () => {
    expect(explain(gemOf("whisper")).text).toMatch(/whisper/);
    expect(explain(gemOf("whisper")).text).not.toMatch(/low notes|vibrations/);
    for (const name of ["bird", "whale"]) {
      expect(explain(gemOf(name)).text).not.toMatch(/throat|mouth|speaker|word/);
    }
  });

  it("knows a stone that was cut, and tells of no grown shape", async () => {
    const traits = explain(await cutGem(gemOf("excited-deep").code, { cut: "brilliant" })).sentences;
    expect(traits.map(({ trait }) => trait)).toEqual([
      "color",
      "clearness",
      "mineral",
      "whole",
      "smallFaces",
      "question",
    ]);
    expect(traits[2].text).toMatch(/not grown but cut/);
  });

  it.each(EXPLAIN_LANGUAGES)("tells of both voices of a twin in %s, and asks once", async (language) => {
    const [first, second] = [gemOf("calm-deep"), gemOf("excited-high")].map((gem) => parseGemCode(gem.code));
    const twin = await cutGem({ individuals: [first, second] });
    const { sentences, text } = explain(twin, language);
    const traits = sentences.map(({ trait }) => trait);
    const secondAt = traits.lastIndexOf("voice");
    expect(traits[0]).toBe("voice");
    expect(traits.slice(1, secondAt)).toContain("color");
    expect(traits.slice(secondAt)).toEqual(expect.arrayContaining(["color", "longest", "question"]));
    expect(traits.filter((trait) => trait === "question")).toHaveLength(1);
    expect(text).toMatch(/\?$/);
    expect(text).not.toMatch(/undefined|NaN/);
    const whole = sentences.find(({ trait }) => trait === "mineral")?.text;
    expect(whole).toBe(saysOf(await cutGem(first), "mineral", language));
  });

  it("takes a language with its script or region, and refuses others by name", () => {
    const gem = gemOf("calm-deep");
    expect(explain(gem, "ko-KR")).toEqual(explain(gem, "ko"));
    expect(explain(gem, "VI_vn").language).toBe("vi");
    expect(explain(gem)).toEqual(explain(gem, "en-GB"));
    for (const language of ["fr", "", "english", "k", "toString"]) {
      expect(() => explain(gem, language), language).toThrow(ExplainLanguageError);
    }
    expect(() => explain(gem, 7 as unknown as string)).toThrow(/found|accepted: en, ko, vi/);
    expect(() => explain(gem, "fr-FR")).toThrow(/"fr-FR"; accepted: en, ko, vi.*Choose/);
  });
});

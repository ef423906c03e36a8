import type { Finding } from "@vocalith/geometry";
import { describe, expect, it } from "vitest";
import { addressOf, routeOf } from "../../examples/web/src/app/route.js";
import { TROUBLE_KINDS } from "../../examples/web/src/app/trouble.js";
import { chooseLanguage, LANGUAGES } from "../../examples/web/src/language/languages.js";
import type { Words } from "../../examples/web/src/language/words.js";
import { wordsOf } from "../../examples/web/src/language/words-of.js";

/** Every text of a language by its place, those that functions give left out. */
function textsOf(words: unknown, place = ""): [place: string, text: string][] {
  if (typeof words === "string") return [[place, words]];
  if (typeof words !== "object" || words === null) return [];
  return Object.entries(words).flatMap(([key, value]) => textsOf(value, `${place}.${key}`));
}

describe("the words of the page", () => {
  it("are all there in every language, and no text of one language stands in another", () => {
    const [english, ...others] = LANGUAGES.map((language) => new Map(textsOf(wordsOf(language))));
    expect(english.size).toBeGreaterThan(120);
    // Names of materials and of the artwork are alike in many languages.
    const mayBeAlike = (place: string) => place.startsWith(".making.materials") || place.startsWith(".credit");
    for (const other of others) {
      expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [place, text] of other) {
        expect(text.trim(), place).not.toBe("");
        if (!mayBeAlike(place)) expect(text, place).not.toBe(english.get(place));
      }
    }
  });

  it("give every trouble words of its own", () => {
    for (const language of LANGUAGES) {
      const { kinds } = wordsOf(language).trouble;
      const headings = TROUBLE_KINDS.map((kind) => kinds[kind].heading);
      const texts = TROUBLE_KINDS.map((kind) => kinds[kind].text);
      expect(new Set(headings).size).toBe(TROUBLE_KINDS.length);
      expect(new Set(texts).size).toBe(TROUBLE_KINDS.length);
    }
  });

  it("say what an inspection found, with its numbers", () => {
    const finding: Pick<Finding, "check" | "severity" | "found" | "advice" | "value" | "limit" | "unit"> = {
      check: "facet",
      severity: "advice",
      found: "narrowest facet 0.18 mm",
      advice: "Make the piece larger.",
      value: 0.18,
      limit: 0.3,
      unit: "mm",
    };
    const said = (words: Words) => words.making.finding(finding);
    expect(said(wordsOf("en"))).toBe("Narrowest facet 0.18 mm. Make the piece larger.");
    expect(said(wordsOf("ko"))).toContain("0.18mm");
    expect(said(wordsOf("ko"))).toContain("0.30mm");
    expect(said(wordsOf("vi"))).toContain("0,18 mm");
  });
});

describe("the language and the address", () => {
  it("takes the address before the memory, that before the visitor's own, and English at last", () => {
    expect(chooseLanguage("vi", "ko", ["en-US"])).toBe("vi");
    expect(chooseLanguage(undefined, "ko", ["en-US"])).toBe("ko");
    expect(chooseLanguage(undefined, "xx", ["fr-FR", "ko-KR", "en"])).toBe("ko");
    expect(chooseLanguage(undefined, null, ["fr", "de"])).toBe("en");
  });

  it("reads code, language and exhibition, and leaves alone what is neither", () => {
    expect(routeOf(new URL("https://a.example/x/?lang=ko&exhibition#vl0.ABC"))).toEqual({
      code: "vl0.ABC",
      language: "ko",
      exhibition: true,
    });
    expect(routeOf(new URL("https://a.example/?lang=fr#content"))).toEqual({ exhibition: false });
    expect(routeOf(new URL("https://a.example/#vl0.A%20B"))).toEqual({ code: "vl0.A B", exhibition: false });
    expect(routeOf(new URL("https://a.example/#vl0.%E0%A4%A"))).toEqual({ code: "vl0.%E0%A4%A", exhibition: false });
    const address = new URL("https://a.example/x/?exhibition#vl0.ABC");
    expect(addressOf(address, { language: "vi" }).href).toBe("https://a.example/x/?exhibition=&lang=vi#vl0.ABC");
    expect(addressOf(address, { code: null }).href).toBe("https://a.example/x/?exhibition");
  });
});

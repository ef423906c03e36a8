import { intersectHalfSpaces } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GemCadDesign, GemCadError, gemCadHalfSpaces, readGemCadAsc, writeGemCadAsc } from "../../src/index.js";
import { randomDesign } from "./random-design.js";
import { ROUND_BRILLIANT } from "./round-brilliant.js";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

const plain: GemCadDesign = {
  gear: 12,
  refractiveIndex: 1.544,
  symmetryFolds: 3,
  mirror: false,
  material: "quartz",
  tiers: [
    { name: "girdle", angleDegrees: -90, facets: [0, 4, 8].map((index) => ({ index, distance: 1 })) },
    {
      name: "pavilion mains",
      angleDegrees: -42.5,
      facets: [0, 4, 8].map((index) => ({ index, distance: index === 4 ? 0.65 : 0.6 })),
    },
    { name: "table", angleDegrees: 0, facets: [{ index: 0, distance: 0.3 }] },
    { name: "", angleDegrees: -0, facets: [{ index: 0, distance: 0.7 }] },
  ],
};

describe("writeGemCadAsc", () => {
  it("writes a line a tier and distance, with labels, teeth and what faceters call it", () => {
    expect(text(writeGemCadAsc(plain, { title: "A voice — tiếng 소리", code: "vl0.AAAA" })).split("\r\n")).toEqual([
      "GemCad 5.0",
      "g 12 0.0",
      "y 3 n",
      "I 1.544",
      "H A voice \x97 tieng ??",
      "H For quartz, refractive index 1.544",
      "a -90.000000 1.00000000 12 n G1 4 8 G girdle",
      "a -42.500000 0.60000000 12 n P1 8 G pavilion mains",
      "a -42.500000 0.65000000 4 n P2 G pavilion mains",
      "a 0.000000 0.30000000 12 n T G table",
      "a 0.000000 -0.70000000 12 n K",
      "F Cut again from this code:",
      "F vl0.AAAA",
      "",
    ]);
  });

  it("writes the published round brilliant as GemCad does", () => {
    const lines = text(writeGemCadAsc(ROUND_BRILLIANT)).split("\r\n");
    expect(lines.slice(0, 7)).toEqual([
      "GemCad 5.0",
      "g 96 0.0",
      "y 8 y",
      "I 1.54",
      "H Standard Round Brilliant",
      "H GemCad for Windows User's Guide",
      "H  ",
    ]);
    expect(lines[9]).toBe("a -41.500000 0.61701256 96 n 2 84 72 60 48 36 24 12");
    expect(lines[13]).toBe("a 0.000000 0.36450932 96 n T");
    expect(lines).toHaveLength(15);
  });

  it("breaks long codes over the footnotes", () => {
    const code = `vl0.${"A".repeat(250)}`;
    const { footnotes = [] } = readGemCadAsc(writeGemCadAsc(plain, { code }));
    expect(footnotes.slice(1).join("")).toBe(code);
    expect(footnotes.length).toBeLessThanOrEqual(4);
    expect(() => writeGemCadAsc(plain, { code: "A".repeat(800) })).toThrow(GemCadError);
  });

  it("writes the same bytes after reading, for any design", () => {
    fc.assert(
      fc.property(randomDesign, (design) => {
        const bytes = writeGemCadAsc(design);
        expect(text(writeGemCadAsc(readGemCadAsc(bytes)))).toBe(text(bytes));
      }),
      { seed: 4, numRuns: 120 },
    );
  });

  it("refuses what cannot be cut, naming it", () => {
    const facets = [{ index: 0, distance: 1 }];
    const bent = (change: Partial<GemCadDesign>) => () => writeGemCadAsc({ ...plain, ...change });
    expect(bent({ gear: 0 })).toThrow(/0 teeth/);
    expect(bent({ gear: 12.5 })).toThrow(GemCadError);
    expect(bent({ refractiveIndex: Number.NaN })).toThrow(/refractive index of NaN/);
    expect(bent({ symmetryFolds: 0 })).toThrow(GemCadError);
    expect(bent({ tiers: [] })).toThrow(/0 facets/);
    expect(bent({ tiers: [{ name: "mains", angleDegrees: 91, facets }] })).toThrow(/angle of 91 degrees in mains/);
    expect(bent({ tiers: [{ name: "mains", angleDegrees: 42, facets: [{ index: 12, distance: 1 }] }] })).toThrow(
      /index 12/,
    );
    expect(bent({ tiers: [{ name: "mains", angleDegrees: 42, facets: [{ index: 1, distance: 0 }] }] })).toThrow(
      /distance of 0/,
    );
    expect(bent({ tiers: [{ name: "x", angleDegrees: 42, facets: [{ ...facets[0], label: "a b" }] }] })).toThrow(
      /"a b"/,
    );
  });
});

describe("readGemCadAsc", () => {
  it("reads a design from which the round brilliant is cut: 73 facets, 57 corners, 128 edges", () => {
    const read = readGemCadAsc(writeGemCadAsc(ROUND_BRILLIANT));
    expect(read).toEqual(ROUND_BRILLIANT);
    const { facets, vertices } = intersectHalfSpaces(gemCadHalfSpaces(read));
    expect(facets).toHaveLength(73);
    expect(vertices.length / 3).toBe(57);
    expect(facets.reduce((sum, { loop }) => sum + loop.length, 0) / 2).toBe(128);
  });

  it("lays tooth 0 at the top and the teeth with the clock, from the offset on, the other way below 0 teeth", () => {
    const direction = (gear: number, gearOffset: number, index: number) => {
      const tiers = [{ name: "", angleDegrees: 90, facets: [{ index, distance: 1 }] }];
      return [...gemCadHalfSpaces({ gear, gearOffset, tiers })].map((value) => Math.round(1e9 * value) / 1e9 + 0);
    };
    expect(direction(96, 0, 0)).toEqual([0, 1, 0, 1]);
    expect(direction(96, 0, 24)).toEqual([1, 0, 0, 1]);
    expect(direction(-96, 0, 24)).toEqual([-1, 0, 0, 1]);
    expect(direction(-96, 48, 0)).toEqual([0, -1, 0, 1]);
  });

  it("reads tiers over several lines, names in between, instructions, glued gears, either line end and a byte order mark", () => {
    const file = [
      "\xef\xbb\xbfGemCad 4.51",
      "g-96 48.0",
      "y 1 y",
      "I 1.76",
      "H first",
      "H",
      "a -90 1.1 2 n G1 94 n G1 10",
      "  6 18 n G2",
      " G Fix girdle width.",
      "a 40.0 0.4 -96 30.5 G Meet A",
      "and the girdle",
      "a -0.00 0.7",
      "F last",
    ];
    file.splice(10, 1);
    for (const end of ["\r\n", "\n", "\r"]) {
      const { tiers, ...frame } = readGemCadAsc(Buffer.from(file.join(end), "latin1"));
      expect(frame).toEqual({
        gear: -96,
        gearOffset: 48,
        symmetryFolds: 1,
        mirror: true,
        refractiveIndex: 1.76,
        headings: ["first", ""],
        footnotes: ["last"],
      });
      expect(tiers.map(({ name, angleDegrees }) => [name, angleDegrees])).toEqual([
        ["Fix girdle width.", -90],
        ["Meet A", 40],
        ["", -0],
      ]);
      expect(tiers[0].facets.map(({ index, label }) => `${index} ${label}`)).toEqual([
        "2 G1",
        "94 G1",
        "10 ",
        "6 ",
        "18 G2",
      ]);
      expect(tiers[1].facets.map(({ index }) => index)).toEqual([0, 30.5]);
      expect(tiers[2].facets).toEqual([{ index: 0, distance: 0.7, label: "" }]);
    }
  });

  it("says where a file is wrong", () => {
    const read =
      (...lines: string[]) =>
      () =>
        readGemCadAsc(Buffer.from(["GemCad 5.0", "g 96 0.0", "y 8 y", "I 1.54", ...lines].join("\r\n")));
    expect(read("a 42 0.5 0 12 x")).toThrow(/"x" at line 5; accepted: a tooth/);
    expect(read("a 42")).toThrow(/nothing at line 5; accepted: a distance/);
    expect(read("a NaN 1 0")).toThrow(GemCadError);
    expect(read("a 42 1e999 0")).toThrow(GemCadError);
    expect(read("a 42 0.5 n A")).toThrow(/n without a tooth/);
    expect(read("a 42 0.5 12 n")).toThrow(/n without a tooth/);
    expect(read("p CAM")).toThrow(/line 5/);
    expect(read("a 42 0.5")).toThrow(/facets/);
    expect(read()).toThrow(/0 facets/);
    expect(() => readGemCadAsc(Buffer.from("GemCad 5.0\r\ny 8 y\r\nI 1.54\r\na 0 1 0"))).toThrow(/no line g/);
    expect(() => readGemCadAsc(Buffer.from("solid gem"))).toThrow(/first line/);
    expect(() => readGemCadAsc(new Uint8Array(0))).toThrow(GemCadError);
    expect(() => readGemCadAsc(new Uint8Array(1_000_001))).toThrow(/1000001 bytes/);
    expect(read(`a 42 0.5 ${"1 ".repeat(10_001)}`)).toThrow(/more than 10000 facets/);
    expect(read("a 42 0.5 1", ...Array.from({ length: 9000 }, () => " G and on"))).toThrow(/instruction of/);
  });

  it("returns or throws its typed error on any bytes and on any bent file", () => {
    const good = writeGemCadAsc(ROUND_BRILLIANT);
    const bent = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
      const bytes = good.slice();
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), bent), (bytes) => {
        try {
          expect(readGemCadAsc(bytes).tiers.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(GemCadError);
        }
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});

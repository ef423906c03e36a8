import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/voice-features.md"), "utf8");

/** What a unit in a name's ending must be called in the page's column of units. */
const UNITS: readonly (readonly [ending: string, unit: RegExp])[] = [
  ["DbPerOctave", /^dB an octave$/],
  ["PerSecond", /^a second$/],
  ["Semitones", /^semitones$/],
  ["Seconds", /^s$/],
  ["Hz", /^Hz$/],
  ["Db", /^dB/],
  ["Mm", /^mm$/],
  ["Lufs", /^LUFS$/],
  ["Lu", /^LU$/],
  ["Sone", /^sone/],
  ["Acum", /^acum$/],
  ["Delta", /^dB a second$/],
  ["specificLoudness", /^sone a Bark$/],
];

/** The fields of every exported interface of the features, in order. */
function fieldsOfTypes(): Map<string, string[]> {
  const path = join(root, "packages/dsp/src/voice-features.ts");
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const fields = new Map<string, string[]>();
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    fields.set(
      statement.name.text,
      statement.members.flatMap((member) => (member.name ? [member.name.getText(source)] : [])),
    );
  }
  return fields;
}

interface Row {
  readonly field: string;
  readonly unit: string;
  readonly cells: readonly string[];
}

/** The rows of the page's tables by the heading that they stand under. */
function rowsOfPage(): Map<string, Row[]> {
  const sections = new Map<string, Row[]>();
  for (const section of page.split(/^## /m).slice(1)) {
    const rows = [...section.matchAll(/^\| `(\w+)` \|(.*)\|$/gm)].map(([, field, rest]) => {
      const cells = rest.split("|").map((cell) => cell.trim());
      return { field, unit: cells[0], cells };
    });
    if (rows.length > 0) sections.set(section.slice(0, section.indexOf("\n")), rows);
  }
  return sections;
}

describe("the page on voice features", () => {
  const types = fieldsOfTypes();
  const rows = rowsOfPage();

  it("has a table for every type, and a row for every field and no other", () => {
    expect(types.size).toBeGreaterThan(5);
    const written = Object.fromEntries([...rows].map(([name, list]) => [name, list.map(({ field }) => field)]));
    expect(written).toEqual(Object.fromEntries(types));
  });

  it("says of every measured field what it is, in which unit, in which range and where it is not known", () => {
    const silent = [...rows].flatMap(([name, list]) =>
      list
        .filter(({ field, unit, cells }) => {
          const expected = UNITS.find(([ending]) => field.endsWith(ending))?.[1] ?? /^(|dB)$/;
          const points = cells[1].includes("](#") || field === "syllables";
          return (
            cells.length !== 4 || !expected.test(unit) || cells[1] === "" || (!points && cells.slice(2).includes(""))
          );
        })
        .map(({ field }) => `${name}.${field}`),
    );
    expect(silent).toEqual([]);
  });

  it("names nothing that does not exist", () => {
    const known = new Set([...types.values()].flat().concat([...types.keys()], "analyzeVoice"));
    const named = [...page.matchAll(/`([a-z]+[A-Z]\w*)`/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    for (const [, anchor] of page.matchAll(/\]\(#([\w-]+)\)/g)) {
      expect([...types.keys()].map((name) => name.toLowerCase())).toContain(anchor);
    }
  });

  it("cites only sources that it lists, and lists only those that it cites", () => {
    const [body, sources] = page.split("## Sources");
    const listed = [...sources.matchAll(/^- ([\w' ]+?),.*?\((\d{4})\)/gms)].map(([, name, year]) => `${name} ${year}`);
    const cited = [...body.matchAll(/((?:de )?[A-Z][\w']+)(?: and [A-Z][\w'-]+| et al\.)?,? \(?(\d{4})\)?/g)].map(
      ([, name, year]) => `${name} ${year}`,
    );
    expect([...new Set(cited)].sort()).toEqual([...listed].sort());
  });

  it("shows pictures that are there", () => {
    const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path);
    expect(pictures.length).toBeGreaterThan(1);
    for (const path of pictures) {
      expect(existsSync(join(root, "docs", path))).toBe(true);
      expect(readFileSync(join(root, "docs", path), "utf8")).toContain('<g id="spectrogram"');
    }
  });
});

import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fixtureFiles } from "../../../fixtures/fixture-files.js";
import { FIXTURES } from "../../../fixtures/scores.js";

const folder = fileURLToPath(new URL("../../../fixtures/voices/", import.meta.url));

describe("fixtures", () => {
  it("are the files in the folder, under 2 MB in all", () => {
    const names = FIXTURES.flatMap(({ name }) => [`${name}.truth.json`, `${name}.wav`]);
    expect(readdirSync(folder).sort()).toEqual(names.sort());
    const bytes = names.reduce((sum, name) => sum + statSync(folder + name).size, 0);
    expect(bytes).toBeLessThan(2_000_000);
  });

  it.each(FIXTURES)("$name comes out again byte for byte", (fixture) => {
    const { wav, truth } = fixtureFiles(fixture);
    expect(Buffer.compare(wav, readFileSync(`${folder}${fixture.name}.wav`))).toBe(0);
    expect(truth).toBe(readFileSync(`${folder}${fixture.name}.truth.json`, "utf8"));
  });

  it.each(FIXTURES)("$name has a truth that reads as the README says", ({ name }) => {
    const truth = JSON.parse(readFileSync(`${folder}${name}.truth.json`, "utf8"));
    expect(truth).toMatchObject({ name, hopSeconds: 0.01 });
    for (const channel of truth.channels) {
      for (const value of channel.frequencyHz) expect(value === null || (value > 15 && value < 10_000)).toBe(true);
      expect(channel.syllables.length).toBeGreaterThan(0);
      for (const [start, nucleus, end] of channel.syllables) {
        expect(start).toBeLessThan(nucleus);
        expect(nucleus).toBeLessThan(end);
      }
    }
  });
});

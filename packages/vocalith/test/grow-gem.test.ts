import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { describe, expect, it } from "vitest";
import { createGem, growGem } from "../src/index.js";

const voice = (name: string) => readFileSync(join(import.meta.dirname, "../../../fixtures/voices", `${name}.wav`));

describe("growGem", () => {
  it("cuts of what was heard the stone of the recording, without its provenance", async () => {
    const recording = await decode(voice("calm-deep"));
    const grown = await growGem(analyzeVoice(recording), { sizeMm: 25 });
    const made = await createGem(recording, { sizeMm: 25 });
    expect(grown.code).toBe(made.code);
    expect(grown.toSTL()).toEqual(made.toSTL());
    expect(grown.features).toEqual(made.features);
    expect(grown.provenance).toBeUndefined();
  });

  it("is what createGem makes of features given to it, provenance and all", async () => {
    const bytes = voice("child");
    const made = await createGem(bytes);
    const spared = await createGem(bytes, { features: analyzeVoice(await decode(bytes)) });
    expect(spared.toSTL()).toEqual(made.toSTL());
    expect(spared.provenance).toEqual(made.provenance);
  });
});

describe("the syllables of a gem", () => {
  it.each(["calm-deep", "excited-deep"])(
    "of %s name when each sounded and the crystal it made, in order",
    async (name) => {
      const gem = await createGem(voice(name));
      const [{ syllables = [] }] = gem.individuals;
      const durationSeconds = gem.features?.durationSeconds ?? 0;
      expect(syllables.length).toBeGreaterThan(3);
      syllables.forEach(({ startSeconds, endSeconds, crystal }, syllable) => {
        expect(startSeconds).toBeLessThan(endSeconds);
        expect(startSeconds).toBeGreaterThanOrEqual(syllable === 0 ? 0 : syllables[syllable - 1].startSeconds);
        expect(endSeconds).toBeLessThanOrEqual(durationSeconds);
        expect(gem.crystals[crystal].syllables).toContain(syllable);
      });
    },
  );

  it("of a twin belong each to its own speaker's crystals", async () => {
    const twin = await createGem([voice("calm-deep"), voice("child")]);
    for (const {
      syllables = [],
      crystals: [from, to],
    } of twin.individuals) {
      expect(syllables.length).toBeGreaterThan(3);
      for (const { crystal } of syllables) {
        expect(crystal).toBeGreaterThanOrEqual(from);
        expect(crystal).toBeLessThan(to);
      }
    }
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  catalogueNumber,
  createGem,
  cutGem,
  fabricateGem,
  type ProvenanceStatement,
  solidDocumentOf,
} from "../../src/index.js";

const fixtures = join(import.meta.dirname, "../../../../fixtures");
const voice = (name: string) => readFileSync(join(fixtures, "voices", `${name}.wav`));
const golden: Record<string, { code: string }> = JSON.parse(readFileSync(join(fixtures, "golden.json"), "utf8"));

const ana: ProvenanceStatement = {
  speaker: "Ana\tLima\n",
  recordedAt: "2026-05-01",
  place: "Lisboa",
  licence: "CC-BY-4.0",
  note: "she has a cold",
  consent: { given: true, by: "her mother", on: "2026-05-02", scope: "an exhibition" },
};

describe("solidDocumentOf", () => {
  it("says of a stone how it is cut again, and nothing that nobody stated", async () => {
    const { code } = golden["calm-deep"];
    const gem = await cutGem(code, { sizeMm: 25, cut: "brilliant" });
    const document = solidDocumentOf(gem);
    expect(document.mesh).toBe(gem.mesh);
    expect(document.code).toBe(code);
    expect(document.title).toBe(`Voice gem ${catalogueNumber(code)}`);
    expect(document.metadata).toEqual({
      catalogueNumber: catalogueNumber(code),
      cut: "brilliant",
      sizeMm: "25",
      law: "vl0",
      vocalith: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
    const { cut, sizeMm } = document.metadata;
    const again = await cutGem(code, { cut: cut as "brilliant", sizeMm: Number(sizeMm) });
    expect(Buffer.compare(again.toSTL(), gem.toSTL())).toBe(0);
  });

  it("keeps who, when, where, on what terms and by whose leave, in one line each; the note stays out", async () => {
    const gem = await createGem(voice("calm-deep"), { provenance: ana });
    const { metadata } = solidDocumentOf(gem, { title: "Ana" });
    expect(metadata).toMatchObject({
      speaker: "Ana Lima",
      recordedAt: "2026-05-01",
      place: "Lisboa",
      licence: "CC-BY-4.0",
      consent: "given",
      consentBy: "her mother",
      consentOn: "2026-05-02",
      consentScope: "an exhibition",
      fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      samplesSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(metadata)).not.toContain("cold");
  });

  it("keeps both stones of a twin apart: colours, optics and statements", async () => {
    const gem = await createGem([voice("calm-deep"), voice("child")], {
      provenance: [ana, { consent: { given: false } }],
    });
    const { bodies, metadata } = solidDocumentOf(gem);
    expect(bodies.map(({ solids }) => solids)).toEqual(gem.individuals.map(({ crystals }) => crystals));
    expect(bodies.map(({ linearSrgb }) => linearSrgb)).toEqual(gem.individuals.map(({ color }) => color.linearSrgb));
    expect(metadata["voice1.speaker"]).toBe("Ana Lima");
    expect(metadata["voice2.consent"]).toBe("refused");
    expect(metadata["voice2.fileSha256"]).toMatch(/^[0-9a-f]{64}$/);
    expect(metadata.speaker).toBeUndefined();
  });

  it("gives every species the optics of a stone that is", async () => {
    for (const { code } of Object.values(golden)) {
      for (const { refractiveIndex, abbeNumber } of solidDocumentOf(await cutGem(code)).bodies) {
        expect(refractiveIndex).toBeGreaterThan(1.5);
        expect(refractiveIndex).toBeLessThan(2.2);
        // From titanite to the clearest of the silicates.
        expect(abbeNumber).toBeGreaterThan(28);
        expect(abbeNumber).toBeLessThan(90);
      }
    }
  });

  it("says what was done to a stone", async () => {
    const gem = await fabricateGem(await cutGem(golden["calm-deep"].code), { flat: true, bail: true, text: "VG\n7" });
    const { metadata } = solidDocumentOf(gem, { thumbnail: new Uint8Array(3) });
    expect(metadata.machining).toBe("flat, bail, text");
    expect(metadata.engraving).toBe("VG 7");
    expect(solidDocumentOf(gem, { thumbnail: new Uint8Array(3) }).thumbnail).toHaveLength(3);
  });
});

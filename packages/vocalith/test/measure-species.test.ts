import { readSTL } from "@vocalith/formats";
import { type MeasurableMesh, rotationAbout } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../../../fixtures/golden.json" with { type: "json" };
import {
  type CutName,
  cutGem,
  type GemCode,
  type MeasuredSpecies,
  measureSpecies,
  parseGemCode,
  type SpeciesCode,
} from "../src/index.js";
import { arbitraryCode } from "./arbitrary-code.js";

/** The largest difference of any value from the code's, in steps. */
function stepsOff(measured: MeasuredSpecies | undefined, species: SpeciesCode): number {
  if (measured?.system !== species.system) return Number.POSITIVE_INFINITY;
  const differences = measured.forms.flatMap(({ turn, slope }, i) => [
    turn - species.forms[i].turn,
    slope - species.forms[i].slope,
  ]);
  return Math.max(...[measured.resonance - species.resonance, ...differences].map(Math.abs));
}

/** The mesh enlarged, turned in space and with its coordinates rounded to so many digits. */
function handled({ positions: p, triangles }: MeasurableMesh, scale: number, digits: number): MeasurableMesh {
  const turn = rotationAbout([0.48, -0.6, 0.64], -0.28, 0.96);
  const positions = new Float32Array(p.length);
  for (let i = 0; i < p.length; i++) {
    const [row, point] = [i % 3, i - (i % 3)];
    const value = turn[3 * row] * p[point] + turn[3 * row + 1] * p[point + 1] + turn[3 * row + 2] * p[point + 2];
    positions[i] = Number((scale * value).toPrecision(digits));
  }
  return { positions, triangles };
}

const codes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(golden).map(([name, { code }]) => [name, code]),
);

const RESONANCES = [
  [0, 9],
  [8, 47],
  [8, 47],
  [8, 47],
  [8, 47],
  [51, 63],
] as const;

/** Codes whose resonance is one that the law gives to their system. */
const lawfulCode: fc.Arbitrary<GemCode> = arbitraryCode.chain((code) => {
  const [low, high] = RESONANCES[code.species.system];
  return fc.integer({ min: low, max: high }).map((resonance) => ({ ...code, species: { ...code.species, resonance } }));
});

describe("measureSpecies", () => {
  it.each(Object.keys(codes))("reads the species of %s from the angles of its STL", async (name) => {
    const { species } = parseGemCode(codes[name]);
    for (const cut of ["crystal", "brilliant"] satisfies CutName[]) {
      const gem = await cutGem(codes[name], { cut });
      const measured = measureSpecies(readSTL(gem.toSTL()));
      expect(measured?.cut).toBe(cut);
      expect(stepsOff(measured, species)).toBeLessThanOrEqual(1);
      expect(measured?.explained).toBeGreaterThan(0.35);
    }
  });

  it("reads forms that show only where another one has cut the corner", async () => {
    // A sad voice in one crystal of many steps: none of the last two forms' faces meets a shaping face.
    const code = "vl0.S9VmsxEKVnDX50wSGK5MwvmqX4V48nwHmDtEqrgnVKvnK0Qu9f9soEr5";
    const measured = measureSpecies((await cutGem(code)).mesh);
    expect(stepsOff(measured, parseGemCode(code).species)).toBe(0);
  });

  it("reads a form that shows in tilted faces alone", async () => {
    // Three crystals whose union gave slivers to the only faces of the last form.
    const code = "vl0.iDnt66EH1BzPTetBSvXKkGZQ";
    const measured = measureSpecies((await cutGem(code)).mesh);
    expect(stepsOff(measured, parseGemCode(code).species)).toBe(0);
  });

  it("reads a crystal of another size, turned in space, with six digits a coordinate", async () => {
    for (const name of ["excited-high", "calm-deep"]) {
      const { mesh } = await cutGem(codes[name]);
      const { species } = parseGemCode(codes[name]);
      for (const scale of [0.3, 2.25])
        expect(stepsOff(measureSpecies(handled(mesh, scale, 6)), species)).toBeLessThanOrEqual(1);
    }
  });

  it("reads any brilliant, of another size, turned in space, with six digits a coordinate", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCode, fc.double({ min: 0.2, max: 5, noNaN: true }), async (code, scale) => {
        const { mesh } = await cutGem(code, { cut: "brilliant" });
        const measured = measureSpecies(handled(mesh, scale, 6));
        expect(measured?.cut).toBe("brilliant");
        expect(stepsOff(measured, code.species)).toBeLessThanOrEqual(1);
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  it("is told apart by a change of two steps in a single form", async () => {
    const { species, specimen, version } = parseGemCode(codes["calm-deep"]);
    const changed = species.forms.map((form, i) =>
      i === 2 ? { ...form, slope: form.slope > 7 ? form.slope - 2 : form.slope + 2 } : form,
    );
    const gem = await cutGem({ version, species: { ...species, forms: changed }, specimen });
    expect(measureSpecies(gem.mesh)?.forms[2].slope).toBe(changed[2].slope);
  });

  it("takes no crystal of any growth for a brilliant", async () => {
    await fc.assert(
      fc.asyncProperty(lawfulCode, async (code) => {
        expect(measureSpecies((await cutGem(code)).mesh)?.cut).toBe("crystal");
      }),
      { seed: 4, numRuns: 12 },
    );
  });

  it("finds nothing where there is nothing to read", () => {
    expect(measureSpecies({ positions: new Float32Array(0), triangles: new Uint32Array(0) })).toBeUndefined();
  });

  it("refuses coordinates that are not finite", () => {
    const positions = Float32Array.of(0, 0, 0, 1, 0, 0, 0, Number.NaN, 0);
    expect(() => measureSpecies({ positions, triangles: Uint32Array.of(0, 1, 2) })).toThrow(/finite/);
  });
});

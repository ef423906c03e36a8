import { readSTL } from "@vocalith/formats";
import { rotationAbout } from "@vocalith/geometry";
import { describe, expect, it } from "vitest";
import golden from "../../../fixtures/golden.json" with { type: "json" };
import { cutGem, type MeasuredSpecies, measureSpecies, parseGemCode } from "../src/index.js";

/** The largest difference of any value from the code's, in steps. */
function stepsOff(measured: MeasuredSpecies | undefined, code: string): number {
  const { species } = parseGemCode(code);
  if (measured?.system !== species.system) return Number.POSITIVE_INFINITY;
  const differences = measured.forms.flatMap(({ turn, slope }, i) => [
    turn - species.forms[i].turn,
    slope - species.forms[i].slope,
  ]);
  return Math.max(...[measured.resonance - species.resonance, ...differences].map(Math.abs));
}

const codes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(golden).map(([name, { code }]) => [name, code]),
);

describe("measureSpecies", () => {
  it.each(Object.keys(codes))("reads the species of %s from the angles of its STL", async (name) => {
    const gem = await cutGem(codes[name]);
    const measured = measureSpecies(readSTL(gem.toSTL()));
    expect(stepsOff(measured, codes[name])).toBeLessThanOrEqual(1);
    expect(measured?.explained).toBeGreaterThan(0.35);
  });

  it("reads the same from a stone of another size, turned in space", async () => {
    const code = codes["excited-high"];
    const { mesh } = await cutGem(code, { sizeMm: 90 });
    const turn = rotationAbout([0.48, -0.6, 0.64], -0.28, 0.96);
    const positions = new Float32Array(mesh.positions.length);
    for (let i = 0; i < positions.length; i += 3) {
      for (let row = 0; row < 3; row++) {
        for (let k = 0; k < 3; k++) positions[i + row] += turn[3 * row + k] * mesh.positions[i + k];
      }
    }
    expect(stepsOff(measureSpecies({ positions, triangles: mesh.triangles }), code)).toBeLessThanOrEqual(1);
  });

  it("is told apart by a change of two steps in a single form", async () => {
    const { species, specimen, version } = parseGemCode(codes["calm-deep"]);
    const changed = species.forms.map((form, i) =>
      i === 2 ? { ...form, slope: form.slope > 7 ? form.slope - 2 : form.slope + 2 } : form,
    );
    const gem = await cutGem({ version, species: { ...species, forms: changed }, specimen });
    expect(measureSpecies(gem.mesh)?.forms[2].slope).toBe(changed[2].slope);
  });

  it("finds nothing where there is nothing to read", () => {
    expect(measureSpecies({ positions: new Float32Array(0), triangles: new Uint32Array(0) })).toBeUndefined();
  });
});

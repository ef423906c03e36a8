import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createGem,
  cutGem,
  FIELD_MAXIMA,
  type Gem,
  type GemCode,
  ParticleCountError,
  parseGemCode,
  type SyllableCode,
} from "../src/index.js";
import { arbitraryCode } from "./arbitrary-code.js";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../../../fixtures/voices", `${name}.wav`));

const withExcitement = (code: GemCode, excitement: number): GemCode => ({
  ...code,
  specimen: { ...code.specimen, excitement },
});

/** How far outside its nearest crystal each particle lies, mm; 0 or less inside. */
function outsideMm({ crystals }: Gem, positions: Float32Array): number[] {
  return Array.from({ length: positions.length / 3 }, (_, i) => {
    const [x, y, z] = positions.subarray(3 * i, 3 * i + 3);
    return Math.min(
      ...crystals.map(({ halfSpaces }) => {
        let farthest = Number.NEGATIVE_INFINITY;
        for (let h = 0; h < halfSpaces.length; h += 4) {
          const beyond = halfSpaces[h] * x + halfSpaces[h + 1] * y + halfSpaces[h + 2] * z - halfSpaces[h + 3];
          farthest = Math.max(farthest, beyond);
        }
        return farthest;
      }),
    );
  });
}

/** The code of a calm voice, to be changed one trait at a time. */
const calmCode = async () => parseGemCode((await createGem(fixture("calm-deep"))).code);

const withSyllables = (code: GemCode, syllables: readonly Partial<SyllableCode>[]): GemCode => ({
  ...code,
  specimen: {
    excitement: 0,
    syllables: syllables.map((change, i) => ({
      ...code.specimen.syllables[i],
      time: Math.round((FIELD_MAXIMA.syllable.time * (i + 0.5)) / syllables.length),
      force: 38,
      length: 13,
      ...change,
    })),
  },
});

describe("gem.particles", () => {
  it("all lie inside the stone of a calm voice, above the ground and of colours that a screen can show", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryCode, { minLength: 1, maxLength: 2 }), async (codes) => {
        const [first, second] = codes.map((code) => withExcitement(code, 0));
        const gem = await cutGem(second ? { individuals: [first, second] } : first);
        const { positions, colors } = gem.particles(300);
        expect(Math.max(...outsideMm(gem, positions))).toBeLessThanOrEqual(1e-5);
        expect([...colors].every((channel) => channel >= 0 && channel <= 1)).toBe(true);
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  it("are pulled apart as the voice is excited, the farther the more", async () => {
    const code = parseGemCode((await createGem(fixture("excited-high"))).code);
    const cloud = async (excitement: number) => {
      const gem = await cutGem(withExcitement(code, excitement));
      const outside = outsideMm(gem, gem.particles(3000).positions);
      return {
        share: outside.filter((way) => way > 0.01).length / outside.length,
        farthestMm: Math.max(...outside),
      };
    };
    const clouds = [await cloud(0), await cloud(120), await cloud(255)];
    expect(clouds[0].share).toBe(0);
    expect(clouds[1].share).toBeGreaterThan(0);
    expect(clouds[2].share).toBeGreaterThan(clouds[1].share);
    expect(clouds[2].farthestMm).toBeGreaterThan(Math.max(5, clouds[1].farthestMm));
  });

  it("are the same every time, finite, and as many as asked for", async () => {
    for (const name of ["calm-deep", "excited-high", "whisper", "bird", "whale", "glide"]) {
      const gem = await createGem(fixture(name));
      for (const count of [0, 1, 2, 4099]) {
        const { positions, colors } = gem.particles(count);
        expect([positions.length, colors.length]).toEqual([3 * count, 3 * count]);
        expect(positions.every(Number.isFinite) && colors.every(Number.isFinite), name).toBe(true);
      }
      expect(gem.particles(4099)).toEqual(gem.particles(4099));
    }
  });

  it("come in the order of time, once round a stone that is whole", async () => {
    const code = withSyllables(await calmCode(), [{ force: 63 }, { force: 63 }, { force: 63 }, { force: 63 }]);
    const { positions } = (await cutGem(code)).particles(8000);
    const middles = Array.from({ length: 8 }, (_, eighth) => {
      let [x, y] = [0, 0];
      for (let i = 1000 * eighth; i < 1000 * (eighth + 1); i++) {
        x += positions[3 * i];
        y += positions[3 * i + 1];
      }
      return (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1;
    });
    expect(middles).toEqual([...middles].sort((a, b) => a - b));
  });

  it("know when they sounded where the voice is known, each while its voice speaks", async () => {
    const gem = await createGem(fixture("calm-high"));
    const times = [...(gem.particles(500).timesSeconds ?? [])];
    expect(times).toHaveLength(500);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const { durationSeconds = Number.NaN } = gem.features ?? {};
    expect(times[0]).toBeGreaterThanOrEqual(0);
    expect(times[499]).toBeLessThanOrEqual(durationSeconds);
    expect(times[499] - times[0]).toBeGreaterThan(durationSeconds / 2);
    expect((await cutGem(gem.code)).particles(500).timesSeconds).toBeUndefined();
  });

  it("stand higher where a syllable is brighter", async () => {
    const code = await calmCode();
    const heightOf = async (brightness: number) => {
      const gem = await cutGem(withSyllables(code, [{ brightness }]));
      const { positions } = gem.particles(2000);
      const sum = positions.reduce((total, value, i) => (i % 3 === 2 ? total + value : total), 0);
      return sum / 2000 / gem.measure().sizeMm[2];
    };
    expect(await heightOf(14)).toBeGreaterThan((await heightOf(2)) + 0.2);
  });

  it("are more where a syllable is louder, each colour from the stone's own", async () => {
    const gem = await cutGem(withSyllables(await calmCode(), [{ force: 63 }, { force: 12 }]));
    const { positions, colors } = gem.particles(4000);
    // The first half of the way round is where y is above 0.
    expect(positions.filter((y, i) => i % 3 === 1 && y > 0).length).toBeGreaterThan(2500);
    const means = [0, 1, 2].map((channel) => colors.reduce((sum, c, i) => (i % 3 === channel ? sum + c : sum), 0));
    const order = (values: readonly number[]) => values.indexOf(Math.max(...values));
    expect(order(means)).toBe(order(gem.color.linearSrgb));
  });

  it("of a twin are one half of each speaker's, in the order of speaking", async () => {
    const codes = fc.sample(arbitraryCode, { seed: 9, numRuns: 2 }).map((code) => withExcitement(code, 0));
    const gem = await cutGem({ individuals: [codes[0], codes[1]] });
    const { positions } = gem.particles(1001);
    const [, split] = gem.individuals[0].crystals;
    const inside = (from: number, to: number, crystals: Gem["crystals"]) =>
      outsideMm({ ...gem, crystals }, positions.subarray(3 * from, 3 * to)).every((way) => way <= 1e-5);
    expect(inside(0, 501, gem.crystals.slice(0, split))).toBe(true);
    expect(inside(501, 1001, gem.crystals.slice(split))).toBe(true);
  });

  it("refuses counts that are none", async () => {
    const gem = await cutGem(fc.sample(arbitraryCode, { seed: 3, numRuns: 1 })[0]);
    for (const count of [-1, 0.5, Number.NaN, 5_000_001, Number.POSITIVE_INFINITY, "7" as unknown as number]) {
      expect(() => gem.particles(count), String(count)).toThrow(ParticleCountError);
    }
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createGem,
  cutGem,
  type Gem,
  parseTwinCode,
  SpeakersError,
  type VoiceInput,
  VoiceInputError,
} from "../src/index.js";
import { arbitraryCode } from "./arbitrary-code.js";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../../../fixtures/voices", `${name}.wav`));
const deep = fixture("calm-deep");
const child = fixture("child");

/** Mean of x over the facets' corners of one individual. */
function middleX(gem: Gem, individual: number): number {
  const [from, to] = gem.individuals[individual].crystals;
  const { positions, triangles, facetOfTriangle, facets } = gem.mesh;
  let sum = 0;
  let count = 0;
  facetOfTriangle.forEach((facet, t) => {
    if (facets[facet].solid < from || facets[facet].solid >= to) return;
    for (let corner = 3 * t; corner < 3 * t + 3; corner++) {
      sum += positions[3 * triangles[corner]];
      count++;
    }
  });
  return sum / count;
}

describe("a twin", () => {
  it("is one printable solid of the size asked for, from any two codes and in any cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(arbitraryCode, arbitraryCode),
        fc.constantFrom("crystal" as const, "brilliant" as const),
        async (individuals, cut) => {
          const gem = await cutGem({ individuals }, { sizeMm: 30, cut });
          const measure = gem.measure();
          expect(measure).toMatchObject({
            watertight: true,
            manifold: true,
            oriented: true,
            components: 1,
            selfIntersections: 0,
          });
          expect(Math.abs(Math.max(...measure.sizeMm) - 30)).toBeLessThanOrEqual(0.1);
        },
      ),
      { seed: 1, numRuns: 20 },
    );
  });

  it("holds both voices in the order given, the first left, each with its own code, colour, features and crystals", async () => {
    const gem = await createGem([deep, child]);
    const [first, second] = [await createGem(deep), await createGem(child)];
    expect(gem.individuals.map(({ code, color, features }) => ({ code, color, features }))).toEqual(
      [first, second].map(({ code, color, features }) => ({ code, color, features })),
    );
    const counts = [first.crystals.length, second.crystals.length];
    expect(gem.individuals.map(({ crystals }) => crystals)).toEqual([
      [0, counts[0]],
      [counts[0], counts[0] + counts[1]],
    ]);
    expect(gem.crystals.length).toBe(counts[0] + counts[1]);
    expect(gem.features).toBeUndefined();
    expect(middleX(gem, 0)).toBeLessThan(0);
    expect(middleX(gem, 1)).toBeGreaterThan(0);
    const other = await createGem([child, deep]);
    expect(other.individuals.map(({ code }) => code)).toEqual([second.code, first.code]);
  });

  it("is cut again from its code, byte for byte", async () => {
    const gem = await createGem([deep, child], { sizeMm: 25 });
    const again = await cutGem(gem.code, { sizeMm: 25 });
    expect(again.toSTL()).toEqual(gem.toSTL());
    expect(again.code).toBe(gem.code);
    expect((await cutGem(parseTwinCode(gem.code), { sizeMm: 25 })).toSTL()).toEqual(gem.toSTL());
  });

  it("keeps every angle of both: the second is turned by half a turn about the vertical, never mirrored", async () => {
    const twin = await createGem([deep, child]);
    const normals = ({ halfSpaces }: Gem["crystals"][number], sign: 1 | -1) =>
      Array.from({ length: halfSpaces.length / 4 }, (_, i) => [
        sign * halfSpaces[4 * i] + 0,
        sign * halfSpaces[4 * i + 1] + 0,
        halfSpaces[4 * i + 2],
      ]);
    for (const [i, [voice, sign]] of (
      [
        [deep, 1],
        [child, -1],
      ] as const
    ).entries()) {
      const alone = await createGem(voice);
      const grown = twin.crystals.slice(...twin.individuals[i].crystals);
      grown.forEach((crystal, k) => void expect(normals(crystal, sign)).toEqual(normals(alone.crystals[k], 1)));
    }
  });

  it("of one voice and itself is as even as its plane asks: half a turn about the vertical changes nothing", async () => {
    const gem = await createGem([deep, deep]);
    const [heart, other] = [gem.crystals[0], gem.crystals[gem.individuals[1].crystals[0]]];
    expect([...other.halfSpaces].filter((_, i) => i % 4 === 3)).toEqual(
      [...heart.halfSpaces].filter((_, i) => i % 4 === 3).map((distance) => expect.closeTo(distance, 9)),
    );
  });

  it("takes two voices, no more and no fewer", async () => {
    for (const voices of [[deep], [deep, child, deep]]) {
      await expect(createGem(voices as unknown as VoiceInput)).rejects.toThrow(VoiceInputError);
    }
  });
});

describe("one recording of two speakers", () => {
  /** Two voices on two channels, the second beginning later, with so much of each on the other's channel. */
  async function dialogue(left: Buffer, right: Buffer, waits: readonly [number, number], crosstalk: number) {
    const voices = await Promise.all([left, right].map(async (bytes) => (await decode(bytes)).channels[0]));
    const starts = waits.map((seconds) => Math.round(16_000 * seconds));
    const length = Math.max(...voices.map((voice, i) => starts[i] + voice.length)) + 8_000;
    const clean = voices.map((voice, i) => {
      const channel = new Float32Array(length);
      channel.set(voice, starts[i]);
      return channel;
    });
    const samples = clean.map((channel, i) => channel.map((sample, t) => sample + crosstalk * clean[1 - i][t]));
    return { samples, sampleRateHz: 16_000 };
  }

  it("becomes a twin in the order of speaking", async () => {
    const [calm, high] = [await createGem(deep), await createGem(fixture("calm-high"))];
    const systems = (gem: Gem) => parseTwinCode(gem.code).individuals.map(({ species }) => species.resonance);
    const near = (expected: readonly Gem[]) =>
      expected.map(({ color }) => expect.objectContaining({ hueDegrees: expect.closeTo(color.hueDegrees, -1.3) }));
    const leftFirst = await createGem(await dialogue(deep, fixture("calm-high"), [0, 2], 0), { speakers: 2 });
    const rightFirst = await createGem(await dialogue(deep, fixture("calm-high"), [4, 0], 0), { speakers: 2 });
    expect(leftFirst.individuals.map(({ color }) => color)).toEqual(near([calm, high]));
    expect(rightFirst.individuals.map(({ color }) => color)).toEqual(near([high, calm]));
    expect(systems(rightFirst)).toEqual([...systems(leftFirst)].reverse());
  });

  it("hears each speaker alone where their microphones hear the other too", async () => {
    const voices = [deep, fixture("calm-high")] as const;
    const clean = await createGem(await dialogue(...voices, [0, 3], 0), { speakers: 2 });
    const mixed = await createGem(await dialogue(...voices, [0, 3], 0.1), { speakers: 2 });
    const beats = ({ individuals }: Gem) => individuals.map(({ features }) => features?.syllables.length ?? 0);
    expect(beats(mixed)).toEqual(beats(clean));
  });

  it("is not made of ordinary stereo, of one channel, nor unless asked for", async () => {
    const { samples, sampleRateHz } = await dialogue(deep, child, [0, 2], 0);
    const [left, right] = samples;
    const panned = [left.map((s, i) => s + 0.6 * right[i]), right.map((s, i) => s + 0.6 * left[i])];
    await expect(createGem({ samples: panned, sampleRateHz }, { speakers: 2 })).rejects.toThrow(SpeakersError);
    await expect(createGem({ samples: [left, left], sampleRateHz }, { speakers: 2 })).rejects.toThrow(/0.0 dB/);
    await expect(createGem({ samples: left, sampleRateHz }, { speakers: 2 })).rejects.toThrow(/one channel/);
    await expect(createGem(deep, { speakers: 3 as 2 })).rejects.toThrow(SpeakersError);
    expect((await createGem({ samples, sampleRateHz })).individuals.length).toBe(1);
  });
});

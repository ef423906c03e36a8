import { describe, expect, it } from "vitest";
import { createGem, type Gem, gemDistance, parseGemCode } from "vocalith";
import { measureStone, type StoneMeasures } from "./measure-stone.js";
import { SWEEPS, voicesOf } from "./one-trait-at-a-time.js";

/** What is seen at one step of a sweep. */
interface SeenStone extends StoneMeasures {
  /** From the stone of the first step: solid and colour, 0 to 2. */
  readonly distance: number;
}

type Measure = keyof SeenStone;

/** What a trait must do to the stone, and what it must leave alone. */
interface Meaning {
  readonly moves: Measure;
  /** How far at least from the first step to the last; its sign is the direction. */
  readonly by: number;
  /** How far at most the others may range among stones of one crystal system. */
  readonly stays: Partial<Record<Measure, number>>;
}

/** In one piece, and as even and as tall as it was. */
const SHAPE = { crystals: 0, solidity: 0.001, height: 0.16, sideUnevenness: 0.04 } as const;

const MEANINGS: Readonly<Record<keyof typeof SWEEPS, Meaning>> = {
  pitch: { moves: "lightness", by: 0.03, stays: SHAPE },
  resonance: { moves: "lightness", by: 0.08, stays: SHAPE },
  rate: {
    moves: "height",
    by: -0.3,
    stays: { lightness: 0.01, chroma: 0.015, crystals: 0, solidity: 0.001, sideUnevenness: 0.04 },
  },
  loudness: { moves: "crystalUnevenness", by: 0.12, stays: { lightness: 0.01, chroma: 0.02, solidity: 0.1 } },
  breath: { moves: "chroma", by: -0.025, stays: { lightness: 0.012, ...SHAPE } },
  roughness: { moves: "chroma", by: -0.03, stays: { lightness: 0.012, ...SHAPE } },
  melody: { moves: "distance", by: 0.2, stays: { lightness: 0.012, chroma: 0.015, crystals: 0, solidity: 0.001 } },
  excitement: { moves: "solidity", by: -0.3, stays: { lightness: 0.03, chroma: 0.03, sideUnevenness: 0.08 } },
};

/** A step may fall back by this share of the whole way: the code is made of whole numbers. */
const BACKWARD_SHARE = 0.04;

async function seeStones(trait: keyof typeof SWEEPS): Promise<{ stones: SeenStone[]; systems: number[] }> {
  const gems: Gem[] = [];
  for (const voice of voicesOf(SWEEPS[trait])) gems.push(await createGem(voice));
  const stones = await Promise.all(
    gems.map(async (gem) => ({ ...(await measureStone(gem)), distance: gemDistance(gems[0], gem) })),
  );
  return { stones, systems: gems.map(({ code }) => parseGemCode(code).species.system) };
}

describe.each(Object.entries(MEANINGS))("%s alone", (trait, { moves, by, stays }) => {
  it(`moves the ${moves} of the stone one way, and little else`, async () => {
    const { stones, systems } = await seeStones(trait as keyof typeof SWEEPS);
    const direction = Math.sign(by);
    const way = stones.map((stone) => direction * stone[moves]);
    expect(way.at(-1) as number).toBeGreaterThanOrEqual(way[0] + Math.abs(by));
    const slack = BACKWARD_SHARE * ((way.at(-1) as number) - way[0]);
    for (let i = 1; i < way.length; i++)
      expect(way[i], `step ${i} of ${way}`).toBeGreaterThanOrEqual(way[i - 1] - slack);

    for (const system of new Set(systems)) {
      const alike = stones.filter((_, i) => systems[i] === system);
      for (const [measure, bound] of Object.entries(stays) as [Measure, number][]) {
        const values = alike.map((stone) => stone[measure]);
        expect(Math.max(...values) - Math.min(...values), `${measure}: ${values}`).toBeLessThanOrEqual(bound);
      }
    }
  });
});

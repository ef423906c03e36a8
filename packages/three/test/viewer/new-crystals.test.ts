import { describe, expect, it } from "vitest";
import type { GemBody } from "../../src/index.js";
import { newCrystals } from "../../src/viewer/new-crystals.js";
import { blockGem } from "../block-gem.js";

/** A stone of crystals that these syllables made; each individual's first one is its heart. */
function stone(...individuals: number[][][]): GemBody {
  const body = blockGem(1, 1, 1);
  let place = 0;
  const spans = individuals.map((crystals) => {
    const from = place;
    place += crystals.length;
    return { color: body.color, crystals: [from, place] as const };
  });
  const [{ halfSpaces }] = body.crystals;
  return {
    ...body,
    crystals: individuals.flat().map((syllables) => ({ halfSpaces, syllables })),
    individuals: spans,
  };
}

describe("newCrystals", () => {
  it("are those of syllables that were not there", () => {
    const before = stone([[0, 1], [2]]);
    expect(newCrystals(before, stone([[0, 1], [2], [3], [4]]))).toEqual([false, false, true, true]);
  });

  it("may stand between those that were there", () => {
    const before = stone([[0, 1, 2], [3]]);
    expect(newCrystals(before, stone([[0], [1], [3], [5]]))).toEqual([false, true, false, true]);
  });

  it("are told apart by their voice in a twin", () => {
    const before = stone([[0], [1]], [[0]]);
    expect(newCrystals(before, stone([[0], [1]], [[0], [1]]))).toEqual([false, false, false, true]);
  });

  it("are told by their place where syllables are not known", () => {
    const { individuals: _, ...bare } = stone([[0], [1], [2]]);
    const crystals = bare.crystals.map(({ halfSpaces }) => ({ halfSpaces }));
    expect(newCrystals({ ...bare, crystals: crystals.slice(0, 2) }, { ...bare, crystals })).toEqual([
      false,
      false,
      true,
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { countIslands, type Layer } from "../src/index.js";

/** Layers drawn with letters: a space is empty. */
function stack(...layers: readonly string[][]): (() => Layer)[] {
  return layers.map((rows) => {
    const text = rows.join("");
    return () => ({ width: rows[0].length, pixels: text.length, isCured: (pixel) => text[pixel] !== " " });
  });
}

describe("countIslands", () => {
  it("takes a tower for one piece that needs no support", () => {
    expect(countIslands(stack(["  ", "##"], ["##", "##"], ["# ", "  "]))).toEqual({ pieces: 1, startsInTheAir: 0 });
  });

  it("sees an arm that begins in the air and is joined above", () => {
    expect(countIslands(stack(["#    "], ["#   #"], ["#####"]))).toEqual({ pieces: 1, startsInTheAir: 1 });
  });

  it("sees what is never joined, and that corners do not hold", () => {
    expect(countIslands(stack(["#  "], ["# #"], ["# #"]))).toEqual({ pieces: 2, startsInTheAir: 1 });
    expect(countIslands(stack(["# ", " #"]))).toEqual({ pieces: 2, startsInTheAir: 0 });
  });

  it("counts a ring's overhang as carried once any part of it is", () => {
    expect(countIslands(stack(["#  ", "   ", "   "], ["###", "# #", "###"]))).toEqual({ pieces: 1, startsInTheAir: 0 });
  });

  it("says nothing of nothing", () => {
    expect(countIslands(stack(["   "]))).toEqual({ pieces: 0, startsInTheAir: 0 });
  });
});

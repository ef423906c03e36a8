import { describe, expect, it } from "vitest";
import { BlockArray } from "../src/signal/block-array.js";

describe("BlockArray", () => {
  it("gives back what was put in, across its blocks", () => {
    const array = new BlockArray();
    const length = 50_000;
    for (let i = 0; i < 10; i++) array.push(i);
    array.append(Float32Array.from({ length: length - 10 }, (_, i) => 10 + i));
    expect(array).toHaveLength(length);
    for (const [from, to] of [
      [0, length],
      [16_383, 16_385],
      [16_384, 32_768],
      [20_000, 49_999],
      [7, 7],
    ] as const) {
      expect(array.read(from, to)).toEqual(Float32Array.from({ length: to - from }, (_, i) => from + i));
    }
  });
});

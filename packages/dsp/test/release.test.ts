import { describe, expect, it } from "vitest";
import { release, resizableBytes } from "../src/signal/release.js";

describe("release", () => {
  it("takes two views of one memory, and what was released before", () => {
    const large = new Float32Array(1000);
    const bytes = resizableBytes(1000);
    release(large, large.subarray(10), bytes);
    release(large, bytes);
    expect(bytes).toHaveLength(0);
  });

  it("leaves other memory alone, also where the engine cannot give any back", () => {
    const kept = Float32Array.of(1, 2);
    release(new Float32Array(2));
    expect([...kept]).toEqual([1, 2]);
  });
});

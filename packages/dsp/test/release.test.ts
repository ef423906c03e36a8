import { describe, expect, it } from "vitest";
import { releasable, release, resizableBytes } from "../src/signal/release.js";

describe("release", () => {
  it("takes two views of one memory, and what was released before", () => {
    const large = new Float32Array(1000);
    const { buffer } = large;
    // As newer engines do it, and as strictly: a buffer that is gone cannot be moved again.
    Object.defineProperty(buffer, "transferToFixedLength", {
      value: () => {
        if (buffer.byteLength === 0) throw new TypeError("a detached buffer");
        return structuredClone(buffer, { transfer: [buffer] });
      },
    });
    const bytes = resizableBytes(1000);
    release(large, large.subarray(10), bytes);
    release(large, bytes);
    expect(large).toHaveLength(0);
    expect(bytes).toHaveLength(0);
  });

  it("empties a large array that was made for it", () => {
    const large = releasable(Int16Array, 2_000_000);
    expect(large).toHaveLength(2_000_000);
    release(large, releasable(Float64Array, 10));
    expect(large).toHaveLength(0);
  });

  it("leaves other memory alone, also where the engine cannot give any back", () => {
    const kept = Float32Array.of(1, 2);
    release(new Float32Array(2));
    expect([...kept]).toEqual([1, 2]);
  });
});

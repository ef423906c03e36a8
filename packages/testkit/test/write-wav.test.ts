import { describe, expect, it } from "vitest";
import { writeWAV } from "../src/index.js";

describe("writeWAV", () => {
  it("writes 16-bit PCM, interleaved, rounded and clipped", () => {
    const bytes = writeWAV([Float32Array.of(0, 0.5, 2), Float32Array.of(-1, 1 / 65536, -2)], 16_000);
    const view = new DataView(bytes.buffer);
    expect(String.fromCharCode(...bytes.subarray(0, 4), ...bytes.subarray(8, 16))).toBe("RIFFWAVEfmt ");
    expect(view.getUint32(4, true)).toBe(bytes.length - 8);
    expect([20, 22, 32, 34].map((at) => view.getUint16(at, true))).toEqual([1, 2, 4, 16]);
    expect([24, 28, 40].map((at) => view.getUint32(at, true))).toEqual([16_000, 64_000, 12]);
    expect([...new Int16Array(bytes.buffer, 44)]).toEqual([0, -32768, 16384, 1, 32767, -32768]);
  });

  it("writes floats as they are", () => {
    const samples = Float32Array.of(0.1, -3, 1e-9);
    const bytes = writeWAV([samples], 48_000, { sampleFormat: "float32" });
    const view = new DataView(bytes.buffer);
    expect(view.getUint16(20, true)).toBe(3);
    expect(view.getUint32(4, true)).toBe(bytes.length - 8);
    expect(view.getUint32(44, true)).toBe(3);
    expect(new Float32Array(bytes.buffer, 56)).toEqual(samples);
  });

  it("refuses channels of different lengths, and none", () => {
    expect(() => writeWAV([], 16_000)).toThrow(RangeError);
    expect(() => writeWAV([new Float32Array(1), new Float32Array(2)], 16_000)).toThrow(RangeError);
  });
});

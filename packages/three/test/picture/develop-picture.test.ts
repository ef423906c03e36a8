import { describe, expect, it } from "vitest";
import { DEVELOP_DEFAULTS, developPicture } from "../../src/index.js";

const PLAIN = { bloom: 0, vignette: 0, background: [0, 0, 0] } as const;

function grey(...lights: number[]): Float32Array {
  return Float32Array.from(lights.flatMap((light) => [light, light, light, 1]));
}

describe("developPicture", () => {
  it("is plain sRGB for mid-tones", () => {
    // 18 % grey is 118 in sRGB.
    expect([...developPicture(grey(0.18), 1, PLAIN)]).toEqual([118, 118, 118, 255]);
  });

  it("grows with the light and keeps highlights from clipping early", () => {
    const lights = [0, 0.01, 0.1, 0.3, 0.6, 1, 2, 3];
    const shown = lights.map((light) => developPicture(grey(light), 1, PLAIN)[0] ?? NaN);
    for (let index = 1; index < shown.length; index++) expect(shown[index]).toBeGreaterThan(shown[index - 1] ?? NaN);
    expect(shown[5]).toBeLessThan(235);
  });

  it("lets strong colours pale as they grow bright", () => {
    const red = (light: number) => developPicture(Float32Array.from([light, 0, 0, 1]), 1, PLAIN);
    expect(red(0.02)[1]).toBeLessThan(4);
    expect(red(5)[1]).toBeGreaterThan(60);
  });

  it("spreads a bright point without moving it", () => {
    const size = 65;
    const light = new Float32Array(size * size * 4);
    const middle = (32 * size + 32) * 4;
    light.fill(50, middle, middle + 3);
    const shown = developPicture(light, size, { ...PLAIN, bloom: 0.2 });
    const at = (x: number, y: number): number => shown[(y * size + x) * 4] ?? NaN;
    expect(at(33, 32)).toBeGreaterThan(0);
    expect(at(32, 32)).toBeGreaterThan(at(33, 32));
    for (const step of [1, 2, 3]) {
      expect(at(32 - step, 32)).toBe(at(32 + step, 32));
      expect(at(32, 32 - step)).toBe(at(32 + step, 32));
    }
  });

  it("fades into the background at the edges", () => {
    const shown = developPicture(grey(...new Array<number>(400).fill(0.5)), 20, { vignette: 0.4 });
    const background = developPicture(grey(0), 1, { vignette: 0 });
    expect(DEVELOP_DEFAULTS.background[2]).toBeGreaterThan(0);
    expect((shown[0] ?? NaN) - (background[0] ?? NaN)).toBeLessThan(8);
    expect(shown[(10 * 20 + 10) * 4]).toBeGreaterThan(150);
  });

  it("refuses light that is no picture", () => {
    expect(() => developPicture(new Float32Array(10), 3)).toThrow(RangeError);
  });
});

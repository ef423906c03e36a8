import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findExecutable } from "../engines/find-executable.js";
import { HUE_DEGREES, type Seen, SIZE_PX, SPARK_TURNS } from "./gem-light-page.js";
import { type PageBrowser, runPage } from "./run-page.js";

const BROWSERS = [
  { name: "Chromium", executables: ["chromium", "chromium-browser", "google-chrome"] },
  { name: "Firefox", executables: ["firefox-esr", "firefox"] },
] as const;
const PATIENCE_MS = 240_000;
/** Brighter than all pixels around by so much, of 255, is a spark. */
const SPARK_LUMA = 30;

describe.each(BROWSERS)("gems in $name", ({ name, executables }) => {
  const path = findExecutable(executables);
  let seen: Seen = { unable: "" };
  beforeAll(async () => {
    if (path === undefined) {
      const note = `none of ${executables.join(", ")} is on the PATH`;
      if (process.env.CI === "true") throw new Error(note);
      process.stderr.write(`skipped: the light of gems in ${name}: ${note}\n`);
      seen = { unable: note };
      return;
    }
    const browser: PageBrowser = { name, path };
    seen = await runPage<Seen>(browser, join(import.meta.dirname, "gem-light-page.ts"), PATIENCE_MS);
    if ("unable" in seen) process.stderr.write(`skipped: no WebGL 2 in ${name}: ${seen.unable}\n`);
  }, PATIENCE_MS + 10_000);

  /** A test of pictures; skipped where the browser has no WebGL. */
  const look = (what: string, test: (picture: (name: string) => Picture) => void): void => {
    it(what, ({ skip }) => {
      if ("unable" in seen) return skip(seen.unable);
      const { pictures } = seen;
      test((name) => new Picture(Buffer.from(pictures[name] ?? "", "base64")));
    });
  };

  look("are not flat: dark and bright facets, full colour of the body's hue", (picture) => {
    const stone = picture("stone");
    const lights = stone
      .lit()
      .map((pixel) => stone.luma(pixel))
      .sort((a, b) => a - b);
    const at = (share: number): number => lights[Math.floor(share * (lights.length - 1))] ?? NaN;
    expect(lights.length).toBeGreaterThan(0.08 * SIZE_PX * SIZE_PX);
    expect(at(0.95)).toBeGreaterThan(2 * at(0.1));
    expect(at(0.98)).toBeGreaterThan(60);
    expect(stone.meanChroma()).toBeGreaterThan(0.1);
    expect(Math.abs(((stone.meanHueDegrees() - HUE_DEGREES + 540) % 360) - 180)).toBeLessThan(35);
  });

  look("change with the view, and do not flicker", (picture) => {
    const stone = picture("stone");
    expect(stone.differenceFrom(picture("stone turned"))).toBeGreaterThan(3);
    expect(stone.differenceFrom(picture("stone turned by a hair"))).toBeLessThan(0.5);
  });

  look("draw edges finer than a pixel as lines, where they are told to, and not as sparks", (picture) => {
    const seen = [0, 1].map((edgePixels) => {
      const turns = Array.from({ length: SPARK_TURNS }, (_, turn) =>
        picture(`spray at turn ${turn}, edges ${edgePixels} pixels wide`),
      );
      const sum = (part: (turn: Picture) => number) => turns.reduce((all, turn) => all + part(turn), 0);
      return { sparks: sum((turn) => turn.sparks().length), light: sum((turn) => turn.meanLuma()) };
    });
    const [exact, wide] = seen as [(typeof seen)[number], (typeof seen)[number]];
    expect(wide.sparks).toBeLessThan(0.5 * exact.sparks);
    expect(Math.abs(wide.light / exact.light - 1)).toBeLessThan(0.05);
  });

  look("are the same at a thousand times the size", (picture) => {
    expect(picture("stone").differenceFrom(picture("stone a thousand times as large"))).toBeLessThan(0.5);
  });

  look("have no holes and never go black, even at one reflection", (picture) => {
    for (const [name, outline] of [
      ["stone", "stone"],
      ["stone at one reflection", "stone"],
      ["spray of 64", "spray of 64"],
      ["spray", "spray"],
      ["spray with one crystal sounding", "spray"],
      ["block with a bail", "block with a bail"],
    ] as const) {
      expect(picture(name).lit(), name).toEqual(picture(`covered by ${outline}`).lit());
    }
    const [least, full] = [picture("stone at one reflection"), picture("stone")];
    expect(least.lit().length).toBeGreaterThan(0.97 * full.lit().length);
    expect(least.meanLuma()).toBeGreaterThan(0.3 * full.meanLuma());
  });

  look("stand beside one another as each does alone", (picture) => {
    const [both, left, right] = [picture("two stones"), picture("left stone"), picture("right stone")];
    expect(both.part(0, 0.5).differenceFrom(left.part(0, 0.5))).toBe(0);
    expect(both.part(0.5, 1).differenceFrom(right.part(0.5, 1))).toBe(0);
  });

  look("glow where a crystal sounds, in the body's colour, and light the others", (picture) => {
    const [silent, sounding] = [picture("spray"), picture("spray with one crystal sounding")];
    expect(sounding.meanLuma()).toBeGreaterThan(1.05 * silent.meanLuma());
    const gained = sounding.lit().map((pixel) => sounding.luma(pixel) - silent.luma(pixel));
    expect(Math.max(...gained)).toBeGreaterThan(40);
    expect(Math.min(...gained)).toBeGreaterThan(-40);
    expect(Math.abs(((sounding.meanHueDegrees() - HUE_DEGREES + 540) % 360) - 180)).toBeLessThan(35);
    // No overlay: the crystal keeps dark and bright facets.
    expect(sounding.meanChroma()).toBeGreaterThan(0.9 * silent.meanChroma());
  });

  look("grow out of their roots", (picture) => {
    const [grown, growing] = [picture("spray").lit().length, picture("spray half grown").lit().length];
    expect(growing).toBeGreaterThan(0.05 * grown);
    expect(growing).toBeLessThan(0.6 * grown);
  });

  look("show what machining added", (picture) => {
    const [plain, pendant] = [picture("block"), picture("block with a bail")];
    expect(pendant.lit().length).toBeGreaterThan(plain.lit().length + 60);
  });

  look("are clouds that hold their colour, and brighten where they sound", (picture) => {
    const [silent, sounding] = [picture("cloud"), picture("cloud while the first quarter sounds")];
    const { length } = silent.lit();
    expect(length).toBeGreaterThan(400);
    // Twenty thousand on 900 pixels, and none white.
    expect(silent.lit().filter((pixel) => Math.min(...silent.color(pixel)) > 230)).toEqual([]);
    expect(silent.color(0).slice(0, 3)).toEqual([0, 0, 0]);
    const left = (cloud: Picture): number => cloud.part(0.25, 0.45).meanLuma();
    const right = (cloud: Picture): number => cloud.part(0.6, 0.9).meanLuma();
    expect(left(sounding) / right(sounding)).toBeGreaterThan((1.5 * left(silent)) / right(silent));
  });
});

/** RGBA bytes of a square picture, or of an upright part of it. */
class Picture {
  readonly #bytes: Uint8Array;
  readonly #width: number;

  constructor(bytes: Uint8Array, width = SIZE_PX) {
    expect(bytes.length).toBe(4 * width * SIZE_PX);
    this.#bytes = bytes;
    this.#width = width;
  }

  /** The columns from one share of the width to another. */
  part(from: number, to: number): Picture {
    const [first, last] = [Math.round(from * this.#width), Math.round(to * this.#width)];
    const rows = Array.from({ length: SIZE_PX }, (_, row) =>
      this.#bytes.subarray(4 * (row * this.#width + first), 4 * (row * this.#width + last)),
    );
    return new Picture(Buffer.concat(rows), last - first);
  }

  color(pixel: number): readonly [number, number, number] {
    const [red, green, blue] = this.#bytes.subarray(4 * pixel, 4 * pixel + 3);
    return [red ?? NaN, green ?? NaN, blue ?? NaN];
  }

  luma(pixel: number): number {
    const [red, green, blue] = this.color(pixel);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** Pixels with light in them. */
  lit(): number[] {
    return this.#pixels().filter((pixel) => Math.max(...this.color(pixel)) > 2);
  }

  /** Pixels much brighter than each of those around. */
  sparks(): number[] {
    return this.#pixels().filter((pixel) => {
      const [x, y] = [pixel % this.#width, Math.floor(pixel / this.#width)];
      if (x === 0 || y === 0 || x === this.#width - 1 || y === SIZE_PX - 1) return false;
      const around = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => pixel + row * this.#width + column));
      const luma = this.luma(pixel);
      return around.every((other) => other === pixel || luma > this.luma(other) + SPARK_LUMA);
    });
  }

  meanLuma(): number {
    return this.#pixels().reduce((sum, pixel) => sum + this.luma(pixel), 0) / (this.#width * SIZE_PX);
  }

  differenceFrom(other: Picture): number {
    expect(other.#bytes.length).toBe(this.#bytes.length);
    return (
      this.#bytes.reduce((sum, value, at) => sum + Math.abs(value - (other.#bytes[at] ?? NaN)), 0) / this.#bytes.length
    );
  }

  /** Mean chroma in OKLab of the pixels with light in them. */
  meanChroma(): number {
    const lit = this.lit();
    return lit.reduce((sum, pixel) => sum + Math.hypot(...this.#oklabHue(pixel)), 0) / lit.length;
  }

  /** Mean hue in OKLab, each pixel weighed by its chroma. */
  meanHueDegrees(): number {
    let [sumA, sumB] = [0, 0];
    for (const pixel of this.lit()) {
      const [a, b] = this.#oklabHue(pixel);
      sumA += a;
      sumB += b;
    }
    return (Math.atan2(sumB, sumA) * 180) / Math.PI;
  }

  #pixels(): number[] {
    return Array.from({ length: this.#width * SIZE_PX }, (_, pixel) => pixel);
  }

  #oklabHue(pixel: number): readonly [a: number, b: number] {
    const [red, green, blue] = this.color(pixel).map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number];
    const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return [
      1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
      0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
    ];
  }
}

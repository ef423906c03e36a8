import { intersectHalfSpaces, unite } from "@vocalith/geometry";
import { type GemBody, oklchToLinearSrgb } from "@vocalith/three";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toGemMessage } from "./gem-message.js";
import { type GemPage, hasChromium, openGemPage } from "./open-gem-page.js";
import { writePNG } from "./write-png.js";

const present = hasChromium();
if (!present) process.stderr.write("skipped: the pixel tests of gem pictures need Debian's chromium\n");

const SIZE_PX = 96;
const HUE_DEGREES = 305;

// A missing browser is a fault in CI and a skipped test on a person's machine.
describe.skipIf(!present && process.env.CI !== "true")("a gem's picture in Chromium", () => {
  let gemPage: GemPage;

  beforeAll(async () => {
    gemPage = await openGemPage();
  });
  afterAll(() => gemPage?.close());

  async function drawn(name: string, gem: GemBody, azimuthDegrees = 0): Promise<Pixels> {
    const options = { widthPx: SIZE_PX, heightPx: SIZE_PX, samples: 4, azimuthDegrees };
    await gemPage.page.evaluate(([key, message, how]) => globalThis.gemPage.draw(key, message, how), [
      name,
      toGemMessage(gem),
      options,
    ] as const);
    return gemPage.page.evaluate((key) => globalThis.gemPage.pixelsOf(key), name);
  }

  it("is not flat: dark and bright facets of the body's hue, on black", async () => {
    const picture = await drawn("stone", await stone(20));
    const lights = stonePixels(picture).sort((a, b) => a - b);
    const at = (share: number): number => lights[Math.floor(share * (lights.length - 1))] ?? NaN;
    expect(at(0.95)).toBeGreaterThan(2.2 * at(0.1));
    expect(at(0.95)).toBeGreaterThan(45);
    // Deep, but nowhere a hole.
    expect(at(0.02)).toBeGreaterThan(3);
    const away = Math.abs(((meanHueDegrees(picture) - HUE_DEGREES + 540) % 360) - 180);
    expect(away).toBeLessThan(35);
    for (const corner of [0, SIZE_PX - 1]) expect(luma(picture, corner)).toBeLessThan(16);
  });

  it("survives our own PNG writer", async () => {
    const pixels = await drawn("written", await stone(20));
    const { base64, widthPx, heightPx } = await gemPage.page.evaluate(() => globalThis.gemPage.sheet(["written"], 1));
    const png = Buffer.from(writePNG(Buffer.from(base64, "base64"), widthPx, heightPx)).toString("base64");
    expect(await gemPage.page.evaluate((file) => globalThis.gemPage.decodeImage(file), png)).toEqual(pixels);
  });

  it("changes with the view", async () => {
    const gem = await stone(20);
    expect(meanDifference(await drawn("front", gem, 0), await drawn("turned", gem, 25))).toBeGreaterThan(5);
  });

  it("is the same at every scale", async () => {
    const [small, large] = [await drawn("small", await stone(4)), await drawn("large", await stone(400))];
    expect(meanDifference(small, large)).toBeLessThan(0.5);
  });

  it("shows the crystals of a union as one stone", async () => {
    const alone = await stone(20);
    // The second crystal lies wholly inside the first, 6 mm above the ground: it must leave no trace.
    const planes = prism(8);
    const inner = {
      halfSpaces: Float64Array.from(planes, (value, at) => value + (at % 4 === 3 ? 6 * (planes[at - 1] ?? 0) : 0)),
    };
    const picture = await drawn("alone", alone);
    const doubled = await drawn("doubled", { ...alone, crystals: [...alone.crystals, inner] });
    expect(meanDifference(picture, doubled)).toBeLessThan(1);
  });
});

/** RGBA bytes, row by row. */
type Pixels = readonly number[];

/** Four numbers a half-space of a hexagonal prism with unequal pyramids, standing on z = 0. */
function prism(heightMm: number): number[] {
  const planes: number[] = [0, 0, -1, 0];
  for (let side = 0; side < 6; side++) {
    const turn = (side * Math.PI) / 3 + 0.2;
    const [x, y] = [Math.cos(turn), Math.sin(turn)];
    planes.push(x, y, 0, heightMm * (0.3 + 0.02 * ((side * 5) % 3)));
    planes.push(x * 0.75, y * 0.75, Math.sqrt(1 - 0.75 * 0.75), heightMm * (0.66 + 0.03 * ((side * 7) % 4)));
  }
  return planes;
}

async function stone(heightMm: number): Promise<GemBody> {
  const halfSpaces = Float64Array.from(prism(heightMm));
  const color = { lightness: 0.45, chroma: 0.18, hueDegrees: HUE_DEGREES, hueSpreadDegrees: 0 };
  return {
    crystals: [{ halfSpaces }],
    color: { ...color, linearSrgb: oklchToLinearSrgb(color.lightness, color.chroma, color.hueDegrees) },
    // What is too small to print must not differ between sizes: it is the picture that is tested.
    mesh: await unite([intersectHalfSpaces(halfSpaces)], { minimumEdgeMm: heightMm / 4000 }),
  };
}

function luma(picture: Pixels, pixel: number): number {
  const channel = (offset: number): number => picture[pixel * 4 + offset] ?? NaN;
  return 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
}

/** Brightness in a disc about the picture's middle, which the stone fills. */
function stonePixels(picture: Pixels): number[] {
  const lights: number[] = [];
  for (let y = 0; y < SIZE_PX; y++) {
    for (let x = 0; x < SIZE_PX; x++) {
      if (Math.hypot(x - SIZE_PX * 0.5, y - SIZE_PX * 0.46) < SIZE_PX * 0.27)
        lights.push(luma(picture, y * SIZE_PX + x));
    }
  }
  return lights;
}

/** Mean hue in OKLab, each pixel weighed by its chroma. */
function meanHueDegrees(picture: Pixels): number {
  let [sumA, sumB] = [0, 0];
  for (let at = 0; at < picture.length; at += 4) {
    const [red, green, blue] = [0, 1, 2].map((offset) => {
      const value = (picture[at + offset] ?? NaN) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    sumA += 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
    sumB += 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  }
  return (Math.atan2(sumB, sumA) * 180) / Math.PI;
}

function meanDifference(first: Pixels, second: Pixels): number {
  let sum = 0;
  first.forEach((value, index) => {
    sum += Math.abs(value - (second[index] ?? NaN));
  });
  return (sum / first.length) * (4 / 3);
}

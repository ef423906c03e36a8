import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realClient } from "@vocalith/testkit";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createGem, type Gem } from "vocalith";
import { bundleModule } from "../pictures/bundle-module.js";
import { CHROMIUM_FLAGS, SOFTWARE_GRAPHICS } from "./chromium-flags.js";
import type { GemMessage } from "./gem-viewer-page.js";

const client = realClient("chromium");
const VOICES = join(import.meta.dirname, "../../fixtures/voices");
/** Software rendering pays by the pixel. */
const [WIDTH_PX, HEIGHT_PX] = [160, 120];
/** How long a busy machine is waited for. */
const PATIENTLY = { timeout: 60_000, interval: 50 };

/** A picture as bytes, and what is asked of it. */
class Picture {
  constructor(
    readonly widthPx: number,
    readonly heightPx: number,
    readonly rgba: readonly number[],
  ) {}

  /** Lightness, 0 to 255, of each pixel. */
  get lights(): number[] {
    return Array.from({ length: this.rgba.length / 4 }, (_, at) => {
      const [red, green, blue] = this.rgba.slice(at * 4, at * 4 + 3);
      return 0.21 * red + 0.72 * green + 0.07 * blue;
    });
  }

  /** Share of pixels that differ from another picture's visibly. */
  changeFrom(other: Picture): number {
    const theirs = other.lights;
    const changed = this.lights.filter((light, at) => Math.abs(light - theirs[at]) > 8);
    return changed.length / theirs.length;
  }

  get mean(): number {
    return this.lights.reduce((sum, light) => sum + light, 0) / this.lights.length;
  }

  /** Mean lightness near a place. */
  lightAt([x, y]: readonly [number, number]): number {
    const near = [-2, -1, 0, 1, 2].flatMap((dy) => [-2, -1, 0, 1, 2].map((dx) => [x + dx, y + dy]));
    const { lights } = this;
    return (
      near.reduce((sum, [atX, atY]) => sum + (lights[Math.round(atY) * this.widthPx + Math.round(atX)] ?? 0), 0) / 25
    );
  }
}

function toMessage(gem: Gem, particles: number): GemMessage {
  const { mesh } = gem;
  return {
    crystals: gem.crystals.map(({ halfSpaces, syllables }) => ({ halfSpaces: [...halfSpaces], syllables })),
    color: gem.color,
    individuals: gem.individuals.map(({ color, crystals, syllables }) => ({ color, crystals, syllables })),
    mesh: {
      positions: [...mesh.positions],
      triangles: [...mesh.triangles],
      facetOfTriangle: [...mesh.facetOfTriangle],
      facets: mesh.facets,
    },
    particles: [...gem.particles(particles).positions],
  };
}

describe.skipIf(client === undefined)("GemViewer in Chromium", () => {
  let browser: Browser;
  let server: Server;
  let address: string;
  let page: Page;
  let faults: string[] = [];
  const messages: Record<string, GemMessage> = {};
  let spray: Gem;

  beforeAll(async () => {
    const script = await bundleModule(join(import.meta.dirname, "gem-viewer-page.ts"));
    const html = `<!doctype html><title>viewers</title><body style="margin: 0; background: #08080a"><script type="module">
      import * as page from "/page.js";
      globalThis.viewerPage = page;
    </script>`;
    server = createServer((request, response) => {
      if (request.url === "/page.js") response.writeHead(200, { "content-type": "text/javascript" }).end(script);
      else if (request.url === "/spray.wav") {
        response.writeHead(200, { "content-type": "audio/wav" }).end(readFileSync(join(VOICES, "excited-deep.wav")));
      } else response.writeHead(request.url === "/" ? 200 : 204, { "content-type": "text/html" }).end(html);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await chromium.launch({
      executablePath: client?.path,
      args: [...CHROMIUM_FLAGS, ...SOFTWARE_GRAPHICS, "--autoplay-policy=no-user-gesture-required"],
    });
    spray = await createGem(readFileSync(join(VOICES, "excited-deep.wav")));
    messages.spray = toMessage(spray, 20_000);
    messages.calm = toMessage(await createGem(readFileSync(join(VOICES, "calm-deep.wav"))), 0);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  beforeEach(async () => {
    faults = [];
    page = await browser.newPage({ viewport: { width: 400, height: 300 } });
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.text().includes("INVALID")) faults.push(message.text());
    });
    await page.goto(address);
    await page.waitForFunction("globalThis.viewerPage !== undefined");
    for (const [name, message] of Object.entries(messages)) {
      await page.evaluate(([as, gem]) => viewerPage.keepGem(as, gem), [name, message] as const);
    }
  });

  afterEach(async () => {
    await page.close();
    expect(faults).toEqual([]);
  });

  /** Opens a viewer and waits until it stands. */
  async function open(name: string, gem: string, options = {}, size = [WIDTH_PX, HEIGHT_PX]): Promise<void> {
    await page.evaluate(
      async ([as, of, how, [width, height]]) => {
        viewerPage.openViewer(as, of, width, height, how);
        await viewerPage.nextEvent(as, "settled");
        viewerPage.eventsOf(as);
      },
      [name, gem, { samples: 1, ...options }, size] as const,
    );
  }

  /** What the viewer "v" says, once, of what a visitor does: input goes another way into the browser than calls, and may overtake them. */
  async function after(type: "settled" | "crystal", act: () => Promise<void>): Promise<unknown> {
    await page.evaluate((of) => viewerPage.listen("v", of), type);
    await act();
    return page.evaluate((of) => viewerPage.awaited("v", of), type);
  }

  /** What the page shows of a viewer. */
  async function look(name: string): Promise<Picture> {
    const shot = await page.locator(`#${name}`).screenshot();
    return decode(shot.toString("base64"));
  }

  /** Takes the stone at a place and turns it. */
  async function drag(x: number, y: number): Promise<void> {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y, { steps: 4 });
    await page.mouse.up();
  }

  async function decode(base64: string): Promise<Picture> {
    const { widthPx, heightPx, rgba } = await page.evaluate((png) => viewerPage.decodeImage(png), base64);
    return new Picture(widthPx, heightPx, rgba);
  }

  it("draws a stone with dark and bright facets in its colour, and then nothing more", async () => {
    await open("v", "calm");
    const seen = await look("v");
    const lights = seen.lights.sort((a, b) => a - b);
    expect(lights[Math.floor(lights.length * 0.2)]).toBeLessThan(14);
    expect(lights[Math.floor(lights.length * 0.98)]).toBeGreaterThan(45);
    expect(new Set(lights.map(Math.round)).size).toBeGreaterThan(40);
    // The deep voice's stone is blue-black: what is not dark is blue.
    const bright = seen.rgba.flatMap((_, at) => (at % 4 === 0 && seen.rgba[at + 2] > 90 ? [at] : []));
    expect(bright.length).toBeGreaterThan(100);
    const blue = bright.filter((at) => seen.rgba[at + 2] > seen.rgba[at + 1] + 15);
    expect(blue.length / bright.length).toBeGreaterThan(0.8);
    const draws = await page.evaluate(async () => {
      const before = viewerPage.drawsSoFar();
      await viewerPage.frames(20);
      return viewerPage.drawsSoFar() - before;
    });
    expect(draws).toBe(0);
    expect(await page.evaluate(() => viewerPage.eventsOf("v"))).toEqual([]);
  });

  it("turns by keys, comes nearer, and goes home", async () => {
    await open("v", "calm");
    const first = await look("v");
    const press = async (...keys: string[]): Promise<Picture> => {
      await page.focus("#v");
      for (const key of keys) await after("settled", () => page.keyboard.press(key));
      return look("v");
    };
    const turned = await press("ArrowRight", "ArrowRight", "ArrowRight");
    expect(turned.changeFrom(first)).toBeGreaterThan(0.05);
    const nearer = await press("+", "+", "+");
    const covered = ({ lights }: Picture) => lights.filter((light) => light > 25).length;
    expect(covered(nearer)).toBeGreaterThan(1.3 * covered(turned));
    const home = await press("Home");
    expect(home.changeFrom(first)).toBeLessThan(0.01);
    expect(await page.evaluate(() => [document.activeElement?.id, document.getElementById("v")?.role])).toEqual([
      "v",
      "application",
    ]);
  });

  it("tells which crystal was clicked, lights it up, and takes no drag for a click", async () => {
    await open("v", "spray");
    const places = await page.evaluate(() => viewerPage.crystalPlaces("v"));
    expect(places.length).toBeGreaterThan(spray.crystals.length / 3);
    const { crystal, place } = places[places.length - 1];
    const [x, y] = place;
    const dark = await look("v");
    await after("settled", async () => {
      const chosen = await after("crystal", () => page.mouse.click(x, y));
      expect(chosen).toEqual({ crystal, syllables: spray.crystals[crystal].syllables, individual: 0 });
    });
    // A quick machine has a fine picture of the crystal in its light, too.
    await expect.poll(async () => (await look("v")).changeFrom(dark), PATIENTLY).toBeLessThan(0.01);
    expect(await page.evaluate(() => viewerPage.crystalAt("v", 1, 1))).toBe(-1);

    await page.evaluate(() => viewerPage.eventsOf("v"));
    await drag(x, y);
    await expect.poll(async () => (await look("v")).changeFrom(dark), PATIENTLY).toBeGreaterThan(0.05);
    expect((await page.evaluate(() => viewerPage.eventsOf("v"))).filter(({ type }) => type === "crystal")).toEqual([]);
  });

  it("plays the syllable of a crystal, which glows while it sounds, and stops at its end", async () => {
    await open("v", "spray");
    const places = await page.evaluate(() => viewerPage.crystalPlaces("v"));
    const syllables = spray.individuals[0].syllables ?? [];
    const [{ crystal, place }] = places
      .filter((one) => one.crystal > 0 && syllables.some((syllable) => syllable.crystal === one.crystal))
      .sort((a, b) => b.seen - a.seen);
    const syllable = syllables.find((one) => one.crystal === crystal);
    const dark = await look("v");
    await page.evaluate((source) => viewerPage.follow("v", source), `${address}spray.wav`);
    await page.mouse.click(...place);
    await expect
      .poll(async () => (await look("v")).lightAt(place), { ...PATIENTLY, interval: 30 })
      .toBeGreaterThan(dark.lightAt(place) + 25);
    const seconds = await page.evaluate(async () => {
      const at = await viewerPage.stopped("v");
      // Standing pictures of the crystal that glowed are past.
      viewerPage.eventsOf("v");
      return at;
    });
    expect(seconds).toBeGreaterThanOrEqual(syllable?.endSeconds ?? Number.NaN);
    expect(seconds).toBeLessThan((syllable?.endSeconds ?? Number.NaN) + 0.1);
    await page.waitForFunction(() => viewerPage.eventsOf("v").some(({ type }) => type === "settled"));
    expect((await look("v")).changeFrom(dark)).toBeLessThan(0.01);
  });

  it("turns to particles and back, and says when they do not come", async () => {
    await open("v", "spray", { particles: 20_000 });
    const stone = await look("v");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.evaluate(() => viewerPage.settle("v", () => viewerPage.setForm("v", "particles")));
    const cloud = await look("v");
    expect(cloud.changeFrom(stone)).toBeGreaterThan(0.1);
    expect(cloud.mean).toBeGreaterThan(4);
    await page.evaluate(() => viewerPage.settle("v", () => viewerPage.setForm("v", "stone")));
    expect((await look("v")).changeFrom(stone)).toBeLessThan(0.01);
    const failure = await page.evaluate(async () => {
      const failed = viewerPage.nextEvent("v", "failure");
      viewerPage.show("v", "calm");
      viewerPage.setForm("v", "particles");
      await failed;
      return viewerPage.eventsOf("v").findLast(({ type }) => type === "failure")?.detail;
    });
    expect(failure).toBe("the worker has gone");
  });

  it("dissolves from one form into the other where motion is welcome", async () => {
    await open("v", "spray", { particles: 20_000 });
    const stone = await look("v");
    await page.evaluate(() => viewerPage.setForm("v", "particles"));
    await expect.poll(async () => (await look("v")).changeFrom(stone), PATIENTLY).toBeGreaterThan(0.1);
    await page.evaluate(() => viewerPage.settle("v", () => viewerPage.setForm("v", "stone")));
    expect((await look("v")).changeFrom(stone)).toBeLessThan(0.01);
  });

  it("rather stands than turns as a blur, on a machine too slow for both", async () => {
    // No software renderer draws this many frames a second.
    await open("v", "spray", { framesPerSecond: 240 });
    await page.evaluate(() => viewerPage.settle("v", () => viewerPage.setTurning("v", true)));
    const fine = await look("v");
    expect(new Set(fine.lights.map(Math.round)).size).toBeGreaterThan(60);
  });

  it("turns again when a machine that was too slow has become quick, and not before", async () => {
    await page.evaluate(() => viewerPage.slowDown(2000));
    await open("v", "calm", { framesPerSecond: 5, turning: true }, [48, 36]);
    // The picture that was fine on the slow machine stands.
    const standing = await look("v");
    await page.evaluate(() => viewerPage.frames(30));
    expect((await look("v")).changeFrom(standing)).toBe(0);
    await page.evaluate(() => {
      viewerPage.slowDown(0);
      viewerPage.show("v", "spray", false);
    });
    const changing = async (): Promise<number> => {
      const first = await look("v");
      await page.evaluate(() => viewerPage.frames(10));
      return (await look("v")).changeFrom(first);
    };
    await expect.poll(changing, PATIENTLY).toBeGreaterThan(0.005);
    await page.evaluate(() => viewerPage.frames(60));
    expect(await changing()).toBeGreaterThan(0.005);
  });

  /** Waits until the viewer "v" shows its stone from another side. */
  async function turns(): Promise<void> {
    const first = await look("v");
    await expect.poll(async () => (await look("v")).changeFrom(first), PATIENTLY).toBeGreaterThan(0.02);
  }

  /** Draws while the screen shows ten frames. */
  const drawsOfTenFrames = () =>
    page.evaluate(async () => {
      const before = viewerPage.drawsSoFar();
      await viewerPage.frames(10);
      return viewerPage.drawsSoFar() - before;
    });

  it("rests when told on a machine that is slow to draw, but for what is put there", async () => {
    await page.evaluate(() => {
      viewerPage.slowDown(100);
      viewerPage.openViewer("v", "spray", 160, 120, { samples: 1024 });
    });
    const spray = async () => (await look("v")).mean;
    await expect.poll(spray, PATIENTLY).toBeGreaterThan(4);
    // The measure of the machine is taken, and the picture becomes finer.
    await page.evaluate(() => viewerPage.frames(60));
    expect(await drawsOfTenFrames()).toBeGreaterThan(0);
    await page.evaluate(() => viewerPage.setResting("v", true));
    await expect.poll(drawsOfTenFrames, PATIENTLY).toBe(0);
    const resting = await look("v");
    await page.evaluate(async () => {
      const shown = viewerPage.nextEvent("v", "shown");
      viewerPage.show("v", "calm");
      await shown;
    });
    expect((await look("v")).changeFrom(resting)).toBeGreaterThan(0.05);
    await expect.poll(drawsOfTenFrames, PATIENTLY).toBe(0);
    await page.evaluate(() => viewerPage.setResting("v", false));
    await expect.poll(drawsOfTenFrames, PATIENTLY).toBeGreaterThan(0);
  });

  it("draws a stone once that comes with another size while it rests", async () => {
    await page.evaluate(() => {
      viewerPage.slowDown(100);
      viewerPage.openViewer("v", "spray", 160, 120, { samples: 1024 });
    });
    // The measure of the machine is taken.
    await page.evaluate(() => viewerPage.frames(60));
    await page.evaluate(() => viewerPage.setResting("v", true));
    await expect.poll(drawsOfTenFrames, PATIENTLY).toBe(0);
    const [draws] = await page.evaluate(() => viewerPage.showAt("v", "calm", 120));
    expect(draws).toBeGreaterThan(0);
    expect(await page.evaluate(() => viewerPage.showAt("v", "spray", 80))).toEqual([draws, 80]);
  });

  it("goes on when told to rest on a machine that draws at its ease", async () => {
    await open("v", "calm", { framesPerSecond: 5 }, [48, 36]);
    await page.evaluate(() => viewerPage.setTurning("v", true));
    // Until it knows how quick the machine is, and on.
    await turns();
    await turns();
    await page.evaluate(() => viewerPage.setResting("v", true));
    await turns();
  });

  it("heeds reduced motion while it runs", async () => {
    // So few frames of so small a picture that a busy machine draws them too without a blur.
    await open("v", "calm", { framesPerSecond: 5 }, [48, 36]);
    await page.evaluate(() => viewerPage.setTurning("v", true));
    await turns();
    await page.emulateMedia({ reducedMotion: "reduce" });
    // Not by an event: on a busy machine the stone may have come to stand just before.
    await expect.poll(drawsOfTenFrames, PATIENTLY).toBe(0);
    // A hand turns it as ever, without gliding.
    const standing = await look("v");
    await drag(10, 10);
    await expect.poll(async () => (await look("v")).changeFrom(standing), PATIENTLY).toBeGreaterThan(0.02);
    // A stone that grows stands at once.
    await page.evaluate(() => viewerPage.settle("v", () => viewerPage.show("v", "spray", true)));
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await turns();
  });

  it("keeps the stone over a lost context, and draws it again", async () => {
    await open("v", "calm");
    const before = await look("v");
    const ended = await page.evaluate(() => viewerPage.endedSnapshot("v", "lose"));
    expect(ended).toBe("ViewerClosedError");
    expect(await page.evaluate(() => viewerPage.snapshot("v", 32, 32, 1))).toBe("ViewerClosedError");
    await page.evaluate(() => viewerPage.settle("v", () => viewerPage.restore("v")));
    expect((await look("v")).changeFrom(before)).toBeLessThan(0.01);
    const types = (await page.evaluate(() => viewerPage.eventsOf("v"))).map(({ type }) => type);
    expect(types).toEqual(["contextlost", "contextrestored", "settled"]);
    await page.evaluate(() => viewerPage.dispose("v"));
  });

  it("takes snapshots of any shape, and stops when asked", async () => {
    await open("v", "calm");
    const [wide, tall] = await Promise.all(
      [
        [144, 64],
        [64, 144],
      ].map(async ([width, height]) =>
        decode(await page.evaluate(([w, h]) => viewerPage.snapshot("v", w, h, 1), [width, height] as const)),
      ),
    );
    expect([wide.widthPx, wide.heightPx, tall.widthPx, tall.heightPx]).toEqual([144, 64, 64, 144]);
    for (const picture of [wide, tall]) {
      expect(Math.max(...picture.lights)).toBeGreaterThan(60);
      expect(picture.rgba.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
      // Framed for its own shape: nothing of the stone is cut off.
      const edge = picture.lights.filter((_, at) => {
        const x = at % picture.widthPx;
        return x < 2 || x > picture.widthPx - 3;
      });
      expect(Math.max(...edge)).toBeLessThan(20);
    }
    expect(await page.evaluate(() => viewerPage.endedSnapshot("v", "abort"))).toBe("RangeError");
    expect(await page.evaluate(() => viewerPage.snapshot("v", 4, 64, 1))).toBe("ViewerOptionError");
    expect(await page.evaluate(() => viewerPage.endedSnapshot("v", "dispose"))).toBe("ViewerClosedError");
    expect(await page.evaluate(() => viewerPage.snapshot("v", 32, 32, 1))).toBe("ViewerClosedError");
  });

  it("films the stone turning, picture by picture, by encoder and by recorder", async () => {
    await open("v", "calm", {}, [64, 48]);
    const shape = { seconds: 0.6, framesPerSecond: 10, widthPx: 96, heightPx: 64, samples: 1 };
    const encoded = await page.evaluate((how) => viewerPage.turntable("v", how), shape);
    expect(encoded.type).toBe("video/webm");
    expect(encoded.progress).toEqual([1, 2, 3, 4, 5, 6].map((frame) => frame / 6));
    expect(Buffer.from(encoded.base64, "base64").readUInt32BE()).toBe(0x1a45dfa3);
    const recorded = await page.evaluate((how) => viewerPage.turntable("v", how, "encoder"), shape);
    expect(Buffer.from(recorded.base64, "base64").readUInt32BE()).toBe(0x1a45dfa3);
    if (spawnSync("ffprobe", ["-version"]).status === 0) {
      expect(probe(encoded.base64)).toMatchObject({ codec: "vp9", width: 96, height: 64, pictures: 6 });
      const { codec, width, height, pictures } = probe(recorded.base64);
      expect([codec, width, height]).toEqual([expect.stringMatching(/^vp[89]$/), 96, 64]);
      expect(pictures).toBeGreaterThanOrEqual(5);
    }
    const refused = await page.evaluate(
      (how) => viewerPage.turntable("v", how, "both").catch((error: Error) => error.name),
      shape,
    );
    expect(refused).toBe("NoVideoError");
  });

  it("shows several stones on a page, each in its own size", async () => {
    await open("first", "calm", {}, [96, 72]);
    await open("second", "spray", {}, [72, 96]);
    const [first, second] = [await look("first"), await look("second")];
    expect([first.widthPx, first.heightPx, second.widthPx, second.heightPx]).toEqual([96, 72, 72, 96]);
    for (const picture of [first, second]) expect(Math.max(...picture.lights)).toBeGreaterThan(60);
    const larger = await page.evaluate(async () => {
      const canvas = document.getElementById("first") as HTMLCanvasElement;
      await viewerPage.settle("first", () => {
        canvas.style.width = "128px";
      });
      return [canvas.width, canvas.height];
    });
    expect(larger).toEqual([128, 72]);
  });

  it("holds no more memory after fifty stones, and none after it was disposed", async () => {
    const left = await page.evaluate(() => viewerPage.leftByThree());
    const before = await page.evaluate(() => viewerPage.graphics());
    await open("v", "calm", {}, [48, 36]);
    const showing = await page.evaluate(async () => {
      await viewerPage.settle("v", () => viewerPage.show("v", "spray"));
      await viewerPage.settle("v", () => viewerPage.show("v", "calm"));
      return viewerPage.graphics();
    });
    const later = await page.evaluate(async () => {
      for (let time = 0; time < 50; time++) {
        viewerPage.show("v", time % 2 === 0 ? "spray" : "calm", time % 3 === 0);
        await viewerPage.frames(2);
      }
      await viewerPage.settle("v", () => viewerPage.show("v", "calm"));
      return viewerPage.graphics();
    });
    expect(later).toEqual(showing);
    const gone = await page.evaluate(() => {
      viewerPage.dispose("v");
      viewerPage.dispose("v");
      return viewerPage.graphics();
    });
    for (const kind of Object.keys(gone) as (keyof typeof gone)[]) {
      expect(gone[kind] - before[kind], kind).toBeLessThanOrEqual(left[kind]);
    }
    const attributes = await page.evaluate(() => document.getElementById("v")?.getAttributeNames().sort());
    expect(attributes).toEqual(["height", "id", "style", "width"]);
    // The canvas serves another viewer.
    await page.evaluate(async () => {
      viewerPage.reopenViewer("v", "calm", { samples: 1 });
      await viewerPage.nextEvent("v", "settled");
    });
    expect(Math.max(...(await look("v")).lights)).toBeGreaterThan(60);
  });

  it.each([
    ["2d canvas", "NoWebGLError"],
    ["disposed", "ViewerClosedError"],
    ["no particles", "NoParticlesError"],
  ] as const)("refuses a %s with words", async (what, name) => {
    const refused = await page.evaluate((open) => viewerPage.refusedBy(open), what);
    expect(refused.name).toBe(name);
    for (const part of [refused.found, refused.accepted, refused.advice]) expect(refused.message).toContain(part);
  });

  it("gives the canvas free when a gem has no crystals", async () => {
    expect(await page.evaluate(() => viewerPage.refusedBy("no crystals"))).toMatchObject({ name: "RangeError" });
  });

  it("develops light as developPicture does", async () => {
    for (const [width, height] of [
      [320, 240],
      [500, 180],
    ]) {
      const apart = await page.evaluate(([w, h]) => viewerPage.developBoth(w, h), [width, height] as const);
      expect(apart.brightest).toBeGreaterThan(220);
      expect(apart.mean).toBeLessThan(0.6);
      expect(apart.most).toBeLessThanOrEqual(6);
    }
  });
});

/** What ffprobe says of a film. */
function probe(base64: string): { codec: string; width: number; height: number; pictures: number } {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-film-"));
  try {
    const path = join(folder, "film.webm");
    writeFileSync(path, Buffer.from(base64, "base64"));
    const entries = "stream=codec_name,width,height,nb_read_frames";
    const { stdout } = spawnSync(
      "ffprobe",
      ["-v", "error", "-count_frames", "-of", "json", "-show_entries", entries, path],
      {
        encoding: "utf8",
      },
    );
    const [{ codec_name: codec, width, height, nb_read_frames: frames }] = JSON.parse(stdout).streams;
    return { codec, width, height, pictures: Number(frames) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

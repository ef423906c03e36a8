import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { EXHIBITION_DEFAULTS, exhibitionOptions } from "../../examples/web/src/exhibition/exhibition-options.js";
import { type ExhibitionScene, nextExhibitionScene } from "../../examples/web/src/exhibition/exhibition-scene.js";
import { IdleClock } from "../../examples/web/src/exhibition/idle-clock.js";
import { eventually } from "./eventually.js";
import { held, scene, visit } from "./exhibition-visit.js";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";
import { stillContrast } from "./still-contrast.js";

describe("an exhibition's options", () => {
  const options = (search: string) => exhibitionOptions(new URL(`https://stones.example/${search}`));

  it("are the defaults where the address says nothing or nonsense", () => {
    expect(options("?exhibition")).toEqual(EXHIBITION_DEFAULTS);
    expect(options("?exhibition&idle=soon&longest=")).toEqual(EXHIBITION_DEFAULTS);
  });

  it("are taken into their range", () => {
    expect(options("?exhibition&idle=0&longest=900&playback=off")).toEqual({
      idleSeconds: 5,
      longestSeconds: 30,
      playback: false,
    });
  });
});

describe("an exhibition's scenes", () => {
  it("go from visitor to visitor", () => {
    let at: ExhibitionScene = { name: "attract" };
    const names = (
      ["begin", "microphone-open", "counted", "counted", "counted", "end", "settled", "begin", "reset"] as const
    ).map((type) => {
      at = nextExhibitionScene(at, { type });
      return at.name;
    });
    expect(names).toEqual([
      "asking",
      "counting",
      "counting",
      "counting",
      "recording",
      "settling",
      "stone",
      "asking",
      "attract",
    ]);
  });

  it("are not torn by what comes too late", () => {
    const attract: ExhibitionScene = { name: "attract" };
    for (const type of ["microphone-open", "counted", "end", "settled"] as const) {
      expect(nextExhibitionScene(attract, { type })).toBe(attract);
    }
    expect(nextExhibitionScene(attract, { type: "fail", kind: "denied" })).toBe(attract);
    expect(nextExhibitionScene({ name: "asking" }, { type: "fail", kind: "denied" })).toEqual({
      name: "trouble",
      kind: "denied",
    });
  });
});

describe("the idle clock", () => {
  it("tells the last ten seconds, begins anew with a touch, and tells the end once", () => {
    vi.useFakeTimers();
    try {
      const onIdle = vi.fn();
      const clock = new IdleClock(60, onIdle);
      clock.touch();
      vi.advanceTimersByTime(90_000);
      expect(onIdle).not.toHaveBeenCalled();
      clock.start();
      vi.advanceTimersByTime(49_000);
      expect(clock.left.value).toBeUndefined();
      vi.advanceTimersByTime(4_000);
      expect(clock.left.value).toBe(7);
      clock.touch();
      expect(clock.left.value).toBeUndefined();
      vi.advanceTimersByTime(60_000);
      expect(onIdle).toHaveBeenCalledTimes(1);
      vi.advanceTimersByTime(600_000);
      expect(onIdle).toHaveBeenCalledTimes(1);
      expect(clock.left.value).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe.skipIf(!hasWebBrowser)("an exhibition", () => {
  let web: WebPage;

  beforeAll(async () => {
    web = await openWebPage({ repeat: true, webGL: false });
    await web.page.clock.install();
    await web.page.goto(`${web.address}?exhibition`);
    await scene(web.page, "attract");
  });

  afterAll(() => web?.close());

  it("shows a still picture without WebGL, of one stone until somebody has been there", async () => {
    const { page } = web;
    // A stone in a dark room.
    await eventually(() => stillContrast(page)).toBeGreaterThan(130);
    const picture = () =>
      page
        .locator("canvas.still:not([data-stale])")
        .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ""));
    // Once it is as fine as it gets.
    const isFine = () =>
      page
        .locator("canvas.still")
        .evaluate((canvas) => canvas instanceof HTMLCanvasElement && canvas.width === Math.round(canvas.clientWidth));
    await eventually(isFine).toBe(true);
    const before = await picture();
    await page.clock.runFor(50_000);
    expect(await picture()).toBe(before);
    await visit(page);
    await eventually(picture).not.toBe(before);
    await eventually(() => stillContrast(page)).toBeGreaterThan(130);
  });

  it("goes by one key from the attracting stones to a visitor's and back, and offers nothing to save", async () => {
    const { page } = web;
    await visit(page);
    expect(await page.locator("a, input, [download]").count()).toBe(0);
    expect(web.faults).toEqual([]);
  });

  it("holds after six visitors what it held after two", async () => {
    const { page, context } = web;
    const session = await context.newCDPSession(page);
    // That which keeps the stones and that which draws them; those that are ended take their time to go.
    const settled = async () => {
      await stillContrast(page);
      await eventually(async () => page.workers().length).toBe(2);
    };
    await visit(page);
    await settled();
    const before = await held(page, session);
    for (let visitor = 0; visitor < 4; visitor++) await visit(page);
    await settled();
    const after = await held(page, session);
    // What an engine keeps of its own: compiled code, histories of its profilers; a recording alone would be 400 kB a visitor.
    expect(after.heapBytes - before.heapBytes).toBeLessThan(600_000);
    expect(after.nodes).toBeLessThan(before.nodes + 40);
    expect(after.listeners).toBeLessThan(before.listeners + 12);
    expect(after.workers).toBe(before.workers);
  });

  it("begins every visit in the house's language", async () => {
    const { page } = web;
    await page.getByRole("button", { name: "한국어" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe("ko");
    await page.clock.runFor(61_000);
    await page.locator("html[lang=en]").waitFor({ state: "attached" });
  });
});

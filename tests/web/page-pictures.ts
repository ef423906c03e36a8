// Photographs every state of the page, wide and narrow, for looking at: `tsx --conditions ws-source tests/web/page-pictures.ts [folder] [state ...]`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type OpenWebPageOptions, openWebPage } from "./open-web-page.js";

const [folder = "page-pictures", ...wanted] = process.argv.slice(2);
const SCREENS = {
  wide: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  landscape: { width: 844, height: 390 },
} as const;
const SPRAY =
  "vl0.TNOu0u1R9wB7Fl6xNq5EIgmvZKLUbUMThK9EFFeZWyUzKWQWuxRuR9o_XZi1pDu5iHVcKmLOWiv7JnSc-n5lHcUUOq6odlwvghRbEJAE";

interface State {
  readonly open?: OpenWebPageOptions;
  readonly screens?: readonly (keyof typeof SCREENS)[];
  readonly go: (page: Page) => Promise<unknown>;
}

const WIDE_AND_PHONE: readonly (keyof typeof SCREENS)[] = ["wide", "phone"];

const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();
const scene = (name: string) => (page: Page) => page.locator(`.room[data-scene="${name}"]`).waitFor();
const exhibits = (name: string) => (page: Page) => page.locator(`.exhibition[data-scene="${name}"]`).waitFor();
const pressKey = async (page: Page) => {
  await page.locator("[data-first]").focus();
  await page.keyboard.press("Enter");
};
const rest = (ms: number) => (page: Page) => page.waitForTimeout(ms);
const steps =
  (...all: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of all) await step(page);
  };
const ready = steps(press("Record your voice"), scene("ready"));
const recording = steps(ready, press("Begin"), scene("recording"));
const recorded = steps(recording, rest(5000), press("Finish"), scene("stone"), rest(6000));
const shown = rest(9000);

const STATES: Readonly<Record<string, State>> = {
  welcome: { screens: ["wide", "phone", "landscape"], go: shown },
  "welcome-ko": { open: { locale: "ko-KR" }, go: shown },
  "welcome-vi": { open: { locale: "vi-VN" }, go: shown },
  ready: { go: steps(ready, rest(1500)) },
  counting: { go: steps(ready, press("Begin"), rest(400)) },
  recording: {
    screens: ["wide", "phone", "landscape"],
    open: { microphone: "excited-high", repeat: true },
    go: steps(recording, rest(6000)),
  },
  paused: { go: steps(recording, rest(4000), press("Pause"), rest(1500)) },
  playing: {
    open: { microphone: "excited-high", repeat: true },
    go: steps(recorded, press("Play"), rest(2500)),
  },
  stone: { screens: ["wide", "phone", "landscape"], open: { microphone: "calm-deep" }, go: recorded },
  "stone-ko": { open: { path: `?lang=ko#${SPRAY}` }, go: steps(scene("stone"), shown) },
  "stone-vi": { open: { path: `?lang=vi#${SPRAY}` }, go: steps(scene("stone"), shown) },
  particles: {
    open: { path: `#${SPRAY}` },
    go: steps(scene("stone"), (page) => page.getByText("Particles").click(), shown),
  },
  left: { open: { microphone: "calm-deep" }, go: steps(recorded, press("Another voice"), scene("ready"), rest(1500)) },
  still: { open: { webGL: false, path: `#${SPRAY}` }, go: steps(scene("stone"), shown) },
  exhibition: { open: { path: "?exhibition" }, go: shown },
  "exhibition-stone": {
    open: { path: "?exhibition&playback=off", microphone: "excited-high", repeat: true },
    go: steps(pressKey, exhibits("recording"), rest(6000), pressKey, exhibits("stone"), shown),
  },
  "exhibition-still": { open: { webGL: false, path: "?exhibition" }, go: shown },
  "exhibition-still-stone": {
    open: { webGL: false, path: "?exhibition&playback=off", microphone: "excited-high", repeat: true },
    go: steps(pressKey, exhibits("recording"), rest(6000), pressKey, exhibits("stone"), shown),
  },
  denied: {
    open: { microphone: { state: "denied" } },
    go: steps(press("Record your voice"), scene("trouble"), rest(500)),
  },
  missing: {
    open: { microphone: { state: "missing" } },
    go: steps(press("Record your voice"), scene("trouble"), rest(500)),
  },
  code: { open: { path: "#vl0.AAAA" }, go: steps(scene("trouble"), rest(500)) },
};

mkdirSync(folder, { recursive: true });
for (const [name, { open, screens = WIDE_AND_PHONE, go }] of Object.entries(STATES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const screen of screens) {
    const viewport = SCREENS[screen];
    // Turning stones are drawn coarsely where there is no graphics card; those that stand become fine.
    const web = await openWebPage({ reducedMotion: "reduce", ...open, viewport, touch: screen !== "wide" });
    try {
      await go(web.page);
      await web.page.screenshot({ path: join(folder, `${name}-${screen}.png`), timeout: 90_000 });
      if (name.startsWith("stone") && screen !== "landscape") {
        await web.page.screenshot({ path: join(folder, `${name}-${screen}-all.png`), fullPage: true, timeout: 90_000 });
      }
      for (const fault of web.faults) process.stderr.write(`${name} ${screen}: ${fault}\n`);
    } catch (error) {
      process.stderr.write(`${name} ${screen}: ${error instanceof Error ? error.message : String(error)}\n`);
      for (const fault of web.faults) process.stderr.write(`  ${fault}\n`);
    } finally {
      await web.close();
    }
  }
}

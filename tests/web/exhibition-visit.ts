import type { CDPSession, Page } from "playwright-core";

const IDLE_MS = 60_000;

/** Waits for a scene of the exhibition. */
export const scene = (page: Page, name: string) => page.locator(`.exhibition[data-scene="${name}"]`).waitFor();

/**
 * One visit of an exhibition by one key, from the attracting stones back to them. The page's clock, which has to be installed, is put forward over the
 * countdown and over the minute in which nobody comes; the voice is recorded in real time.
 */
export async function visit(page: Page): Promise<void> {
  await scene(page, "attract");
  await page.locator("[data-first]").focus();
  await page.keyboard.press("Enter");
  // On a busy machine the countdown may be over before it is seen.
  await page.locator('.exhibition:is([data-scene="counting"], [data-scene="recording"])').waitFor();
  for (let count = 0; count < 3; count++) await page.clock.runFor(1000);
  await scene(page, "recording");
  // By the worklet's own time, which no clock puts forward.
  await page.locator(".exhibition-left", { hasText: /^(2[0-8]|1?\d) / }).waitFor();
  await page.locator("[data-first]").focus();
  await page.keyboard.press("Enter");
  await scene(page, "stone");
  await page.locator(".exhibition-told [data-trait=color]").waitFor();
  await page.clock.runFor(IDLE_MS + 1000);
  await scene(page, "attract");
}

/** What a page holds once everything is collected that can be. */
export interface Held {
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly workers: number;
}

/** Measures what a page holds. */
export async function held(page: Page, session: CDPSession): Promise<Held> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners, workers: page.workers().length };
}

import type { Page } from "playwright-core";
import { eventually } from "./eventually.js";

/** Waits until so much of a voice is recorded, by the page's own clock; on a busy machine that may leave out seconds, so none is waited for by itself. */
export async function recordedSeconds(page: Page, least: number): Promise<void> {
  const time = page.locator(".clock time");
  const seconds = async () => Number(/PT(\d+)S/.exec((await time.getAttribute("datetime")) ?? "")?.[1]);
  await eventually(seconds).toBeGreaterThanOrEqual(least);
}

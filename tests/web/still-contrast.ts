import type { Page } from "playwright-core";

/** The difference of the brightest and the darkest green in the still picture, as an expression; 0 while there is none of the stone that is shown. */
export const STILL_CONTRAST = `(() => {
  const canvas = document.querySelector("canvas.still:not([data-stale])");
  if (canvas === null) return 0;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const green = data.filter((_, at) => at % 4 === 1).sort();
  return green.at(-1) - green[0];
})()`;

/** The same of a page, once there is such a picture. */
export async function stillContrast(page: Page): Promise<number> {
  await page.locator("canvas.still:not([data-stale])").waitFor({ state: "attached" });
  return page.evaluate<number>(STILL_CONTRAST);
}

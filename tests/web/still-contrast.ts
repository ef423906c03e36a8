import type { Page } from "playwright-core";

/** The difference of the brightest and the darkest green in the still picture, once it is of the stone that is shown. */
export function stillContrast(page: Page): Promise<number> {
  return page.locator("canvas.still:not([data-stale])").evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error("no canvas");
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const green = [...data].filter((_, at) => at % 4 === 1).sort((one, other) => one - other);
    return (green.at(-1) ?? 0) - (green.at(0) ?? 0);
  });
}

/** Where the browser does not tell when a page has nothing to do, it is left alone for so many ms. */
const PAUSE_MS = 1000;

/** Does a thing when the page has nothing else to do. */
export function whenIdle(doing: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(doing);
  else setTimeout(doing, PAUSE_MS);
}

/** A page that nobody looks at paints nothing: no longer than so many ms. */
const LONGEST_MS = 200;

/** Resolves once the page has shown what it is now: for work that would keep it from that. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}

/** A page that nobody looks at paints nothing: no longer than so many ms. */
const LONGEST_MS = 200;
/** Without graphics a stone is drawn on the processor, in so many ms at first; with them in less. */
const PICTURE_COMES_MS = 150;

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

/** Resolves once the page has shown what it is now, and a new stone in it: drawing shares the processor with whatever else is done. */
export async function afterPicture(): Promise<void> {
  await afterPaint();
  await new Promise((resolve) => setTimeout(resolve, PICTURE_COMES_MS));
}

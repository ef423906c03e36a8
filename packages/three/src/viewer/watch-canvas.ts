import type { Scope } from "./scope.js";

/** What a page does with a canvas. */
export interface CanvasWatcher {
  /** It takes so many pixels of the screen now. */
  onResize(widthPx: number, heightPx: number): void;
  /** It came into view or left it. */
  onVisible(isVisible: boolean): void;
}

/**
 * Watches the size of a canvas on the screen, in device pixels, and whether it is in view.
 *
 * @param mostPixelRatio Device pixels a CSS pixel that are of use, at the most.
 * @returns A function that lays the page out and tells a new size at once, which browsers do with the next frame, then exactly.
 */
export function watchCanvas(
  canvas: HTMLCanvasElement,
  mostPixelRatio: number,
  scope: Scope,
  watcher: CanvasWatcher,
): () => void {
  pinLooseSize(canvas, scope);
  let [knownWidth, knownHeight] = [canvas.clientWidth, canvas.clientHeight];
  const pixelRatio = () => Math.min(mostPixelRatio, devicePixelRatio);
  const sizes = new ResizeObserver((entries) => {
    const entry = entries[entries.length - 1];
    if (entry === undefined) return;
    const { width, height } = entry.contentRect;
    [knownWidth, knownHeight] = [canvas.clientWidth, canvas.clientHeight];
    const ratio = pixelRatio();
    const [exact] = entry.devicePixelContentBoxSize ?? [];
    const isExact = exact !== undefined && ratio === devicePixelRatio;
    watcher.onResize(
      isExact ? exact.inlineSize : Math.round(width * ratio),
      isExact ? exact.blockSize : Math.round(height * ratio),
    );
  });
  // Where device pixels can be watched, moving to another screen is seen too; elsewhere zooming the page changes the ratio.
  try {
    sizes.observe(canvas, { box: "device-pixel-content-box" });
  } catch {
    sizes.observe(canvas);
    watchPixelRatio(scope, () => {
      sizes.unobserve(canvas);
      sizes.observe(canvas);
    });
  }
  scope.add(() => sizes.disconnect());
  if (typeof IntersectionObserver !== "undefined") {
    const views = new IntersectionObserver((entries) => {
      const entry = entries[entries.length - 1];
      if (entry !== undefined) watcher.onVisible(entry.isIntersecting);
    });
    views.observe(canvas);
    scope.add(() => views.disconnect());
  }
  return () => {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === knownWidth && clientHeight === knownHeight) return;
    watcher.onResize(Math.round(clientWidth * pixelRatio()), Math.round(clientHeight * pixelRatio()));
  };
}

/** A canvas that no style sizes grows with the pixels it is given, without end: such a one is held at the size it has. */
function pinLooseSize(canvas: HTMLCanvasElement, scope: Scope): void {
  const { width, height } = canvas;
  const { clientWidth, clientHeight } = canvas;
  const before = { width: canvas.style.width, height: canvas.style.height };
  canvas.width = width + 64;
  canvas.height = height + 64;
  if (canvas.clientWidth !== clientWidth) canvas.style.width = `${clientWidth}px`;
  if (canvas.clientHeight !== clientHeight) canvas.style.height = `${clientHeight}px`;
  canvas.width = width;
  canvas.height = height;
  scope.add(() => {
    canvas.style.width = before.width;
    canvas.style.height = before.height;
  });
}

/** Calls back whenever the device pixel ratio changes. */
function watchPixelRatio(scope: Scope, onChange: () => void): void {
  let query: MediaQueryList | undefined;
  const changed = (): void => {
    query?.removeEventListener("change", changed);
    if (scope.closed) return;
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", changed);
    onChange();
  };
  changed();
  scope.add(() => query?.removeEventListener("change", changed));
}

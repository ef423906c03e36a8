import type { Scope } from "./scope.js";
import { VIEWER_KEY_SHORTCUTS } from "./viewer-keys.js";

/** What is said of a canvas. */
export interface CanvasName {
  readonly label: string;
  readonly description: string;
  /** Whether it takes keys. */
  readonly keyboard: boolean;
}

/** Says what a canvas is to those who do not see it, but for what the page has said already; takes it back with the scope. */
export function nameCanvas(
  canvas: HTMLCanvasElement,
  { label, description, keyboard }: CanvasName,
  scope: Scope,
): void {
  const attributes: Record<string, string> = {
    role: keyboard ? "application" : "img",
    "aria-label": label,
    "aria-description": description,
    ...(keyboard && { tabindex: "0", "aria-keyshortcuts": VIEWER_KEY_SHORTCUTS }),
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (value === "" || canvas.hasAttribute(name)) continue;
    canvas.setAttribute(name, value);
    scope.add(() => canvas.removeAttribute(name));
  }
}

import { effect, type ReadonlySignal } from "@preact/signals";
import type { Stone } from "../stones/stone.js";

/**
 * The whole page takes on hue and chroma of the stone that is seen, and keeps them until there is another; the lightness is the page's own, so that text
 * stays legible.
 */
export function wearAccent(shown: ReadonlySignal<Stone | undefined>): void {
  const { style } = document.documentElement;
  effect(() => {
    const color = shown.value?.color;
    if (color === undefined) return;
    style.setProperty("--stone-chroma", color.chroma.toFixed(3));
    style.setProperty("--stone-hue", (color.hueDegrees % 360).toFixed(1));
  });
}

/** Fills the screen, which browsers allow only within a touch or a key; where they do not, the page is as large as it is. */
export function fillScreen(): void {
  const root = document.documentElement;
  if (document.fullscreenElement !== null || typeof root.requestFullscreen !== "function") return;
  root.requestFullscreen({ navigationUI: "hide" }).catch(() => {});
}

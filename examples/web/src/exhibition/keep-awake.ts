/** Keeps the screen on for as long as the page is open, where the browser can; it lets go whenever the page is hidden. */
export async function keepAwake(): Promise<void> {
  const wakeLock: WakeLock | undefined = navigator.wakeLock;
  if (wakeLock === undefined) return;
  const ask = async () => {
    // Refused when the battery is low: the screen is then the system's to keep.
    if (document.visibilityState === "visible") await wakeLock.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", () => void ask());
  await ask();
}

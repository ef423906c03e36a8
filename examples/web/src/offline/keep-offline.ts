/** How far the page is kept on this device: `keeping` while its files come, `kept` when it needs no network any more, `unkept` where the browser cannot. */
export type OfflineState = "keeping" | "kept" | "unkept";

/**
 * Keeps the whole page on the device, so that it needs no network any more: everything is fetched now, once, after the page itself. The state is told, and
 * stands in the document as `data-offline`.
 */
export async function keepOffline(tell: (state: OfflineState) => void = () => {}): Promise<void> {
  const say = (state: OfflineState) => {
    document.documentElement.dataset.offline = state;
    tell(state);
  };
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  // The development server changes its files all the time.
  if (workers === undefined || import.meta.env.DEV) {
    say("unkept");
    return;
  }
  say("keeping");
  try {
    await loaded();
    await workers.register(new URL("service-worker.js", document.baseURI));
    const { active } = await workers.ready;
    await controlled(workers, active);
    say("kept");
  } catch {
    // No leave to keep anything, as in private windows of some browsers: the page works as it did, with a network.
    say("unkept");
  }
}

/** When the page itself is there: what is fetched to be kept does not hold it up. */
function loaded(): Promise<void> {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => window.addEventListener("load", () => resolve(), { once: true }));
}

/** When the worker answers for this page. It claims all pages as it begins; one that was opened at that very moment asks again. */
function controlled(workers: ServiceWorkerContainer, active: ServiceWorker | null): Promise<void> {
  if (workers.controller !== null) return Promise.resolve();
  return new Promise((resolve) => {
    workers.addEventListener("controllerchange", () => resolve(), { once: true });
    active?.postMessage("claim");
  });
}

import { cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precacheAndRoute } from "workbox-precaching";
import type { NavigationFetchEvent, ServiceWorkerScope } from "./service-worker-scope.js";

/** Every file of the page, written here by the build. */
declare const PRECACHED_FILES: PrecacheEntry[];

const scope = globalThis as unknown as ServiceWorkerScope;

scope.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate" || scope.registration.waiting === null) return;
  event.stopImmediatePropagation();
  event.respondWith(makeWay(event));
});

scope.addEventListener("message", ({ data }) => {
  if (data === "take over") void scope.skipWaiting();
  if (data === "claim") void scope.clients.claim();
});

// The first visit too is to need no network any more. Another version takes over only when no page of the old one is open, so none is torn.
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

// What stands behind the "?" says how the page is shown, not which file it is.
precacheAndRoute(PRECACHED_FILES, { ignoreURLParametersMatching: [/^/] });
cleanupOutdatedCaches();

/** A page is loaded while another version waits: where it is the only one, loading it again is the next visit, and the new version takes over before. */
async function makeWay(event: NavigationFetchEvent): Promise<Response> {
  const open = await scope.clients.matchAll({ type: "window" });
  if (open.length > 1) return (await matchPrecache("index.html")) ?? fetch(event.request);
  scope.registration.waiting?.postMessage("take over");
  return new Response("", { headers: { Refresh: "0" } });
}

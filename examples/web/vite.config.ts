import { defineConfig, type Plugin } from "vite";
import { CONTENT_SECURITY_POLICY } from "./content-security-policy.js";
import { offline } from "./vite/offline.js";

/** Writes the policy into the page, so that it holds wherever the static files are put. */
const policyInPage: Plugin = {
  name: "content-security-policy",
  transformIndexHtml: {
    order: "pre",
    // The development server writes styles and a script of its own into the page; it goes without.
    handler: (html, { server }) =>
      html.replace("%CONTENT_SECURITY_POLICY%", server === undefined ? CONTENT_SECURITY_POLICY : "object-src 'none'"),
  },
};

export default defineConfig({
  // The static files work in any folder.
  base: "./",
  plugins: [policyInPage, offline()],
  build: {
    target: ["chrome120", "firefox121", "safari17.2"],
    // Everything is a file of its own: the policy allows no data in addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  worker: { format: "es" },
  preview: { headers: { "Content-Security-Policy": CONTENT_SECURITY_POLICY } },
});

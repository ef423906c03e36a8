import { type BuildOptions, defineConfig, type Plugin } from "vite";
import { CONTENT_SECURITY_POLICY } from "./content-security-policy.js";
import { offline } from "./vite/offline.js";
import { withoutShaderComments } from "./vite/without-shader-comments.js";

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

/** Without word of what is meant so: manifold asks for a module of Node's where it runs in Node, and building takes its time. */
const QUIET: BuildOptions["rolldownOptions"] = {
  checks: { pluginTimings: false },
  onLog: (level, log, pass) => {
    if (!log.message.includes('"node:module" has been externalized')) pass(level, log);
  },
};

export default defineConfig({
  // The static files work in any folder.
  base: "./",
  plugins: [policyInPage, withoutShaderComments(), offline()],
  build: {
    target: ["chrome120", "firefox121", "safari17.2"],
    // Everything is a file of its own: the policy allows no data in addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    rolldownOptions: QUIET,
  },
  worker: { format: "es", rolldownOptions: QUIET },
  preview: { headers: { "Content-Security-Policy": CONTENT_SECURITY_POLICY } },
});

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";

const SERVICE_WORKER = "service-worker.js";
/** A name with a hash of the content in it, as Vite gives to all in `assets`: its content never changes. */
const HASHED = /^assets\/.*-[\w-]{8}\.\w*$/;

/**
 * Makes the page one that works without a network: once everything is written, lists it and builds the service worker that keeps it. What the page may
 * ever need is among it, so that nothing is asked for later.
 */
export function offline(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "offline",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    async writeBundle({ dir = config.build.outDir }) {
      await build({
        configFile: false,
        root: config.root,
        publicDir: false,
        logLevel: "error",
        define: {
          PRECACHED_FILES: JSON.stringify(listFiles(dir)),
          "process.env.NODE_ENV": JSON.stringify("production"),
        },
        build: {
          outDir: dir,
          emptyOutDir: false,
          copyPublicDir: false,
          target: config.build.target,
          rolldownOptions: {
            input: join(config.root, "src/offline/service-worker.ts"),
            output: { format: "iife", entryFileNames: SERVICE_WORKER },
          },
        },
      });
    },
  };
}

/** All files of the page as the service worker keeps them: address and, unless it tells, which version. */
function listFiles(folder: string): { url: string; revision: string | null }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== SERVICE_WORKER)
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const url = relative(folder, path).split(sep).join("/");
      const revision = HASHED.test(url)
        ? null
        : createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16);
      return { url, revision };
    })
    .sort((a, b) => (a.url < b.url ? -1 : 1));
}

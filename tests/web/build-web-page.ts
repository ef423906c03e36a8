import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { build, defaultClientConditions } from "vite";

const ROOT = join(import.meta.dirname, "../..");
const BUILDS = join(ROOT, "node_modules/.vocalith/web-page");
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Builds `examples/web` as visitors get it, from the packages' sources, and gives the folder of static files. A build is kept under the
 * fingerprint of all it is made of, so that a run of many test files builds once.
 */
export async function buildWebPage(): Promise<string> {
  const folder = join(BUILDS, fingerprint());
  if (existsSync(folder)) return folder;
  mkdirSync(BUILDS, { recursive: true });
  for (const old of readdirSync(BUILDS)) {
    if (Date.now() - statSync(join(BUILDS, old)).mtimeMs > DAY_MS) rmSync(join(BUILDS, old), { recursive: true });
  }
  const made = mkdtempSync(join(BUILDS, "making-"));
  // Vitest says NODE_ENV=test, with which Vite would build for development.
  const environment = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await build({
      root: join(ROOT, "examples/web"),
      logLevel: "error",
      build: { outDir: made, emptyOutDir: true },
      resolve: { conditions: ["ws-source", ...defaultClientConditions] },
    });
  } finally {
    process.env.NODE_ENV = environment;
  }
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another test file may have been quicker.
    if (!existsSync(folder)) throw error;
    rmSync(made, { recursive: true });
  }
  return folder;
}

function fingerprint(): string {
  const inputs = ["packages", "examples/web"].flatMap((folder) => listInputs(join(ROOT, folder)));
  return createHash("sha256").update(inputs.sort().join("\n")).digest("hex").slice(0, 16);
}

function listInputs(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", "dist", "test"].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listInputs(path);
    const { size, mtimeMs } = statSync(path);
    return [`${path} ${size} ${mtimeMs}`];
  });
}

import { defineConfig } from "vitest/config";

// Packages are read from their sources (the `ws-source` condition), so tests never see a stale build.
const conditions = ["ws-source", "import", "module", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ["ws-source"] } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "tests/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // fast-check and the real clients share two cores with everybody else.
    maxWorkers: 2,
  },
});

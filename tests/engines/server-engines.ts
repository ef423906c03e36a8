import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Engine, MissingEngine } from "./engine.js";
import { findExecutable } from "./find-executable.js";
import type { StoneHash } from "./stones.js";

const NODE_VERSIONS = ["20", "22", "24"];
const BUN_VERSION = "1.4.5";
const PLATFORM = `${process.platform}-${process.arch}`;
const script = join(import.meta.dirname, "print-stones.ts");

/** The Nodes of the last years, from the registry's packages that carry binaries. */
export function nodeEngines(): (Engine | MissingEngine)[] {
  return NODE_VERSIONS.map((version) => {
    const node = ["--yes", "--package", `node-${PLATFORM}@${version}`, "--", "node"];
    const found = spawnSync("npx", [...node, "--version"], { encoding: "utf8" });
    if (found.status !== 0) {
      return { name: `Node ${version}`, reason: `the registry gave no binary for ${PLATFORM}: ${found.stderr.trim()}` };
    }
    return {
      name: `Node ${found.stdout.trim()}`,
      hashStones: async () => printed("npx", [...node, "--import", import.meta.resolve("tsx"), script]),
    };
  });
}

/** bun as it is installed, else from the registry into a cache of the user's. */
export function bunEngine(): Engine | MissingEngine {
  const bun = findExecutable(["bun"]) ?? fetchBun();
  if (bun === undefined)
    return { name: "bun", reason: `it is not installed, and the registry gave no binary for ${PLATFORM}` };
  const version = spawnSync(bun, ["--version"], { encoding: "utf8" });
  if (version.status !== 0) return { name: "bun", reason: `it does not start: ${version.stderr}` };
  return { name: `bun ${version.stdout.trim()}`, hashStones: async () => printed(bun, [script]) };
}

function fetchBun(): string | undefined {
  // The build without the newest instructions runs on every processor.
  const names: Readonly<Record<string, string>> = {
    "linux-x64": "bun-linux-x64-baseline",
    "linux-arm64": "bun-linux-aarch64",
    "darwin-x64": "bun-darwin-x64-baseline",
    "darwin-arm64": "bun-darwin-aarch64",
  };
  const name = names[PLATFORM];
  if (name === undefined) return undefined;
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "vocalith", `bun-${BUN_VERSION}`);
  const executable = join(cache, "node_modules/@oven", name, "bin/bun");
  if (existsSync(executable)) return executable;
  mkdirSync(cache, { recursive: true });
  spawnSync("npm", ["install", "--prefix", cache, "--no-audit", "--no-fund", `@oven/${name}@${BUN_VERSION}`], {
    stdio: ["ignore", 2, 2],
  });
  return existsSync(executable) ? executable : undefined;
}

function printed(command: string, commandArguments: readonly string[]): StoneHash[] {
  const { status, stdout, stderr } = spawnSync(command, commandArguments, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as StoneHash[];
}

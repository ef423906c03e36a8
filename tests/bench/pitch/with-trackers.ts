import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aubioTracker } from "./aubio-tracker.js";
import type { CommandOptions } from "./command-options.js";
import { ourTrackers } from "./our-tracker.js";
import { praatTrackers } from "./praat-trackers.js";
import { REGISTRY_PEERS, registryTrackers } from "./registry-trackers.js";
import { type FoundTracker, OUR_NAME } from "./tracker.js";

type Wishes = Pick<CommandOptions, "only" | "install" | "peersFolder">;

/**
 * Lets work be done with every tracker that this machine has, ours first, and those that it lacks. Peers that are fetched without a
 * folder of the caller's are taken away afterwards.
 */
export async function withTrackers(
  { only, install, peersFolder }: Wishes,
  work: (found: readonly FoundTracker[]) => Promise<void>,
): Promise<void> {
  const isPassing = install && peersFolder === undefined;
  const folder = isPassing ? await mkdtemp(join(tmpdir(), "pitch-peers-")) : peersFolder;
  try {
    if (install && folder !== undefined) fetchPeers(folder);
    const all = [...ourTrackers(), ...praatTrackers(), aubioTracker(), ...(await registryTrackers(folder))];
    const wanted = only.map((name) => (name === "ours" ? OUR_NAME : name.toLowerCase()));
    const isWanted = ({ name }: FoundTracker) => wanted.some((part) => name.toLowerCase().includes(part));
    await work(wanted.length === 0 ? all : all.filter(isWanted));
  } finally {
    if (isPassing && folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

function fetchPeers(folder: string): void {
  const packages = Object.entries(REGISTRY_PEERS).map(([name, version]) => `${name}@${version}`);
  execFileSync(
    process.platform === "win32" ? "npm.cmd" : "npm",
    ["install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", ...packages],
    { stdio: ["ignore", 2, 2], shell: process.platform === "win32" },
  );
}

import type { CommandOptions } from "./command-options.js";
import { ourTracker } from "./our-tracker.js";
import { praatTrackers } from "./praat-trackers.js";
import type { FoundTracker } from "./tracker.js";

/** Every tracker that this machine has, ours first, and those that it lacks. */
export async function findTrackers({
  only,
}: Pick<CommandOptions, "only" | "install">): Promise<readonly FoundTracker[]> {
  const all = [ourTracker(), ...praatTrackers()];
  const wanted = only.map((name) => (name === "ours" ? "vocalith" : name.toLowerCase()));
  return wanted.length === 0
    ? all
    : all.filter((tracker) => wanted.some((name) => tracker.name.toLowerCase().includes(name)));
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
/** Where the recordings lie that every engine hears. */
export const VOICES_FOLDER = join(root, "fixtures/voices");

/** Names of the recordings and the golden codes. */
export function fixtureSources(): { readonly recordings: string[]; readonly codes: string[] } {
  const golden: Record<string, { code: string }> = JSON.parse(readFileSync(join(root, "fixtures/golden.json"), "utf8"));
  return {
    // bun gives the names of a folder in no order.
    recordings: readdirSync(VOICES_FOLDER)
      .filter((name) => name.endsWith(".wav"))
      .sort(),
    codes: Object.values(golden).map(({ code }) => code),
  };
}

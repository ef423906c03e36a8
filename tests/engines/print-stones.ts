// Prints the hashes of all stones as this engine makes them: Node of any version, or bun.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fixtureSources, VOICES_FOLDER } from "./fixture-sources.js";
import { hashStones } from "./stones.js";

const stones = await hashStones({
  ...fixtureSources(),
  read: async (recording) => new Uint8Array(readFileSync(join(VOICES_FOLDER, recording))),
});
process.stdout.write(`${JSON.stringify(stones)}\n`);

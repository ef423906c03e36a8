// A recording in, a printable gem out: `npx tsx voice-to-gem.ts voice.wav gem.stl`
import { readFile, writeFile } from "node:fs/promises";
import { createGem } from "vocalith";

const [recording, output = "gem.stl"] = process.argv.slice(2);
if (recording === undefined) {
  process.stderr.write("usage: voice-to-gem <recording> [gem.stl]\n");
  process.exit(2);
}

const gem = await createGem(await readFile(recording), { sizeMm: 40 });
await writeFile(output, gem.toSTL());

const { sizeMm, volumeMm3, facets } = gem.measure();
process.stdout.write(
  `${output}: ${gem.crystals.length} crystals, ${facets} facets, ` +
    `${sizeMm.map((side) => side.toFixed(1)).join(" x ")} mm, ${(volumeMm3 / 1000).toFixed(2)} cm3\n` +
    `${gem.code}\n`,
);

/**
 * Looks for two codes with one stone: `npm run stress:codes -- --count 10000`. Cuts random codes and compares the stones byte for byte as STL. For some of
 * them every neighbour is cut too, which differs by one step in one field, and for each field is printed how often the stone stays the same to the byte
 * (STL and colour) and how far a step moves it. Code i of a seed is always the same; `--seen FILE` keeps the hashes of one run for the next, so that a
 * long run may be cut in pieces. Ends with 1 where two random codes give one stone.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { cutGem, FIELD_MAXIMA, formatGemCode, type Gem, type GemCode, gemDistance } from "../src/index.js";
import { randomCode } from "./random-code.js";

const USAGE = `npm run stress:codes -- [options]
  --count N       how many random codes (default 1000)
  --from I        number of the first (default 0)
  --seed S        which sequence of codes (default 1)
  --neighbours N  of how many every neighbour is cut (default 10)
  --seen FILE     hashes of earlier runs; those of this one are added
`;

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    from: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    neighbours: { type: "string", default: "10" },
    seen: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) process.stdout.write(USAGE);
else {
  if ((await compareRandom()) > 0) process.exitCode = 1;
  await compareNeighbours();
}

async function compareRandom(): Promise<number> {
  const [count, from, seed] = [values.count, values.from, values.seed].map(Number);
  const earlier = values.seen !== undefined && existsSync(values.seen) ? readFileSync(values.seen, "utf8") : "";
  const codeOfStone = new Map(earlier.split("\n").flatMap((line) => (line === "" ? [] : [splitOnce(line)])));
  const before = codeOfStone.size;
  let same = 0;
  for (let i = from; i < from + count; i++) {
    const text = formatGemCode(randomCode(seed, i));
    const stone = createHash("sha256")
      .update((await cutGem(text)).toSTL())
      .digest("hex");
    const other = codeOfStone.get(stone);
    if (other !== undefined && other !== text) {
      same++;
      process.stdout.write(`one stone: ${text} and ${other}\n`);
    }
    codeOfStone.set(stone, text);
  }
  if (values.seen !== undefined) {
    writeFileSync(values.seen, [...codeOfStone].map(([stone, text]) => `${stone} ${text}\n`).join(""));
  }
  process.stdout.write(
    `codes ${from} to ${from + count - 1} of seed ${seed}, beside ${before} earlier ones: ${codeOfStone.size} stones, ${same} of them twice\n`,
  );
  return same;
}

function splitOnce(line: string): [string, string] {
  const [stone, text] = line.split(" ");
  return [stone, text];
}

/** What a step in one field did to the stones. */
interface FieldSteps {
  steps: number;
  unmoved: number;
  unseen: number;
  distance: number;
}

async function compareNeighbours(): Promise<void> {
  const fields = new Map<string, FieldSteps>();
  for (let i = 0; i < Number(values.neighbours); i++) {
    const code = randomCode(Number(values.seed), Number(values.from) + i);
    const gem = await cutGem(code);
    for (const [field, neighbour] of neighbours(code)) {
      const moved = await cutGem(neighbour);
      const distance = gemDistance(gem, moved);
      const found = fields.get(field) ?? { steps: 0, unmoved: 0, unseen: 0, distance: 0 };
      found.steps++;
      found.distance += distance;
      if (looksOf(gem) === looksOf(moved)) found.unmoved++;
      if (distance === 0) found.unseen++;
      fields.set(field, found);
    }
  }
  for (const [field, { steps, unmoved, unseen, distance }] of fields) {
    process.stdout.write(
      `${field}: ${steps} steps, mean distance ${(distance / steps).toFixed(4)}, ${unmoved} the same to the byte, ${unseen} below what the grid of the distance sees\n`,
    );
  }
}

function looksOf(gem: Gem): string {
  return createHash("sha256").update(gem.toSTL()).update(JSON.stringify(gem.color)).digest("hex");
}

/** Codes that differ from one by a step in one field; of the syllables the middle one's fields are stepped. */
function* neighbours(code: GemCode): Generator<[string, GemCode]> {
  const step = (value: number, maximum: number) => (value < maximum ? value + 1 : value - 1);
  const { species, specimen } = code;
  for (const field of ["system", "resonance", "purity"] as const) {
    const value = step(species[field], FIELD_MAXIMA.species[field]);
    yield [field, { ...code, species: { ...species, [field]: value } }];
  }
  for (const field of ["turn", "slope"] as const) {
    const forms = species.forms.map((form, i) =>
      i === 0 ? { ...form, [field]: step(form[field], FIELD_MAXIMA.form[field]) } : form,
    );
    yield [field, { ...code, species: { ...species, forms } }];
  }
  const excitement = step(specimen.excitement, FIELD_MAXIMA.specimen.excitement);
  yield ["excitement", { ...code, specimen: { ...specimen, excitement } }];
  const middle = Math.floor(specimen.syllables.length / 2);
  for (const field of ["time", "pitch", "force", "length", "brightness", "roughness"] as const) {
    const syllables = specimen.syllables.map((syllable, i) =>
      i === middle ? { ...syllable, [field]: step(syllable[field], FIELD_MAXIMA.syllable[field]) } : syllable,
    );
    yield [field, { ...code, specimen: { ...specimen, syllables } }];
  }
}

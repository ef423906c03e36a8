// Makes the same stones on every JavaScript engine of this machine and of the registry and compares their bits: `npm run engines`.
// The Nodes, and bun where it is not installed, come from the registry, so this needs it once; the tests hold the hashes that come out.
import { createHash } from "node:crypto";
import { browserEngines } from "./browser-engines.js";
import type { Engine, MissingEngine } from "./engine.js";
import { bunEngine, nodeEngines } from "./server-engines.js";
import type { StoneHash } from "./stones.js";

const isMissing = (engine: Engine | MissingEngine): engine is MissingEngine => "reason" in engine;
const results: { engine: string; stones: readonly StoneHash[] }[] = [];
const failures: string[] = [];

for (const engine of [...nodeEngines(), bunEngine(), ...browserEngines()]) {
  if (isMissing(engine)) {
    process.stdout.write(`${engine.name} is left out: ${engine.reason}.\n`);
    continue;
  }
  process.stderr.write(`${engine.name} ...\n`);
  try {
    results.push({ engine: engine.name, stones: await engine.hashStones() });
  } catch (error) {
    failures.push(`${engine.name} failed: ${error instanceof Error ? error.message : error}`);
  }
}

const first = results[0]?.stones ?? [];
const groups = [...new Set(first.map(({ group }) => group))];
const width = Math.max(...results.map(({ engine }) => engine.length), ...groups.map((group) => group.length + 8));
const columns = results.map(({ engine }) => engine.padStart(Math.max(engine.length, 10) + 2));
process.stdout.write(`\n${"SHA-256 of".padEnd(width)}${columns.join("")}\n`);
for (const group of [...groups, undefined]) {
  const cells = results.map(({ stones }, i) => {
    const own = stones.filter((stone) => group === undefined || stone.group === group);
    const hash = createHash("sha256").update(own.map(({ sha256 }) => sha256).join("\n"));
    return hash.digest("hex").slice(0, 10).padStart(columns[i].length);
  });
  const count = first.filter((stone) => group === undefined || stone.group === group).length;
  process.stdout.write(`${`${count} ${group ?? "in all"}`.padEnd(width)}${cells.join("")}\n`);
}

let differing = 0;
for (const { group, name } of first) {
  const hashes = results.map(
    ({ stones }) =>
      stones.find((stone) => stone.group === group && stone.name === name)?.sha256.slice(0, 10) ?? "missing",
  );
  if (new Set(hashes).size === 1) continue;
  differing++;
  process.stdout.write(`differs: ${group}, ${name}: ${hashes.join(" ")}\n`);
}
for (const failure of failures) process.stdout.write(`${failure}\n`);
const isSame = differing === 0 && failures.length === 0 && results.length > 0;
process.stdout.write(
  isSame ? "\nall the same bits\n" : `\n${differing} stones differ, ${failures.length} engines failed\n`,
);
process.exitCode = isSame ? 0 : 1;

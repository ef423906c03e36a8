// Cuts every fixture on several versions of Node and compares the bytes: `npm run engines`. The versions come from the
// registry's packages that carry binaries, so this needs the registry once; the tests hold the hashes that come out.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const NODE_VERSIONS = ["20", "22", "24"];
const root = join(import.meta.dirname, "../..");
const cli = join(root, "packages/cli/dist/main.js");
const voices = join(root, "fixtures/voices");
const names = readdirSync(voices).filter((name) => name.endsWith(".wav"));

interface CutOutput {
  readonly gems: readonly { readonly recording: string; readonly files: readonly { readonly sha256: string }[] }[];
}

/** SHA-256 of each fixture's STL, as one version of Node cuts it. */
function cutWith(version: string, folder: string): { engine: string; hashes: string[] } {
  const platform = `${process.platform}-${process.arch}`;
  const run = (nodeArguments: string[]) =>
    spawnSync("npx", ["--yes", "--package", `node-${platform}@${version}`, "--", "node", ...nodeArguments], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
  const engine = run(["--version"]).stdout.trim();
  const cut = run([cli, "cut", ...names.map((name) => join(voices, name)), "-o", join(folder, version), "--json"]);
  if (cut.status !== 0) throw new Error(`Node ${version} could not cut the fixtures: ${cut.stderr}`);
  const { gems }: CutOutput = JSON.parse(cut.stdout);
  return { engine, hashes: gems.map(({ files }) => files[0].sha256) };
}

const folder = mkdtempSync(join(tmpdir(), "vocalith-engines-"));
try {
  const results = NODE_VERSIONS.map((version) => cutWith(version, folder));
  process.stdout.write(`${"".padEnd(30)}${results.map(({ engine }) => engine.padStart(14)).join("")}\n`);
  let differing = 0;
  names.forEach((name, i) => {
    const row = results.map(({ hashes }) => hashes[i].slice(0, 10));
    if (new Set(results.map(({ hashes }) => hashes[i])).size > 1) differing++;
    process.stdout.write(`${name.padEnd(30)}${row.map((hash) => hash.padStart(14)).join("")}\n`);
  });
  process.stdout.write(differing === 0 ? "all the same bytes\n" : `${differing} fixtures differ\n`);
  process.exitCode = differing === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

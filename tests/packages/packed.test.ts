import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const pnpm = ["--yes", packageManager];

const folder = mkdtempSync(join(tmpdir(), "vocalith-packed-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Packed {
  readonly name: string;
  readonly tarball: string;
}

const published = readdirSync(join(root, "packages"))
  .map((directory) => ({
    directory,
    manifest: JSON.parse(readFileSync(join(root, "packages", directory, "package.json"), "utf8")),
  }))
  .filter(({ manifest }) => manifest.private !== true);

function runIn(cwd: string, command: string, commandArguments: readonly string[]) {
  const result = spawnSync(command, commandArguments, { cwd, encoding: "utf8" });
  if (result.error) throw result.error;
  return { status: result.status, output: `${result.stdout}${result.stderr}`, stdout: result.stdout };
}

describe("the packages as they are published", () => {
  const packed: Packed[] = [];

  beforeAll(() => {
    for (const { directory, manifest } of published) {
      const cwd = join(root, "packages", directory);
      const { status, output, stdout } = runIn(cwd, "npx", [...pnpm, "pack", "--pack-destination", folder, "--json"]);
      expect(status, output).toBe(0);
      packed.push({ name: manifest.name, tarball: JSON.parse(stdout.slice(stdout.indexOf("{"))).filename });
    }
  });

  it.each(published.map(({ manifest }) => manifest.name))("%s passes publint", async (name) => {
    const tarball = readFileSync(tarballOf(name));
    const { messages } = await publint({
      pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.length) },
      strict: true,
    });
    expect(messages).toEqual([]);
  });

  const typed = published.filter(({ manifest }) => "." in (manifest.exports ?? {}));
  it.each(typed.map(({ manifest }) => manifest.name))("%s passes attw", (name) => {
    const attw = join(root, "node_modules/.bin/attw");
    const { status, output } = runIn(folder, attw, [tarballOf(name), "--profile", "esm-only", "--no-emoji"]);
    expect(status, output).toBe(0);
  });

  it("install into an empty project, where ten lines cut a gem", () => {
    const project = join(folder, "project");
    mkdirSync(project);
    const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
    writeFileSync(
      join(project, "package.json"),
      JSON.stringify({
        name: "project",
        private: true,
        type: "module",
        dependencies: { vocalith: tarballs.vocalith, "@vocalith/cli": tarballs["@vocalith/cli"] },
        pnpm: { overrides: tarballs },
      }),
    );
    const install = runIn(project, "npx", [...pnpm, "install", "--prefer-offline", "--ignore-workspace"]);
    expect(install.status, install.output).toBe(0);

    const voice = join(root, "fixtures/voices/calm-deep.wav");
    writeFileSync(
      join(project, "ten-lines.js"),
      `import { readFile, writeFile } from "node:fs/promises";
import { createGem, cutGem } from "vocalith";

const recording = await readFile(process.argv[2]);
const gem = await createGem(recording, { sizeMm: 30 });
await writeFile("gem.stl", gem.toSTL());

const again = await cutGem(gem.code, { sizeMm: 30 });
const same = Buffer.compare(Buffer.from(again.toSTL()), Buffer.from(gem.toSTL())) === 0;
console.log(JSON.stringify({ code: gem.code, same, ...gem.measure() }));
`,
    );
    const run = runIn(project, process.execPath, ["ten-lines.js", voice]);
    expect(run.status, run.output).toBe(0);
    const printed = JSON.parse(run.stdout);
    expect(printed).toMatchObject({ same: true, watertight: true, components: 1 });
    expect(Math.max(...printed.sizeMm)).toBeCloseTo(30, 1);
    expect(readFileSync(join(project, "gem.stl")).length).toBe(84 + 50 * printed.triangles);

    const cli = runIn(project, join(project, "node_modules/.bin/vocalith"), ["cut", voice, "--size", "30", "--json"]);
    expect(cli.status, cli.output).toBe(0);
    expect(JSON.parse(cli.stdout).code).toBe(printed.code);
  });

  function tarballOf(name: string): string {
    const found = packed.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`${name} was not packed`);
    return found.tarball;
  }
});

// The one door to the workspace: `npm run gem`, `npm test` and their kin come through here. It needs nothing but Node
// and npm; it installs and builds only when an input changed since the last time, so that a second run starts at once.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFolder = join(root, "node_modules", ".vocalith");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const binary = (name) => join(root, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);

/** Every file below a folder that install or build depends on, as path, size and time of change. */
function listInputs(folder, wanted, found = []) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules" || entry.name === "dist" || entry.name.startsWith(".git")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) listInputs(path, wanted, found);
    else if (wanted(entry.name)) {
      const { size, mtimeMs } = statSync(path);
      found.push(`${path} ${size} ${mtimeMs}`);
    }
  }
  return found;
}

function fingerprint(wanted, folders) {
  const lines = folders.flatMap((folder) => listInputs(join(root, folder), wanted)).sort();
  for (const name of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.json", "tsconfig.base.json"]) {
    lines.push(readFileSync(join(root, name), "utf8"));
  }
  return createHash("sha256")
    .update(`${process.version}\n${lines.join("\n")}`)
    .digest("hex");
}

function run(command, commandArguments, options = {}) {
  const result = spawnSync(command, commandArguments, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    ...options,
  });
  if (result.error) {
    process.stderr.write(`${command} could not be started: ${result.error.message}\n`);
    process.exit(1);
  }
  return result.status ?? 1;
}

function runOrExit(command, commandArguments, options) {
  const status = run(command, commandArguments, options);
  if (status !== 0) process.exit(status);
}

/** Does a step if the fingerprint of its inputs is not the one of the last time it ended well. */
function whenChanged(name, current, step) {
  const stamp = join(stampFolder, name);
  try {
    if (readFileSync(stamp, "utf8") === current) return;
  } catch {
    // No stamp yet: the first run.
  }
  step();
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stamp, current);
}

// Messages of the steps go to standard error: standard output belongs to the command that was asked for.
const quietOutput = { stdio: ["inherit", 2, "inherit"] };

function install() {
  const current = fingerprint((name) => name === "package.json", ["packages", "examples"]);
  whenChanged("installed", current, () => {
    process.stderr.write("installing what vocalith needs ...\n");
    const pnpm = `pnpm@${manifest.packageManager.split("@")[1]}`;
    runOrExit("npx", ["--yes", pnpm, "install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"], {
      ...quietOutput,
      env: { ...process.env, npm_config_loglevel: "error" },
    });
  });
}

function build() {
  install();
  const isSource = (name) => /\.(ts|json|glsl)$/.test(name);
  whenChanged("built", fingerprint(isSource, ["packages"]), () => {
    process.stderr.write("building ...\n");
    runOrExit(binary("tsc"), ["-b", "--pretty"], quietOutput);
  });
}

/** Runs a script of the tests' own in TypeScript, against the built packages, as a user has them. */
const script = (path) => (given) => {
  build();
  return run(binary("tsx"), [join(root, path), ...given], { cwd: userFolder() });
};

/** The command line as built here, in the folder where the user stands. */
function vocalith(given) {
  build();
  const cli = join(root, "packages", "cli", "dist", "main.js");
  return run(process.execPath, [cli, ...given], { cwd: userFolder(), shell: false });
}

// npm runs scripts in the root; a path the user types is meant from where the user stands.
function userFolder() {
  return resolve(process.env.INIT_CWD ?? root);
}

/** The web page as visitors get it: built as static files, then served on this machine. */
function demo(given) {
  build();
  const page = { cwd: join(root, "examples", "web") };
  runOrExit(binary("vite"), ["build", "--logLevel", "warn"], { ...page, ...quietOutput });
  return run(binary("vite"), ["preview", ...given], page);
}

const commands = {
  build: () => build(),
  demo: (given) => demo(given),
  gem: (given) => vocalith(["cut", ...(given.length === 0 ? [join(root, "fixtures/voices/calm-deep.wav")] : given)]),
  vocalith: (given) => vocalith(given),
  test(given) {
    build();
    for (const project of ["tests", "examples/web", "examples/three-scene"]) runOrExit(binary("tsc"), ["-p", project]);
    runOrExit(binary("biome"), ["ci", "--error-on-warnings"]);
    return run(binary("vitest"), ["run", ...given]);
  },
  bench: script("tests/bench/arrows.ts"),
  engines: script("tests/engines/compare-engines.ts"),
  fixtures: script("fixtures/make-fixtures.ts"),
  golden: script("fixtures/make-golden.ts"),
  picture: script("tests/pictures/readme-picture.ts"),
  "picture:features": script("tests/pictures/feature-pictures.ts"),
  "picture:web": script("tests/web/page-pictures.ts"),
  "picture:law": script("tests/pictures/law-pictures.ts"),
  judge: script("tests/clients/judge-gems.ts"),
  "stress:cut": script("packages/vocalith/scripts/cut-random-codes.ts"),
  "bench:pitch": script("tests/bench/pitch/compare-trackers.ts"),
  "bench:hull": script("tests/bench/geometry/compare-hulls.ts"),
  "bench:stability": script("tests/law/measure-stability.ts"),
  "stress:codes": script("packages/vocalith/scripts/compare-random-codes.ts"),
  "bench:voice": script("tests/bench/voice/compare-voice-measures.ts"),
  "bench:cut": script("tests/bench/cut/time-cuts.ts"),
  "bench:species": script("tests/bench/species/compare-speakers.ts"),
  "bench:formats": script("tests/bench/formats/time-writers.ts"),
  "bench:material": script("tests/bench/material/time-material.ts"),
  soak: script("tests/web/soak-recordings.ts"),
  "soak:exhibition": script("tests/web/exhibition-soak.ts"),
  "soak:days": script("tests/web/exhibition-days.ts"),
  "bench:batch": script("tests/bench/batch/thousand-recordings.ts"),
};

const [name, ...given] = process.argv.slice(2);
if (!Object.hasOwn(commands, name)) {
  process.stderr.write(`unknown command ${name}; one of ${Object.keys(commands).join(", ")}\n`);
  process.exit(2);
}
process.exitCode = commands[name](given) ?? 0;

// A folder of recordings in, checked print files out: see README.md beside this file.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** How many files one `vocalith inspect` is given. */
const FILES_AT_ONCE = 16;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    material: { type: "string", default: "resin" },
    size: { type: "string", default: "40" },
    format: { type: "string", default: "stl,3mf" },
    jobs: { type: "string", default: String(availableParallelism()) },
  },
});
const repository = fileURLToPath(new URL("../..", import.meta.url));
const [recordings = join(repository, "fixtures/voices"), prints = "prints"] = positionals;
const vocalith = findVocalith();

// 1. Cut. Where the options cannot be used, nothing is printed; a recording that cannot is told of in the summary.
const { format, size, jobs, material } = options;
const cut = run(["batch", recordings, "-o", prints, "--format", format, "--size", size, "--jobs", jobs, "--json"]);
if (cut.stdout === "") process.exit(cut.status ?? 1);
const { pending } = JSON.parse(cut.stdout);
if (pending > 0) {
  process.stderr.write(`stopped: ${pending} recordings are left; run the same command again\n`);
  process.exit(cut.status ?? 1);
}
const summary = JSON.parse(readFileSync(join(prints, "summary.json"), "utf8"));

// 2. Inspect every file that was written, as somebody who does not trust who wrote it.
const files = summary.recordings.flatMap((row) => row.files.map((file) => ({ ...file, recording: row.recording })));
process.stderr.write(`inspecting ${files.length} files for ${material} ...\n`);
const reports = await inspectAll(files.map(({ path }) => join(prints, path)));

// 3. Say which may be printed: a table with every reason why not, and check sums of those that may.
const checks = files.map((file) => {
  const report = reports.get(join(prints, file.path));
  return {
    ...file,
    ready: report?.printable === true,
    minimumWallMm: report?.minimumWallMm ?? null,
    weightGrams: report?.weightGrams ?? null,
    problems: report?.problems.map(problemLine) ?? ["fault: it could not be read"],
  };
});
const columns = [
  "file",
  "recording",
  "ready",
  "material",
  "sizeMm",
  "minimumWallMm",
  "weightGrams",
  "sha256",
  "problems",
];
write("checks.csv", [
  columns.join(","),
  ...checks.map((check) =>
    [
      check.path,
      check.recording,
      check.ready ? "yes" : "no",
      material,
      size,
      check.minimumWallMm?.toFixed(2),
      check.weightGrams?.toFixed(2),
      check.sha256,
      check.problems.join(" "),
    ]
      .map(csvCell)
      .join(","),
  ),
]);
const ready = checks.filter((check) => check.ready);
write("SHA256SUMS", ready.map(checkSumLine));

for (const { path, problems } of checks.filter((check) => !check.ready)) {
  process.stdout.write(`not ready: ${path}: ${problems.join(" ")}\n`);
}
for (const { recording, error } of summary.recordings.filter(({ status }) => status === "failed")) {
  process.stdout.write(`not cut: ${recording}: ${error}\n`);
}
process.stdout.write(
  `${ready.length} of ${files.length} files are ready for ${material}\n${join(prints, "checks.csv")}\n${join(prints, "SHA256SUMS")}\n`,
);
process.exitCode = summary.counts.failed > 0 || ready.length < files.length ? 2 : 0;

/** The command line: in a clone of vocalith its own, built first; elsewhere the one that is installed. */
function findVocalith() {
  const door = join(repository, ".ci/workspace.mjs");
  if (!existsSync(door)) return { command: "vocalith", given: [], shell: process.platform === "win32" };
  const { status } = spawnSync(process.execPath, [door, "build"], { stdio: ["ignore", 2, "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
  return { command: process.execPath, given: [join(repository, "packages/cli/dist/main.js")], shell: false };
}

function run(given) {
  return spawnSync(vocalith.command, [...vocalith.given, ...given], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    shell: vocalith.shell,
  });
}

/** What `inspect` says of each file, by path. As many at one time as there are jobs. */
async function inspectAll(paths) {
  const found = new Map();
  const chunks = [];
  for (let i = 0; i < paths.length; i += FILES_AT_ONCE) chunks.push(paths.slice(i, i + FILES_AT_ONCE));
  const work = async () => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
      const printed = await inspect(chunk);
      for (const report of printed.inspections ?? [printed]) found.set(report.source, report);
    }
  };
  await Promise.all(Array.from({ length: Number(jobs) }, work));
  return found;
}

/** Ends with 0 when all can be printed, 1 when one cannot, 2 when one cannot be read: in any case it says so in JSON. */
async function inspect(paths) {
  const given = ["inspect", "--json", "--material", material, ...paths];
  const child = spawn(vocalith.command, [...vocalith.given, ...given], {
    stdio: ["ignore", "pipe", "inherit"],
    shell: vocalith.shell,
  });
  let text = "";
  child.stdout.setEncoding("utf8");
  for await (const part of child.stdout) text += part;
  return text === "" ? { inspections: [] } : JSON.parse(text);
}

/** Whole or not at all. */
function write(name, lines) {
  const path = resolve(prints, name);
  writeFileSync(`${path}.part`, lines.map((line) => `${line}\n`).join(""));
  renameSync(`${path}.part`, path);
}

/** What is wrong, where, and what to do. */
function problemLine({ severity, found, places, advice }) {
  const [place] = places;
  const where = place === undefined ? "" : ` at ${place.positionMm.map((mm) => mm.toFixed(1)).join(", ")} mm`;
  return `${severity}: ${found}${where}. ${advice}`.trim();
}

function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@]/.test(text) ? `./${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** As `sha256sum --check` reads it. */
function checkSumLine({ sha256, path }) {
  const escaped = path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return `${escaped === path ? "" : "\\"}${sha256}  ${escaped}`;
}

// How long `vocalith batch` takes for a thousand recordings of ten seconds, and what memory it holds meanwhile: `npm run bench:batch`, or
// `npm run bench:batch -- 60` for fewer. The recordings are made first, in a temporary folder; that takes longer than cutting them.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { cutGem, encodeVoice, writeGemFiles } from "vocalith";
import { describeMachine } from "../describe-machine.js";
import { BAD_EVERY, makeRecordings, RECORDING_SECONDS } from "./make-recordings.js";
import { type ProcessSample, sampleProcesses } from "./sample-processes.js";

const PROGRAM = join(import.meta.dirname, "../../../packages/cli/dist/main.js");
const SAMPLE_MS = 500;
/** How many recordings are taken apart step by step, after so many to warm up. */
const PROFILED = 48;
const WARM_UP = 12;
const CORES = availableParallelism();

const [first = "1000", folder, step] = process.argv.slice(2);
if (folder !== undefined) {
  // One of the processes that make recordings: every so manieth from this one on.
  const [from, by] = (step ?? "").split("/").map(Number);
  const count = Number(first);
  makeRecordings(
    folder,
    Array.from({ length: Math.ceil((count - from) / by) }, (_, i) => from + i * by),
  );
} else {
  await measure(Number(first));
}

async function measure(count: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "vocalith-thousand-"));
  try {
    process.stderr.write(`making ${count} recordings ...\n`);
    await makeAll(count, join(home, "recordings"));
    process.stderr.write("cutting them ...\n");
    const cut = await runBatch(home);
    const again = await runBatch(home);
    process.stderr.write("taking some apart ...\n");
    const { counts }: { counts: Record<string, number> } = JSON.parse(
      readFileSync(join(home, "gems/summary.json"), "utf8"),
    );
    const bad = Math.floor(count / BAD_EVERY);
    if (counts.failed !== bad || counts.cut !== count - bad) throw new Error(`unexpected: ${JSON.stringify(counts)}`);
    const lines = [
      `${describeMachine()}; ${CORES} workers; ${count} recordings of ${RECORDING_SECONDS} s, ${bad} of them bad; STL and 3MF`,
      "",
      "| | all of them | again, unchanged |",
      "|---|--:|--:|",
      `| seconds | ${cut.seconds.toFixed(1)} | ${again.seconds.toFixed(1)} |`,
      `| recordings a second | ${(count / cut.seconds).toFixed(2)} | ${(count / again.seconds).toFixed(1)} |`,
      `| processor seconds a recording | ${(cut.processorSeconds / count).toFixed(3)} | ${(again.processorSeconds / count).toFixed(3)} |`,
      `| minutes for a thousand at that rate | ${(1000 / 60 / (count / cut.seconds)).toFixed(1)} | ${(1000 / 60 / (count / again.seconds)).toFixed(1)} |`,
      "",
      "Memory of all processes (PSS), greatest in each tenth of the run, MB:",
      "",
      tenths(cut.memory).join(" "),
      "",
      ...(await profile(join(home, "recordings"))),
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function makeAll(count: number, into: string): Promise<void> {
  const makers = Array.from({ length: CORES }, (_, i) =>
    fork(import.meta.filename, [`${count}`, into, `${i}/${CORES}`]),
  );
  const codes = await Promise.all(makers.map((maker) => once(maker, "exit").then(([code]) => code)));
  if (codes.some((code) => code !== 0)) throw new Error("the recordings could not be made");
}

interface Run {
  readonly seconds: number;
  readonly processorSeconds: number;
  /** Bytes at equal steps of time. */
  readonly memory: readonly number[];
}

async function runBatch(home: string): Promise<Run> {
  const start = performance.now();
  const given = ["batch", join(home, "recordings"), "-o", join(home, "gems"), "--format", "stl,3mf", "--quiet"];
  const child = spawn(process.execPath, [PROGRAM, ...given], { stdio: ["ignore", "ignore", "inherit"] });
  const memory: number[] = [];
  const processor = new Map<number, number>();
  const sample = () => {
    const samples: ProcessSample[] = child.pid === undefined ? [] : sampleProcesses(child.pid);
    if (samples.length === 0) return;
    memory.push(samples.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0));
    for (const { pid, processorSeconds } of samples) processor.set(pid, processorSeconds);
  };
  const timer = setInterval(sample, SAMPLE_MS);
  const [code] = await once(child, "exit");
  clearInterval(timer);
  if (code !== 0 && code !== 2) throw new Error(`batch ended with ${code}`);
  return {
    seconds: (performance.now() - start) / 1000,
    processorSeconds: [...processor.values()].reduce((sum, seconds) => sum + seconds, 0),
    memory,
  };
}

/** Greatest memory in each tenth of the run, in MB. */
function tenths(memory: readonly number[]): string[] {
  return Array.from({ length: 10 }, (_, i) => {
    const from = Math.floor((i * memory.length) / 10);
    const to = Math.max(from + 1, Math.floor(((i + 1) * memory.length) / 10));
    return (Math.max(...memory.slice(from, to)) / 1e6).toFixed(0);
  });
}

/** Where the time goes: processor time of each step in one warm process, for calm stones and for sprays. */
async function profile(folder: string): Promise<string[]> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".wav") && !path.startsWith("bad"))
    .sort();
  const steps = ["decode", "analyze", "encode", "cut", "measure", "stl", "3mf"] as const;
  const sums = { "one stone": emptySums(steps.length), "a spray": emptySums(steps.length) };
  const stride = Math.max(1, paths.length / (WARM_UP + PROFILED));
  for (let i = 0; i < Math.min(paths.length, WARM_UP + PROFILED); i++) {
    const bytes = readFileSync(join(folder, paths[Math.floor(i * stride)] ?? ""));
    const marks = [now()];
    const mark = <T>(value: T): T => {
      marks.push(now());
      return value;
    };
    const recording = mark(await decode(bytes));
    const features = mark(analyzeVoice(recording));
    const code = mark(encodeVoice(features));
    const gem = mark(await cutGem(code));
    mark(gem.measure());
    mark(writeGemFiles(gem, ["stl"]));
    mark(writeGemFiles(gem, ["3mf"], { thumbnail: false }));
    if (i < WARM_UP) continue;
    const sum = sums[gem.crystals.length === 1 ? "one stone" : "a spray"];
    sum.count++;
    steps.forEach((_, step) => {
      sum.steps[step] = (sum.steps[step] ?? 0) + ((marks[step + 1] ?? 0) - (marks[step] ?? 0));
    });
  }
  const rows = Object.entries(sums).map(([name, sum]) => {
    const means = sum.steps.map((milliseconds) => milliseconds / Math.max(1, sum.count));
    const whole = means.reduce((total, mean) => total + mean, 0);
    return `| ${name} (${sum.count}) | ${[...means, whole].map((mean) => mean.toFixed(1)).join(" | ")} |`;
  });
  return [
    "Where it goes, processor milliseconds a recording in one warm process:",
    "",
    `| | ${steps.join(" | ")} | together |`,
    `|---|${"--:|".repeat(steps.length + 1)}`,
    ...rows,
  ];
}

function emptySums(length: number): { count: number; steps: number[] } {
  return { count: 0, steps: new Array<number>(length).fill(0) };
}

function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

import { readdirSync, readFileSync } from "node:fs";

/** What one process has used so far. */
export interface ProcessSample {
  readonly pid: number;
  /** Memory of its own and its share of what others hold too (PSS). */
  readonly memoryBytes: number;
  readonly processorSeconds: number;
}

/** Ticks of a second in /proc: what every Linux of today says. */
const TICKS_HZ = 100;

/** A process and all that it started, as Linux counts them; nothing elsewhere. */
export function sampleProcesses(pid: number): ProcessSample[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const memory = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
    const own = {
      pid,
      memoryBytes: 1024 * Number(memory?.[1] ?? 0),
      // Fields 14 and 15 of the whole line: user and system time.
      processorSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_HZ,
    };
    return [own, ...childrenOf(pid).flatMap(sampleProcesses)];
  } catch {
    // It ended meanwhile, or this is no Linux.
    return [];
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")
      .split(" ")
      .filter((text) => text.trim() !== "")
      .map(Number),
  );
}

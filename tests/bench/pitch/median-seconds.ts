const RUNS = 5;
/** Engines go on compiling for some runs. */
const WARMING_RUNS = 4;
/** Slow work is not run again once it has taken this long in all. */
const PATIENCE_SECONDS = 20;

/** How long a piece of work takes, in seconds. */
export interface Timing {
  /** By the clock. */
  readonly wallSeconds: number;
  /** Of all cores together, which others' work on the same machine does not lengthen; absent where the work is another process's. */
  readonly cpuSeconds?: number;
}

/** Median times of a piece of work, after four runs to warm up; of five runs, fewer of either where they are slow. */
export async function medianSeconds(work: () => unknown): Promise<Required<Timing>> {
  const began = performance.now();
  for (let i = 0; i < WARMING_RUNS && performance.now() - began < 1000 * PATIENCE_SECONDS; i++) await work();
  const wall: number[] = [];
  const cpu: number[] = [];
  let total = 0;
  while (wall.length < RUNS && total < PATIENCE_SECONDS) {
    const start = performance.now();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    const taken = (performance.now() - start) / 1000;
    wall.push(taken);
    cpu.push((user + system) / 1e6);
    total += taken;
  }
  return { wallSeconds: median(wall), cpuSeconds: median(cpu) };
}

/** The middle one, the upper of two; NaN for none. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

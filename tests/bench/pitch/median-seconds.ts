const RUNS = 5;
/** Slow work is not run again once it has taken this long in all. */
const PATIENCE_SECONDS = 20;

/** Median time of a piece of work in seconds, after one run to warm up; of five runs, fewer where they are slow. */
export async function medianSeconds(work: () => unknown): Promise<number> {
  await work();
  const seconds: number[] = [];
  let total = 0;
  while (seconds.length < RUNS && total < PATIENCE_SECONDS) {
    const start = performance.now();
    await work();
    const taken = (performance.now() - start) / 1000;
    seconds.push(taken);
    total += taken;
  }
  return seconds.sort((a, b) => a - b)[seconds.length >> 1] ?? Number.NaN;
}

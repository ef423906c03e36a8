const RUNS = 5;

/** Median time of a piece of work in seconds, after one run to warm up. */
export async function medianSeconds(work: () => unknown): Promise<number> {
  await work();
  const seconds: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    await work();
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds.sort((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
}

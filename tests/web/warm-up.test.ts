import { describe, expect, it } from "vitest";
import { warmUp } from "../../examples/web/src/stones/warm-up.js";
import { WorkerLine } from "../../examples/web/src/stones/worker-line.js";
import { localWorker } from "./stones-local-worker.js";

/** A worker that warms up for ever if nobody wants anything. */
type Tasks = {
  readonly warm: { ask: undefined; answer: undefined };
  readonly wanted: { ask: undefined; answer: number };
};

const LEAST_TIMES = 3;

describe("warming up", () => {
  const line = (done: { times: number }) =>
    new WorkerLine<Tasks>(() =>
      localWorker<Tasks>({
        warm: (_, { othersWait }) => {
          const doing = () => {
            done.times++;
          };
          return warmUp(doing, { leastTimes: LEAST_TIMES, idleMs: Number.POSITIVE_INFINITY, othersWait });
        },
        wanted: () => done.times,
      }),
    );

  it("ends when somebody waits, and not before its least", async () => {
    const done = { times: 0 };
    const asked = line(done);
    const warm = asked.ask("warm", undefined);
    expect(await asked.ask("wanted", undefined)).toBe(LEAST_TIMES);
    await warm;
    asked.end();
  });

  it("goes on while nobody waits", async () => {
    const done = { times: 0 };
    const asked = line(done);
    const warm = asked.ask("warm", undefined);
    while (done.times < 10 * LEAST_TIMES) await new Promise((resolve) => setTimeout(resolve));
    const times = await asked.ask("wanted", undefined);
    expect(times).toBeGreaterThanOrEqual(10 * LEAST_TIMES);
    await warm;
    expect(done.times).toBe(times);
    asked.end();
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { formatGemCode } from "vocalith";
import { StoneStudy } from "../../examples/web/src/app/stone-study.js";
import type { Stone } from "../../examples/web/src/stones/stone.js";
import { stoneBench } from "../../examples/web/src/stones/stone-bench.js";
import { StoneCutter } from "../../examples/web/src/stones/stone-cutter.js";
import { rehearsalCode } from "../../examples/web/src/stones/warm-cutting.js";
import { localWorker } from "./stones-local-worker.js";

/** A signal that never changes; the page's own are not to be had here. */
const ENGLISH = { value: "en" } as ConstructorParameters<typeof StoneStudy>[1];

describe("StoneStudy", () => {
  let cutter: StoneCutter;
  let study: StoneStudy;
  let errors: unknown[];
  let stone: Stone;
  let sketch: Stone;
  /** Resolves once the visitor sees the stone. */
  let seen: Promise<void>;

  beforeEach(async () => {
    vi.stubGlobal("requestAnimationFrame", (frame: () => void) => setTimeout(frame));
    errors = [];
    seen = Promise.resolve();
    cutter = new StoneCutter(() => localWorker(stoneBench()));
    study = new StoneStudy(
      cutter,
      ENGLISH,
      () => seen,
      (error) => errors.push(error),
    );
    stone = await cutter.fromCode(formatGemCode(rehearsalCode(1, 3)));
    sketch = { ...stone };
  });
  afterEach(() => {
    expect(errors).toEqual([]);
    study.dispose();
    cutter.dispose();
    vi.unstubAllGlobals();
  });

  const known = () => [study.explanation.value !== undefined, study.inspection.value !== undefined];

  it("says all of a stone in the end", async () => {
    study.take(stone, {});
    expect(study.isSketch.value).toBe(false);
    await expect.poll(known).toEqual([true, true]);
  });

  it("judges a stone once it is seen", async () => {
    let show = () => {};
    seen = new Promise((resolve) => {
      show = resolve;
    });
    const judged = vi.spyOn(cutter, "inspect");
    study.take(stone, {});
    await expect.poll(known).toEqual([true, false]);
    expect(judged).not.toHaveBeenCalled();
    show();
    await expect.poll(known).toEqual([true, true]);
  });

  it("asks nothing of a sketch until it is the stone", async () => {
    const asked = [vi.spyOn(cutter, "explain"), vi.spyOn(cutter, "inspect")];
    study.sketch(sketch);
    expect([study.isSketch.value, study.stone.value]).toEqual([true, sketch]);
    // Whatever was asked before this is answered before it.
    await cutter.explain(stone.id, "en");
    expect(known()).toEqual([false, false]);
    expect(study.settle({ ...stone, id: stone.id + 1 }, {})).toBe(false);
    expect(study.settle(stone, { clippedShare: 0.5 })).toBe(true);
    expect(study.settle(stone, {})).toBe(false);
    expect([study.isSketch.value, study.stone.value, study.origin.value]).toEqual([
      false,
      stone,
      { clippedShare: 0.5 },
    ]);
    await expect.poll(known).toEqual([true, true]);
    // One of the questions was the test's own.
    expect(asked.map(({ mock }) => mock.calls.length)).toEqual([2, 1]);
  });

  it("keeps a cut that was chosen while it was a sketch", async () => {
    study.sketch(sketch);
    study.change({ sizeMm: 20 });
    await expect.poll(() => study.stone.value?.sizeMm).toBe(20);
    study.settle(stone, {});
    expect(study.stone.value?.sizeMm).toBe(20);
    study.change({ sizeMm: stone.sizeMm });
    await expect.poll(() => study.stone.value).toBe(stone);
  });

  it("keeps the stone that a sketch became while it was cut anew", async () => {
    study.sketch(sketch);
    const asked = new Promise<void>((resolve) => {
      const { recut } = cutter;
      cutter.recut = (...given) => {
        resolve();
        return recut.apply(cutter, given);
      };
    });
    study.change({ sizeMm: 20 });
    await asked;
    study.settle(stone, {});
    await expect.poll(() => study.stone.value?.sizeMm).toBe(20);
    study.change({ sizeMm: stone.sizeMm });
    await expect.poll(() => study.stone.value).toBe(stone);
    // It is still kept, and all is said of it.
    await expect.poll(known).toEqual([true, true]);
  });

  it("gives the stone to whoever goes back to the size of its sketch", async () => {
    study.sketch(sketch);
    study.change({ sizeMm: 20 });
    study.change({ sizeMm: stone.sizeMm });
    study.settle(stone, {});
    await expect.poll(() => study.isRecutting.value).toBe(false);
    expect(study.stone.value).toBe(stone);
  });

  it("lets go of a sketch as of a stone", () => {
    study.sketch(sketch);
    study.clear();
    expect([study.isSketch.value, study.stone.value, cutter.kept]).toEqual([false, undefined, 0]);
  });
});

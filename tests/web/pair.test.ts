import { describe, expect, it } from "vitest";
import { cutGem, explain, gemDistance } from "vocalith";
import { differences } from "../../examples/web/src/pair/differences.js";
import { distanceBand } from "../../examples/web/src/pair/distance-band.js";
import { Pair } from "../../examples/web/src/pair/pair.js";
import { stoneBench } from "../../examples/web/src/stones/stone-bench.js";
import { StoneCutter } from "../../examples/web/src/stones/stone-cutter.js";
import { type LocalWorker, localWorker } from "./stones-local-worker.js";

const CALM = "vl0.JVqKpQzQAJCpf5SSB5ODA4egdBTYe50WdomTCXgvjKsJJpyMZ6FsHchaoo82XHwQm9k";
const OTHER_WORDS = "vl0.JViKpQzQAJB4K3SR2SKjA0eVfBSYOo0WFpNzGYl_nJsXrX28Z117jdhwnA9WGXwQcyg";
const EXCITED =
  "vl0.JQyQ5REtpwB7uF2xRw880gnfdLL1qUxDyG9stMMGWiZr9mOnavlkKEYbU0kpHW1J9OpMSwfufDy26kS9mv9dPnYNPE9Is2w_8oY5sIqN";
const CHILD = "vl0.cLeJD3KS-rBp_3URhq1dIphUkoT524qGNilcFxYvVJg4YJwKyj59q8bNWhzZLXy99hpjnze3lRDFPw";

describe("how far two voices lie apart, in words", () => {
  it("is as the words say: two sentences of one voice, the same man excited, a child", async () => {
    const calm = await cutGem(CALM);
    const band = async (code: string) => distanceBand(gemDistance(calm, await cutGem(code)));
    expect(await Promise.all([CALM, OTHER_WORDS, EXCITED, CHILD].map(band))).toEqual(["same", "close", "kin", "far"]);
  });

  it("goes one way", () => {
    const order = ["same", "close", "kin", "apart", "far"];
    const bands = Array.from({ length: 201 }, (_, i) => order.indexOf(distanceBand(i / 100)));
    expect(bands).toEqual([...bands].sort((a, b) => a - b));
    expect(new Set(bands).size).toBe(order.length);
  });
});

describe("what differs", () => {
  it("is nothing between a stone and itself, and colour and shape between a man and a child, without the questions", async () => {
    const [calm, child] = await Promise.all([CALM, CHILD].map(async (code) => explain(await cutGem(code))));
    if (calm === undefined || child === undefined) throw new Error("two were cut");
    expect(differences(calm, calm)).toEqual([]);
    const found = differences(calm, child);
    expect(found.map(({ trait }) => trait)).toEqual(expect.arrayContaining(["color", "mineral", "whole"]));
    expect(found.map(({ trait }) => trait)).not.toContain("question");
    for (const { first, second } of found) expect(first).not.toBe(second);
  });
});

describe("a pair", () => {
  const open = () => {
    const workers: LocalWorker[] = [];
    const cutter = new StoneCutter(() => {
      const worker = localWorker(stoneBench());
      workers.push(worker);
      return worker;
    });
    return { cutter, pair: new Pair(cutter), crash: () => workers.at(-1)?.crash("a fault") };
  };

  it("keeps the stone laid aside when the page lets go of it, compares and twins it, and lets go in the end", async () => {
    const { cutter, pair } = open();
    const first = await cutter.fromCode(CALM);
    await pair.layAside(first);
    cutter.release(first.id);
    const second = await cutter.fromCode(CHILD, { sizeMm: 25 });
    expect([pair.isOther(first), pair.isOther(second)]).toEqual([false, true]);
    const { distance, differences: found } = await pair.compare(second, "ko");
    expect(distance).toBeGreaterThan(1.2);
    expect(found.find(({ trait }) => trait === "color")?.first).toMatch(/[가-힣]/);
    const twin = await pair.twin(second);
    expect(twin.individuals.map(({ code }) => code)).toEqual([CALM, CHILD]);
    expect(twin.sizeMm).toBe(25);
    pair.clear();
    for (const { id } of [second, twin]) cutter.release(id);
    expect(cutter.kept).toBe(0);
    cutter.dispose();
  });

  it("is cut again from its code after the worker crashed", async () => {
    const { cutter, pair, crash } = open();
    await pair.layAside(await cutter.fromCode(CALM));
    crash();
    await pair.restore();
    expect(pair.first.value?.code).toBe(CALM);
    expect((await pair.compare(await cutter.fromCode(CHILD), "en")).distance).toBeGreaterThan(1.2);
    cutter.dispose();
  });
});

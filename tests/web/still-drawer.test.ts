import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cutGem } from "vocalith";
import type { DrawingOrder, DrawingTasks } from "../../examples/web/src/stones/drawing-tasks.js";
import { StillDrawer, type WantedPicture } from "../../examples/web/src/stones/still-drawer.js";
import type { Stone } from "../../examples/web/src/stones/stone.js";
import { stoneOf } from "../../examples/web/src/stones/stone-of.js";
import { rehearsalCode } from "../../examples/web/src/stones/warm-cutting.js";
import { localWorker } from "./stones-local-worker.js";

type Fineness = WantedPicture["fineness"];

describe("StillDrawer", () => {
  let sketch: Stone;
  let stone: Stone;
  let other: Stone;
  let drawer: StillDrawer;
  let begun: DrawingOrder[];
  let shown: { readonly stone: Stone; readonly widthPx: number }[];
  /** Lets the picture at hand be finished. */
  let finish: () => void;
  let begin: () => void;

  beforeAll(async () => {
    const sketches: Stone[] = [];
    stone = stoneOf(await cutGem(rehearsalCode(1, 3), { onSketch: (seen) => sketches.push(stoneOf(seen, 0)) }), 1);
    [sketch] = sketches as [Stone];
    other = stoneOf(await cutGem(rehearsalCode(2, 3)), 2);
  });

  beforeEach(() => {
    begun = [];
    shown = [];
    begin = () => {};
    const worker = () =>
      localWorker<DrawingTasks>({
        draw: (order, { signal }) => {
          begun.push(order);
          begin();
          const { heightPx, widthPx } = order;
          return new Promise((resolve, reject) => {
            signal.addEventListener("abort", () => reject(signal.reason));
            finish = () => resolve({ heightPx, widthPx, rgba: new Uint8ClampedArray(4 * heightPx * widthPx) });
          });
        },
        png: () => new Uint8Array(),
      });
    drawer = new StillDrawer(({ widthPx }, seen) => shown.push({ stone: seen, widthPx }), worker);
  });
  afterEach(() => drawer.dispose());

  /** Asks for a picture and waits until one is begun. */
  const drawn = (seen: Stone, widthPx = 20, fineness: Fineness = "fine", isPatient = false): Promise<void> =>
    new Promise((resolve) => {
      begin = resolve;
      draw(seen, widthPx, fineness, isPatient);
    });
  const draw = (seen: Stone, widthPx = 20, fineness: Fineness = "fine", isPatient = false) =>
    drawer.draw({ stone: seen, widthPx, heightPx: widthPx > 100 ? widthPx : 16, fineness, isPatient });
  /** Lets the picture at hand be finished and waits until the next is begun. */
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      begin = resolve;
      finish();
    });
  const isShown = (count: number) => expect.poll(() => shown.length).toBe(count);

  it("draws a sketch and the stone that it is of but once", async () => {
    await drawn(sketch);
    draw(stone);
    finish();
    await isShown(1);
    draw(stone);
    await drawn(stone, 24);
    finish();
    await isShown(2);
    await drawn(other);
    finish();
    await isShown(3);
    expect(begun.map(({ widthPx }) => widthPx)).toEqual([20, 24, 20]);
    expect(shown.map(({ stone: { code } }) => code)).toEqual([sketch.code, stone.code, other.code]);
  });

  it("draws again what was given up for another", async () => {
    await drawn(stone);
    draw(other);
    await drawn(stone);
    finish();
    await isShown(1);
    expect(shown[0]?.stone.code).toBe(stone.code);
    expect(begun).toHaveLength(2);
  });

  it("shows a stone in few pixels before it is fine", async () => {
    await drawn(stone, 700);
    await next();
    await next();
    finish();
    await isShown(3);
    expect(shown.map(({ widthPx }) => widthPx)).toEqual([110, 245, 700]);
    // Of another size it is there already.
    await drawn(stone, 600);
    finish();
    await isShown(4);
    expect(shown[3]?.widthPx).toBe(600);
  });

  it("draws no more pixels than it can in time", async () => {
    await drawn(stone, 2000);
    await next();
    await next();
    finish();
    await isShown(3);
    expect(shown.map(({ widthPx }) => widthPx)).toEqual([110, 245, 707]);
  });

  it("lets a stone that settles have its few pixels while the fine ones are asked for", async () => {
    await drawn(other, 700, "quick", true);
    await drawn(sketch, 700, "rough");
    draw(stone, 700);
    await next();
    await next();
    finish();
    await isShown(3);
    expect(begun.map(({ widthPx }) => widthPx)).toEqual([245, 110, 245, 700]);
    expect(shown.map(({ stone: { code } }) => code)).toEqual([sketch.code, stone.code, stone.code]);
  });

  it("finishes what a growing stone was before it draws what it is", async () => {
    await drawn(other, 700, "quick", true);
    draw(sketch, 700, "quick", true);
    draw(stone, 700, "quick", true);
    await next();
    finish();
    await isShown(2);
    expect(shown.map(({ stone: { code } }) => code)).toEqual([other.code, stone.code]);
  });

  it("rests until another picture is wanted", async () => {
    await drawn(other, 700);
    drawer.rest();
    await drawn(other, 700, "rough");
    finish();
    await isShown(1);
    expect(begun.map(({ widthPx }) => widthPx)).toEqual([110, 110]);
  });
});

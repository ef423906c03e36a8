import { describe, expect, it } from "vitest";
import { viewerKeyAction } from "../../src/viewer/viewer-keys.js";

function press(key: string, shiftKey = false): string[] {
  const done: string[] = [];
  const note =
    (name: string) =>
    (...values: number[]) =>
      void done.push([name, ...values].join(" "));
  const action = viewerKeyAction(
    { key, shiftKey },
    { turn: note("turn"), zoom: note("zoom"), reset: note("reset"), play: note("play"), step: note("step") },
  );
  action?.();
  return done;
}

describe("viewerKeyAction", () => {
  it.each([
    ["ArrowLeft", "turn -6 0"],
    ["ArrowRight", "turn 6 0"],
    ["ArrowUp", "turn 0 6"],
    ["ArrowDown", "turn 0 -6"],
    ["+", "zoom 1.12"],
    ["=", "zoom 1.12"],
    ["Home", "reset"],
    [" ", "play"],
    ["Enter", "step 1"],
    ["PageDown", "step 1"],
    ["PageUp", "step -1"],
  ])("%s: %s", (key, done) => {
    expect(press(key)).toEqual([done]);
  });

  it("goes out by as much as it came in, and back with the shift key", () => {
    const [far] = press("-");
    expect(Number(far.split(" ")[1]) * 1.12).toBeCloseTo(1);
    expect(press("Enter", true)).toEqual(["step -1"]);
  });

  it.each(["Tab", "Escape", "a", "F5"])("leaves %s to the page", (key) => {
    expect(press(key)).toEqual([]);
  });
});

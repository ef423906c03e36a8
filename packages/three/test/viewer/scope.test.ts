import { describe, expect, it } from "vitest";
import { Scope } from "../../src/viewer/scope.js";

describe("Scope", () => {
  it("gives back everything once, the last taken first", () => {
    const scope = new Scope();
    const back: number[] = [];
    scope.add(() => back.push(1));
    scope.own({ dispose: () => back.push(2) });
    expect(scope.closed).toBe(false);
    scope.close();
    scope.close();
    expect(back).toEqual([2, 1]);
    expect(scope.closed).toBe(true);
  });

  it("gives back at once what comes too late", () => {
    const scope = new Scope();
    scope.close();
    let back = false;
    scope.add(() => {
      back = true;
    });
    expect(back).toBe(true);
  });

  it("listens until it is closed", () => {
    const scope = new Scope();
    const target = new EventTarget();
    let heard = 0;
    scope.listen(target, "sound", () => heard++);
    target.dispatchEvent(new Event("sound"));
    scope.close();
    target.dispatchEvent(new Event("sound"));
    expect(heard).toBe(1);
  });
});

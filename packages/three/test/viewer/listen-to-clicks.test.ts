import { describe, expect, it } from "vitest";
import { listenToClicks } from "../../src/viewer/listen-to-clicks.js";
import { Scope } from "../../src/viewer/scope.js";

function listening() {
  const canvas = new EventTarget();
  const scope = new Scope();
  const clicks: [number, number][] = [];
  listenToClicks(canvas as HTMLElement, scope, (x, y) => clicks.push([x, y]));
  const send = (type: string, x: number, y: number, more: { id?: number; button?: number; at?: number } = {}): void => {
    const event = new Event(type);
    const fields = {
      clientX: x,
      clientY: y,
      pointerId: more.id ?? 1,
      button: more.button ?? 0,
      timeStamp: more.at ?? 0,
    };
    for (const [name, value] of Object.entries(fields)) Object.defineProperty(event, name, { value });
    canvas.dispatchEvent(event);
  };
  return { send, clicks, scope };
}

describe("listenToClicks", () => {
  it("hears a click, and one of a hand that trembles", () => {
    const { send, clicks } = listening();
    send("pointerdown", 50, 60);
    send("pointermove", 52, 61);
    send("pointerup", 53, 62, { at: 120 });
    expect(clicks).toEqual([[53, 62]]);
  });

  it("takes no drag for one, though it ends where it began", () => {
    const { send, clicks } = listening();
    send("pointerdown", 50, 60);
    send("pointermove", 90, 60);
    send("pointermove", 50, 60);
    send("pointerup", 50, 60, { at: 200 });
    expect(clicks).toEqual([]);
  });

  it("takes no pinch, no other button, no long press and no cancelled touch for one", () => {
    const { send, clicks } = listening();
    send("pointerdown", 50, 60, { id: 1 });
    send("pointerdown", 90, 60, { id: 2 });
    send("pointerup", 90, 60, { id: 2 });
    send("pointerup", 50, 60, { id: 1 });
    send("pointerdown", 50, 60, { button: 2 });
    send("pointerup", 50, 60, { button: 2 });
    send("pointerdown", 50, 60, { at: 0 });
    send("pointerup", 50, 60, { at: 900 });
    send("pointerdown", 50, 60);
    send("pointercancel", 50, 60);
    send("pointerup", 50, 60);
    expect(clicks).toEqual([]);
    send("pointerdown", 50, 60);
    send("pointerup", 50, 60);
    expect(clicks).toHaveLength(1);
  });

  it("hears nothing once the scope is closed", () => {
    const { send, clicks, scope } = listening();
    scope.close();
    send("pointerdown", 50, 60);
    send("pointerup", 50, 60);
    expect(clicks).toEqual([]);
  });
});

import type { Scope } from "./scope.js";

/** A pointer that has moved farther, in CSS pixels, or stayed longer was turning the stone or resting on it. */
const CLICK_REACH_PX = 6;
const CLICK_MS = 600;

/** Calls back at clicks and taps with one pointer; a drag, a pinch and a long press are none. */
export function listenToClicks(
  canvas: HTMLElement,
  scope: Scope,
  onClick: (clientX: number, clientY: number) => void,
): void {
  const down = new Set<number>();
  let press: { id: number; x: number; y: number; at: number } | undefined;
  scope.listen<PointerEvent>(canvas, "pointerdown", ({ pointerId, clientX, clientY, button, timeStamp }) => {
    down.add(pointerId);
    press = down.size === 1 && button === 0 ? { id: pointerId, x: clientX, y: clientY, at: timeStamp } : undefined;
  });
  scope.listen<PointerEvent>(canvas, "pointermove", ({ pointerId, clientX, clientY }) => {
    if (press?.id === pointerId && Math.hypot(clientX - press.x, clientY - press.y) > CLICK_REACH_PX) press = undefined;
  });
  scope.listen<PointerEvent>(canvas, "pointerup", ({ pointerId, clientX, clientY, timeStamp }) => {
    down.delete(pointerId);
    const pressed = press;
    press = undefined;
    if (pressed?.id !== pointerId || timeStamp - pressed.at > CLICK_MS) return;
    if (Math.hypot(clientX - pressed.x, clientY - pressed.y) <= CLICK_REACH_PX) onClick(clientX, clientY);
  });
  scope.listen<PointerEvent>(canvas, "pointercancel", ({ pointerId }) => {
    down.delete(pointerId);
    press = undefined;
  });
}

/** What keys do to a viewer. */
export interface ViewerKeyActions {
  /** Turns the stone by degrees around, and the camera upwards. */
  turn(aroundDegrees: number, upDegrees: number): void;
  /** Comes nearer by a factor above 1. */
  zoom(factor: number): void;
  /** Back to the first view. */
  reset(): void;
  /** Plays or stops the voice; without one goes to the next crystal. */
  play(): void;
  /** Goes so many crystals on, in the order of their syllables. */
  step(by: 1 | -1): void;
}

const STEP_DEGREES = 6;
const STEP_ZOOM = 1.12;

/** The keys, for assistive technology: the value of `aria-keyshortcuts`. */
export const VIEWER_KEY_SHORTCUTS =
  "ArrowLeft ArrowRight ArrowUp ArrowDown Plus Minus Home Space Enter Shift+Enter PageDown PageUp";

/** What to do at a key; undefined for keys that are not the viewer's. */
export function viewerKeyAction(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  actions: ViewerKeyActions,
): (() => void) | undefined {
  switch (key) {
    case "ArrowLeft":
      return () => actions.turn(-STEP_DEGREES, 0);
    case "ArrowRight":
      return () => actions.turn(STEP_DEGREES, 0);
    case "ArrowUp":
      return () => actions.turn(0, STEP_DEGREES);
    case "ArrowDown":
      return () => actions.turn(0, -STEP_DEGREES);
    case "+":
    case "=":
      return () => actions.zoom(STEP_ZOOM);
    case "-":
    case "_":
      return () => actions.zoom(1 / STEP_ZOOM);
    case "Home":
      return () => actions.reset();
    case " ":
      return () => actions.play();
    case "Enter":
      return () => actions.step(shiftKey ? -1 : 1);
    case "PageDown":
      return () => actions.step(1);
    case "PageUp":
      return () => actions.step(-1);
    default:
      return undefined;
  }
}

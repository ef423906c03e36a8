const STILL_MS = 2500;

/** Hides the cursor while it stands still, and always where a finger is used. */
export function quietCursor(root: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => root.setAttribute("data-cursor", "hidden");
  window.addEventListener("pointermove", ({ pointerType }) => {
    clearTimeout(timer);
    if (pointerType !== "mouse") {
      hide();
      return;
    }
    root.removeAttribute("data-cursor");
    timer = setTimeout(hide, STILL_MS);
  });
  hide();
}

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";

/** The whole window takes a recording that is dropped on it. */
export function DropTarget({ app }: { app: RoomApp }) {
  const over = useSignal(false);

  useEffect(() => {
    const scope = new AbortController();
    const { signal } = scope;
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    window.addEventListener(
      "dragover",
      (event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        over.value = true;
      },
      { signal },
    );
    window.addEventListener(
      "dragleave",
      (event) => {
        if (event.relatedTarget === null) over.value = false;
      },
      { signal },
    );
    window.addEventListener(
      "drop",
      (event) => {
        over.value = false;
        if (!holdsFile(event) || event.defaultPrevented) return;
        event.preventDefault();
        const file = event.dataTransfer?.files[0];
        if (file) app.openFile(file);
      },
      { signal },
    );
    return () => scope.abort();
  }, [app, over]);

  return over.value ? <div class="drop">{app.words.value.drop}</div> : null;
}

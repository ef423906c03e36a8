import { effect, type ReadonlySignal } from "@preact/signals";
import type { Stone } from "../stones/stone.js";

/** A page that nobody looks at draws no stone, and a slow machine draws one late: no longer than so many ms. */
const LONGEST_MS = 200;

/** Resolves once the stone or its sketch is before the visitor: for work that would keep it from that. `seen` is the number of what is there. */
export async function whenSeen({ id }: Stone, seen: ReadonlySignal<Stone["id"] | undefined>): Promise<void> {
  let stop = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_MS);
    stop = effect(() => {
      if (seen.value === id) resolve();
    });
  });
  clearTimeout(timer);
  stop();
}

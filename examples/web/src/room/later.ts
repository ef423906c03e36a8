import { type ReadonlySignal, signal } from "@preact/signals";

/** A part of the page that comes when it is first asked for, so that the first page has less to wait for. */
export interface Later<Part> {
  /** The part; undefined until it is there. */
  readonly part: ReadonlySignal<Part | undefined>;
  /** Asks for it; again and again does no harm. Rejects where it does not come, as without a network. */
  ask(): Promise<void>;
}

/** Makes a part that comes later. */
export function later<Part>(load: () => Promise<Part>): Later<Part> {
  const part = signal<Part | undefined>(undefined);
  let loading: Promise<void> | undefined;
  return {
    part,
    ask() {
      loading ??= load().then(
        (loaded) => {
          part.value = loaded;
        },
        (error) => {
          loading = undefined;
          throw error;
        },
      );
      return loading;
    },
  };
}

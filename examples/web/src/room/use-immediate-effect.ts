import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** As `useSignalEffect`, for what must not wait for the next frame, as effects of that hook do: what draws is told of a stone at once. */
export function useImmediateEffect(run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => effect(() => latest.current()), []);
}

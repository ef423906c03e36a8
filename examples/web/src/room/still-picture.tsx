import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Words } from "../language/words.js";
import { StillDrawer } from "../stones/still-drawer.js";
import type { Stone } from "../stones/stone.js";
import { useImmediateEffect } from "./use-immediate-effect.js";

/** A window that is still being dragged asks for no picture. */
const SETTLE_MS = 150;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The stone as it stands before the visitor, drawn on the processor, where the browser has no WebGL: it does not turn. */
export function StillPicture({
  shown,
  isGrowing,
  isSettling,
  words,
  onSeen,
}: {
  shown: ReadonlySignal<Stone | undefined>;
  isGrowing: ReadonlySignal<boolean>;
  isSettling: ReadonlySignal<boolean>;
  words: Pick<Words["view"], "drawing" | "still">;
  /** Told of each stone that is drawn. */
  onSeen?: (stone: Stone) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSignal<Size | undefined>(undefined);
  const drawn = useSignal<string | undefined>(undefined);
  /** What a voice settled into, until it is drawn: until then it is seen as it grew last. */
  const settled = useSignal<string | undefined>(undefined);
  const drawer = useMemo(
    () =>
      new StillDrawer(({ heightPx, rgba, widthPx }, stone) => {
        if (canvas.current === null) return;
        canvas.current.width = widthPx;
        canvas.current.height = heightPx;
        canvas.current.getContext("2d")?.putImageData(new ImageData(rgba, widthPx, heightPx), 0, 0);
        drawn.value = stone.code;
        if (stone.code === settled.peek()) settled.value = undefined;
        onSeen?.(stone);
      }),
    [drawn, settled, onSeen],
  );
  useEffect(() => () => drawer.dispose(), [drawer]);
  useEffect(() => {
    let settling: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { height, width } = entry.contentRect;
      const before = size.peek();
      clearTimeout(settling);
      if (width * height === 0 || (width === before?.width && height === before.height)) return;
      const settle = () => {
        size.value = { width, height };
      };
      if (before === undefined) settle();
      else settling = setTimeout(settle, SETTLE_MS);
    });
    if (canvas.current !== null) observer.observe(canvas.current);
    return () => {
      clearTimeout(settling);
      observer.disconnect();
    };
  }, [size]);
  // Its cutter needs the machine, and what grew so far is not what it settles into.
  useImmediateEffect(() => {
    if (isSettling.value) drawer.rest();
  });
  useImmediateEffect(() => {
    if (isSettling.value) settled.value = shown.value?.code;
  });
  useImmediateEffect(() => {
    const stone = shown.value;
    if (stone === undefined || size.value === undefined) return;
    const isPatient = isGrowing.peek();
    const { devicePixelRatio } = window;
    const [widthPx, heightPx] = [devicePixelRatio * size.value.width, devicePixelRatio * size.value.height];
    const fineness = isPatient ? "quick" : isSettling.peek() ? "rough" : "fine";
    drawer.draw({ stone, widthPx, heightPx, fineness, isPatient });
  });

  // Of another stone nothing is to be seen any more; of one that grows, settles or is cut anew, the last is.
  const isOne = [drawn.value, settled.value].includes(shown.value?.code);
  const isStale = !isGrowing.value && !isSettling.value && !isOne;
  return (
    <section class="still-stone" aria-label={words.still}>
      <canvas class="still" ref={canvas} role="img" aria-label={words.still} data-stale={isStale ? "" : undefined} />
      {isStale && shown.value !== undefined && (
        <div class="stage-note">
          <p>{words.drawing}</p>
        </div>
      )}
    </section>
  );
}

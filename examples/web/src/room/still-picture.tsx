import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";
import { StillDrawer } from "../stones/still-drawer.js";

/** So many pixels are drawn in a second or two; of a stone that grows, and soon is another, in a fraction of one. */
const PIXELS = 500_000;
const GROWING_PIXELS = 60_000;

/** The stone as it stands before the visitor, drawn on the processor, where the browser has no WebGL: it does not turn. */
export function StillPicture({ app }: { app: RoomApp }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useSignal<string | undefined>(undefined);
  const drawer = useMemo(
    () =>
      new StillDrawer((picture, { code }) => {
        if (canvas.current === null) return;
        canvas.current.width = picture.width;
        canvas.current.height = picture.height;
        canvas.current.getContext("2d")?.putImageData(picture, 0, 0);
        drawn.value = code;
      }),
    [drawn],
  );
  useEffect(() => () => drawer.dispose(), [drawer]);
  useSignalEffect(() => {
    const stone = app.shown.value;
    if (stone === undefined || canvas.current === null) return;
    const isPatient = app.isGrowing.peek();
    const { clientHeight, clientWidth } = canvas.current;
    const most = Math.sqrt((isPatient ? GROWING_PIXELS : PIXELS) / (clientWidth * clientHeight));
    const scale = Math.min(window.devicePixelRatio, most);
    const pixels = (length: number) => Math.max(16, Math.round(scale * length));
    drawer.draw({ stone, widthPx: pixels(clientWidth), heightPx: pixels(clientHeight), isPatient });
  });

  const words = app.words.value.view;
  // Of another stone nothing is to be seen any more; of one that grows, or is cut anew, the last is.
  const isStale = !app.isGrowing.value && drawn.value !== app.shown.value?.code;
  return (
    <section class="still-stone" aria-label={words.still}>
      <canvas class="still" ref={canvas} role="img" aria-label={words.still} data-stale={isStale ? "" : undefined} />
      {isStale && (
        <div class="stage-note">
          <p>{words.drawing}</p>
        </div>
      )}
    </section>
  );
}

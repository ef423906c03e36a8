import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";

/** The quietest level shown, in dB below full scale. */
const FLOOR_DB = -54;

/** How loud it is, twenty times a second: drawn past the renderer, so that nothing else is drawn again. */
export function LevelMeter({ app }: { app: RoomApp }) {
  const meter = useRef<HTMLMeterElement>(null);
  const line = useRef<HTMLDivElement>(null);

  useSignalEffect(() => {
    const level = app.listening.level.value;
    const { record } = app.words.value;
    const peakDb = Math.max(level?.peakDb ?? FLOOR_DB, FLOOR_DB);
    line.current?.style.setProperty("--level", (1 - peakDb / FLOOR_DB).toFixed(3));
    line.current?.toggleAttribute("data-clipped", level?.clipped === true);
    if (meter.current === null) return;
    meter.current.value = peakDb;
    meter.current.ariaValueText = peakDb > FLOOR_DB ? record.levelValue(peakDb) : record.levelSilent;
  });

  return (
    <>
      <meter class="unseen" ref={meter} aria-label={app.words.value.record.level} min={FLOOR_DB} max={0} />
      <div class="level" ref={line} aria-hidden="true">
        <div class="level-bar" />
      </div>
    </>
  );
}

import { useComputed } from "@preact/signals";
import type { RoomApp } from "../app/room-app.js";
import { clockTime } from "./clock-time.js";

/** What is recorded, and what is left of three minutes. */
export function RecordingClock({ app, isPaused }: { app: RoomApp; isPaused: boolean }) {
  const words = app.words.value.record;
  const elapsed = useComputed(() => Math.floor(app.listening.elapsedSeconds.value));
  const left = app.listening.mostSeconds - elapsed.value;
  return (
    <p class="clock tabular">
      <span class="unseen">{words.elapsed}</span>
      <time dateTime={`PT${elapsed.value}S`}>{clockTime(elapsed.value)}</time>
      <small>{isPaused ? words.paused : words.remaining(clockTime(left))}</small>
    </p>
  );
}

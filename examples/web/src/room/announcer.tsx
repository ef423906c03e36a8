import type { RoomApp } from "../app/room-app.js";

/** Says to a screen reader what has changed to the eye. */
export function Announcer({ app }: { app: RoomApp }) {
  return (
    <p class="unseen" role="status" aria-live="polite">
      {app.announcement.value}
    </p>
  );
}

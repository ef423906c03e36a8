import type { RoomApp } from "../app/room-app.js";
import type { Scene } from "../app/scene.js";

/** Where a visitor may have come by mistake; while a voice is heard or cut nothing distracts. */
const SHOWN_IN: readonly Scene["name"][] = ["welcome", "asking", "ready", "stone", "trouble"];

/** The way back to the voice that was left last. */
export function PutAwayNotice({ app }: { app: RoomApp }) {
  if (app.left.voice.value === undefined || !SHOWN_IN.includes(app.scene.value.name)) return null;
  const words = app.words.value.stone;
  return (
    <p class="put-away">
      {words.putAway}{" "}
      <button type="button" class="link-button" onClick={() => app.bringBack()}>
        {words.bringBack}
      </button>
    </p>
  );
}

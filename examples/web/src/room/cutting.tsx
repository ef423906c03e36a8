import type { RoomApp } from "../app/room-app.js";
import type { Scene } from "../app/scene.js";

/** A file or a code is on its way to be a stone. */
export function Cutting({ app, scene }: { app: RoomApp; scene: Extract<Scene, { name: "cutting" }> }) {
  const { cutting, record } = app.words.value;
  return (
    <div class="desk">
      <h1 data-arrival tabIndex={-1}>
        {scene.source === "file" ? cutting.fromFile : cutting.fromCode}
      </h1>
      <p class="lead">{cutting.text}</p>
      <div class="making-of">
        {scene.source === "file" ? (
          <progress aria-label={cutting.progress} max={1} value={scene.fraction} />
        ) : (
          <progress aria-label={cutting.progress} />
        )}
      </div>
      <button type="button" class="link-button" onClick={() => app.goHome()}>
        {record.leave}
      </button>
    </div>
  );
}

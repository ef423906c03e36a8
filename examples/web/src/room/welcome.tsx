import type { RoomApp } from "../app/room-app.js";
import { FileChoice } from "./file-choice.js";

/** The first page: what happens here, that it stays here, one button. */
export function Welcome({ app }: { app: RoomApp }) {
  const words = app.words.value;
  return (
    <div class="welcome">
      <h1 data-arrival tabIndex={-1}>
        {words.welcome.heading}
      </h1>
      <p class="lead">
        {words.welcome.lead} <strong class="privacy">{words.welcome.privacy}</strong>
      </p>
      <div class="ways">
        <button type="button" class="button" data-weight="first" data-size="large" onClick={() => app.speak()}>
          {words.welcome.record}
        </button>
        <FileChoice app={app} class="link-button" text={words.welcome.openFile} />
      </div>
      {app.example.value && (
        <p class="label">
          <strong>{words.welcome.example}</strong>
          {words.welcome.exampleNote}
          {app.isStill.value && <span class="still-note">{words.view.noWebGL}</span>}
        </p>
      )}
    </div>
  );
}

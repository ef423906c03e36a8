import fontLicence from "@fontsource-variable/newsreader/LICENSE?url";
import type { RoomApp } from "../app/room-app.js";

/** Whose artwork this follows, and whose letters these are. */
export function Credit({ app }: { app: RoomApp }) {
  const { credit } = app.words.value;
  return (
    <footer class="bottom">
      <p>
        <span>
          {credit.before}
          <cite lang="en">Voice Gems</cite>
          {credit.after}
        </span>
        <a href={fontLicence}>{credit.typeface}</a>
      </p>
    </footer>
  );
}

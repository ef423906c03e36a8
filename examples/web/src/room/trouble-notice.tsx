import type { RoomApp } from "../app/room-app.js";
import { type Trouble, type WayOn, waysOn } from "../app/trouble.js";
import { FileChoice } from "./file-choice.js";

/** What went wrong, in words of its own, and the ways on. */
export function TroubleNotice({ app, trouble }: { app: RoomApp; trouble: Trouble }) {
  const words = app.words.value.trouble;
  const { heading, text } = words.kinds[trouble.kind];
  const act: Readonly<Record<Exclude<WayOn, "file">, () => void>> = {
    again: () => app.speak(),
    home: () => app.goHome(),
    reload: () => window.location.reload(),
  };
  return (
    <div class="desk" role="alert" data-trouble={trouble.kind}>
      <h1 data-arrival tabIndex={-1}>
        {heading}
      </h1>
      <p class="lead">{text}</p>
      <div class="ways">
        {waysOn(trouble.kind).map((way, place) => {
          const weight = place === 0 ? "first" : undefined;
          if (way === "file")
            return <FileChoice key={way} app={app} class="button" data-weight={weight} text={words.ways.file} />;
          return (
            <button
              key={way}
              type="button"
              class={way === "home" ? "link-button" : "button"}
              data-weight={weight}
              onClick={act[way]}
            >
              {words.ways[way]}
            </button>
          );
        })}
      </div>
      {trouble.detail && (
        <details class="detail">
          <summary>{words.detail}</summary>
          <p lang="en">{trouble.detail}</p>
        </details>
      )}
    </div>
  );
}

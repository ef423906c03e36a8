import "./files.css";
import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";
import { stillSnapshot } from "../stones/still-snapshot.js";
import { DOWNLOAD_KINDS, type DownloadKind, knownBytes, unavailable } from "./download-kind.js";
import { type DownloadSource, Downloads } from "./downloads.js";
import { FILES_WORDS } from "./files-words.js";
import { formatBytes } from "./format-bytes.js";
import { saveFiles } from "./save-files.js";

/** All that a visitor can take along. */
export function FilesSection({ app }: { app: RoomApp }) {
  const words = FILES_WORDS[app.language.value];
  const downloads = useMemo(() => new Downloads(app.cutter, saveFiles), [app]);
  useEffect(() => () => downloads.clear(), [downloads]);
  const stone = app.study.stone.value;
  const { sound } = app.study.origin.value;
  const viewer = app.viewer.value;
  // Another cut or size has other files.
  useEffect(() => () => downloads.clear(), [downloads, stone?.id]);
  const news = useComputed(() => {
    const said = FILES_WORDS[app.language.value];
    for (const [kind, { name }] of [...downloads.states.value].reverse()) {
      if (name === "made") return said.saved(said.kinds[kind].name);
    }
    return "";
  });
  if (stone === undefined) return null;
  const source: DownloadSource = {
    stone,
    ...(sound && { sound }),
    ...(viewer && { viewer }),
    ...(app.isStill.value && { still: stillSnapshot }),
  };
  return (
    <section aria-labelledby="files-heading">
      <h2 id="files-heading">{words.heading}</h2>
      <ul class="files">
        {DOWNLOAD_KINDS.map((kind) => (
          <FileRow key={kind} app={app} kind={kind} downloads={downloads} source={source} />
        ))}
      </ul>
      <p class="unseen" role="status">
        {news}
      </p>
    </section>
  );
}

function FileRow({
  app,
  kind,
  downloads,
  source,
}: {
  app: RoomApp;
  kind: DownloadKind;
  downloads: Downloads;
  source: DownloadSource;
}) {
  const language = app.language.value;
  const words = FILES_WORDS[language];
  const { name, what } = words.kinds[kind];
  const state = downloads.states.value.get(kind) ?? { name: "idle" };
  const { stone, sound, still, viewer } = source;
  const drawn = viewer !== undefined ? "viewer" : still !== undefined ? "still" : undefined;
  const hindrance = unavailable(kind, { stone, sound: sound !== undefined, drawn });
  if (hindrance !== undefined) {
    return (
      <li class="file" data-state="unavailable">
        <span class="file-name">{name}</span>
        <span class="file-what">{words.unavailable[hindrance]}</span>
      </li>
    );
  }
  // What the row shows is read out with the verb about it, wherever a language puts that.
  const [before, after] = words.save(name).split(name);
  const bytes = state.name === "made" ? state.bytes : knownBytes(kind, stone);
  return (
    <li class="file" data-kind={kind} data-state={state.name}>
      <button
        type="button"
        class="file-button"
        disabled={state.name === "working"}
        onClick={() => void downloads.take(kind, source)}
      >
        <span class="file-name">
          <span class="unseen">{before}</span>
          {name}
          <span class="unseen">{after}</span>
        </span>{" "}
        <span class="file-what">{what}</span>{" "}
        <span class="file-size tabular">{bytes === undefined ? "" : formatBytes(bytes, language)}</span>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 2v8.2M4.4 6.8 8 10.4l3.6-3.6M2.5 13.5h11" />
        </svg>
      </button>
      {state.name === "working" && (
        <div class="file-progress">
          {state.share === undefined ? (
            <progress aria-label={`${name}: ${words.working}`} />
          ) : (
            <progress aria-label={`${name}: ${words.working}`} max={1} value={state.share} />
          )}
          <span class="file-what tabular">
            {state.share === undefined ? words.working : words.workingShare(Math.floor(100 * state.share))}
          </span>
          <button
            type="button"
            class="link-button"
            aria-label={words.cancelNamed(name)}
            onClick={() => downloads.cancel(kind)}
          >
            {words.cancel}
          </button>
        </div>
      )}
      {state.name === "failed" && (
        <div class="file-failure" role="alert">
          <p>{words.failed[state.reason]}</p>
          <p class="file-what" lang="en">
            {state.detail}
          </p>
        </div>
      )}
    </li>
  );
}

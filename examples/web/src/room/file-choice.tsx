import type { RoomApp } from "../app/room-app.js";

/** What may be chosen; what a file really holds is for the cutter to say. */
const ACCEPTED = "audio/*,.wav,.mp3,.flac,.ogg,.oga,.opus,.m4a,.aac,.webm";

/** Opens the system's file dialogue; a native input, so that keyboards and screen readers know it. */
export function FileChoice({
  app,
  text,
  onFile = (file) => app.openFile(file),
  ...label
}: {
  app: RoomApp;
  text: string;
  /** What is done with it; default it is opened. */
  onFile?: (file: File) => void;
  class: string;
  "data-weight"?: string;
}) {
  return (
    <label {...label} class={`${label.class} file-choice`}>
      {text}
      <input
        class="unseen"
        type="file"
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file may be chosen twice.
          currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}

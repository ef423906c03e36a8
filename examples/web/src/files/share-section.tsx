import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";
import { FILES_WORDS } from "./files-words.js";
import { shareAddress } from "./share-address.js";

/** The stone's link, which holds its code and no recording. */
export function ShareSection({ app }: { app: RoomApp }) {
  const words = FILES_WORDS[app.language.value].share;
  const field = useRef<HTMLInputElement>(null);
  // The word of a copied link goes when another stone is at hand.
  const said = useSignal<{ readonly address: string; readonly how: "copied" | "byHand" } | undefined>(undefined);
  const stone = app.study.stone.value;
  if (stone === undefined) return null;
  const address = shareAddress(window.location.href, stone.code);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      said.value = { address, how: "copied" };
    } catch {
      field.current?.focus();
      field.current?.select();
      said.value = { address, how: "byHand" };
    }
  };
  const send = async () => {
    try {
      await navigator.share({ title: words.title(stone.catalogueNumber), url: address });
    } catch (error) {
      // Whoever closes the system's sheet has thought better of it.
      if (!(error instanceof DOMException && error.name === "AbortError")) await copy();
    }
  };

  return (
    <section aria-labelledby="share-heading">
      <h2 id="share-heading">{words.heading}</h2>
      <p>{words.text}</p>
      <input
        ref={field}
        class="share-link"
        type="text"
        readOnly
        spellcheck={false}
        aria-label={words.link}
        value={address}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <div class="ways">
        <button type="button" class="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        {typeof navigator.share === "function" && (
          <button type="button" class="button" onClick={() => void send()}>
            {words.send}
          </button>
        )}
        <span class="share-news" role="status">
          {said.value?.address === address && { copied: words.copied, byHand: words.copyByHand }[said.value.how]}
        </span>
      </div>
    </section>
  );
}

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RoomApp } from "../app/room-app.js";
import type { Stone } from "../stones/stone.js";
import { distanceBand } from "./distance-band.js";
import type { Comparison } from "./pair.js";
import { PAIR_WORDS } from "./pair-words.js";
import { StoneView } from "./stone-view.js";

/** Two stones side by side, how far they lie apart, what differs and why; and the way to make one of them. */
export function PairDialog({
  app,
  first,
  second,
  onClose,
}: {
  app: RoomApp;
  first: Stone;
  second: Stone;
  onClose: () => void;
}) {
  const language = app.language.value;
  const words = PAIR_WORDS[language];
  const dialog = useRef<HTMLDialogElement>(null);
  const comparison = useSignal<Comparison | undefined>(undefined);
  const state = useSignal<"looking" | "shown" | "twinning" | "failed">("looking");

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    let isGone = false;
    state.value = "looking";
    app.pair.compare(second, language).then(
      (found) => {
        if (isGone) return;
        comparison.value = found;
        state.value = "shown";
      },
      () => {
        if (!isGone) state.value = "failed";
      },
    );
    return () => {
      isGone = true;
    };
  }, [app, second, language, comparison, state]);

  const twin = async () => {
    state.value = "twinning";
    try {
      const stone = await app.pair.twin(second);
      onClose();
      app.pair.clear();
      app.openStone(stone, "twin", {});
      // One stone's page follows on another's: whoever came by keyboard is taken to its beginning.
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>("main [data-arrival]")?.focus({ preventScroll: true });
        window.scrollTo(0, 0);
      });
    } catch {
      state.value = "failed";
    }
  };

  const told = comparison.value;
  return (
    <dialog ref={dialog} class="pair" aria-labelledby="pair-dialog-heading" onClose={onClose}>
      <header>
        <h2 id="pair-dialog-heading">{words.dialogHeading}</h2>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </header>
      <div class="pair-stones">
        {[first, second].map((stone, place) => (
          <figure key={place}>
            <StoneView gem={app.viewed(stone)} label={app.pair.names[place]?.value || words.voice[place] || ""} />
            <figcaption>
              <input
                class="pair-name"
                type="text"
                maxLength={40}
                autocomplete="off"
                spellcheck={false}
                aria-label={`${words.voice[place]}: ${words.nameHint}`}
                placeholder={words.voice[place]}
                value={app.pair.names[place]?.value}
                onInput={({ currentTarget }) => {
                  const name = app.pair.names[place];
                  if (name) name.value = currentTarget.value;
                }}
              />
              <span class="tabular">{stone.catalogueNumber}</span>
            </figcaption>
          </figure>
        ))}
      </div>
      <div class="pair-words" aria-busy={state.value === "looking"} aria-live="polite">
        {state.value === "looking" && <p>{words.looking}</p>}
        {state.value === "failed" && <p role="alert">{words.failed}</p>}
        {told && (
          <>
            <div class="pair-distance">
              <p class="pair-verdict" data-band={distanceBand(told.distance)}>
                {words.bands[distanceBand(told.distance)]}
              </p>
              <div class="pair-scale" style={{ "--share": `${50 * told.distance}%` }} aria-hidden="true" />
              <p class="pair-note">{words.distance(told.distance)}</p>
            </div>
            <div class="pair-twin">
              <button
                type="button"
                class="button"
                data-weight="first"
                disabled={state.value === "twinning"}
                onClick={() => void twin()}
              >
                {words.twin}
              </button>
              <p class="pair-note">{words.twinWhat}</p>
            </div>
            <Differences words={words} comparison={told} names={app.pair.names.map(({ value }) => value)} />
          </>
        )}
      </div>
    </dialog>
  );
}

function Differences({
  words,
  comparison,
  names,
}: {
  words: (typeof PAIR_WORDS)["en"];
  comparison: Comparison;
  names: readonly string[];
}) {
  if (comparison.differences.length === 0) return <p>{words.nothing}</p>;
  return (
    <table class="pair-differences">
      <caption>{words.differ}</caption>
      <thead>
        <tr>
          <td />
          {words.voice.map((voice, place) => (
            <th key={voice} scope="col">
              {names[place] || voice}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {comparison.differences.map(({ trait, first, second }) => (
          <tr key={trait}>
            <th scope="row">{words.traits[trait]}</th>
            <td>{first ?? "–"}</td>
            <td>{second ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

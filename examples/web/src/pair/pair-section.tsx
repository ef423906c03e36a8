import "./pair.css";
import { useSignal } from "@preact/signals";
import type { RoomApp } from "../app/room-app.js";
import { FileChoice } from "../room/file-choice.js";
import { PairDialog } from "./pair-dialog.js";
import { PAIR_WORDS } from "./pair-words.js";

/** A second voice beside the one at hand. */
export function PairSection({ app }: { app: RoomApp }) {
  const words = PAIR_WORDS[app.language.value];
  const isOpen = useSignal(false);
  const hasFailed = useSignal(false);
  const stone = app.study.stone.value;
  const first = app.pair.first.value;
  if (stone === undefined) return null;

  /** The next stone takes this one's place on the page: it is laid aside before. */
  const layAside = async (then: () => void) => {
    hasFailed.value = false;
    try {
      if (first === undefined) await app.pair.layAside(stone);
      then();
    } catch {
      hasFailed.value = true;
    }
  };

  return (
    <section aria-labelledby="pair-heading">
      <h2 id="pair-heading">{words.heading}</h2>
      {stone.individuals.length > 1 ? (
        <p>{words.twinAlready}</p>
      ) : first === undefined || !app.pair.isOther(stone) ? (
        <>
          <p>{first === undefined ? words.lead : `${words.aside(first.catalogueNumber)} ${words.same}`}</p>
          <div class="ways">
            <button type="button" class="button" onClick={() => void layAside(() => app.speak())}>
              {words.record}
            </button>
            <FileChoice
              app={app}
              class="link-button"
              text={words.open}
              onFile={(file) => void layAside(() => app.openFile(file))}
            />
          </div>
        </>
      ) : (
        <>
          <p>{words.aside(first.catalogueNumber)}</p>
          <div class="ways">
            <button
              type="button"
              class="button"
              data-weight="first"
              onClick={() => {
                isOpen.value = true;
              }}
            >
              {words.compare}
            </button>
            <button type="button" class="link-button" onClick={() => app.pair.clear()}>
              {words.letGo}
            </button>
          </div>
        </>
      )}
      {hasFailed.value && (
        <p class="remark" role="alert">
          {words.failed}
        </p>
      )}
      {isOpen.value && first !== undefined && (
        <PairDialog
          app={app}
          first={first}
          second={stone}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </section>
  );
}

import type { RoomApp } from "../app/room-app.js";

const FORMS = ["stone", "particles"] as const;

/** As stone or particles; turning or still. Where it cannot turn, that is said instead. */
export function ViewingOptions({ app }: { app: RoomApp }) {
  const words = app.words.value.stone;
  const { form, turning } = app.study.settings.value;
  if (app.isStill.value) return <p class="still-note">{app.words.value.view.noWebGL}</p>;
  return (
    <>
      <div class="viewing-options">
        <fieldset>
          <legend class="unseen">{words.form}</legend>
          {FORMS.map((each) => (
            <label key={each} class="word-choice">
              <input
                type="radio"
                name="form"
                value={each}
                checked={form === each}
                onChange={() => app.study.change({ form: each })}
              />
              {each === "stone" ? words.formStone : words.formParticles}
            </label>
          ))}
        </fieldset>
        <label class="switch turn-switch">
          <input
            type="checkbox"
            checked={turning}
            onChange={({ currentTarget }) => app.study.change({ turning: currentTarget.checked })}
          />
          {words.turn}
        </label>
      </div>
      <p class="hint">
        <span class="with-mouse">{words.viewerHint}</span>
        <span class="with-fingers">{words.viewerTouchHint}</span> {app.study.origin.value.sound && words.crystalHint}
      </p>
    </>
  );
}

import type { RoomApp } from "../app/room-app.js";

/** What in the voice made the stone as it is, sentence by sentence; the last one asks. */
export function ExplanationSection({ app }: { app: RoomApp }) {
  const words = app.words.value.explain;
  const explanation = app.study.explanation.value;
  return (
    <section aria-labelledby="explanation-heading">
      <h2 id="explanation-heading">{words.heading}</h2>
      <div class="explanation" aria-busy={explanation === undefined}>
        {explanation === undefined ? (
          <p>{words.waiting}</p>
        ) : (
          explanation.sentences.map(({ trait, text }, place) => (
            <p key={place} data-trait={trait}>
              {text}
            </p>
          ))
        )}
      </div>
    </section>
  );
}

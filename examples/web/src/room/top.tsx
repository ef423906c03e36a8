import type { RoomApp } from "../app/room-app.js";
import { addressOf } from "../app/route.js";
import { LANGUAGE_NAMES, LANGUAGES } from "../language/languages.js";

/** The name, which leads back to the first page, and the languages. */
export function Top({ app }: { app: RoomApp }) {
  const words = app.words.value;
  return (
    <header class="top">
      <button type="button" class="name" onClick={() => app.goHome()}>
        vocalith
      </button>
      <nav class="languages" aria-label={words.languageLabel}>
        {LANGUAGES.map((language) => (
          <a
            key={language}
            href={addressOf(new URL(window.location.href), { language }).href}
            lang={language}
            hreflang={language}
            aria-current={language === app.language.value ? "true" : undefined}
            onClick={(event) => {
              event.preventDefault();
              app.speakLanguage(language);
            }}
          >
            {LANGUAGE_NAMES[language]}
          </a>
        ))}
      </nav>
    </header>
  );
}

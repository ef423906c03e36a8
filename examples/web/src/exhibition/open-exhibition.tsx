import { effect } from "@preact/signals";
import { render } from "preact";
import { wearAccent } from "../app/wear-accent.js";
import type { Language } from "../language/languages.js";
import { Exhibition } from "./exhibition.js";
import { ExhibitionApp } from "./exhibition-app.js";
import { exhibitionOptions } from "./exhibition-options.js";
import { EXHIBITION_WORDS } from "./exhibition-words.js";
import { keepAwake } from "./keep-awake.js";
import { quietCursor } from "./quiet-cursor.js";

/** Opens the page as an exhibition in an element: it begins and goes on by itself, for days. */
export function openExhibition(room: Element, language: Language): void {
  const address = new URL(window.location.href);
  const app = new ExhibitionApp(language, exhibitionOptions(address), () => window.location.reload());
  effect(() => {
    document.documentElement.lang = app.language.value;
    document.title = EXHIBITION_WORDS[app.language.value].title;
  });
  wearAccent(app.shown);
  for (const type of ["pointerdown", "pointermove", "keydown"]) window.addEventListener(type, () => app.idle.touch());
  // A long press opens no menu, and nothing is dropped here.
  for (const type of ["contextmenu", "dragover", "drop"])
    window.addEventListener(type, (event) => event.preventDefault());
  render(<Exhibition app={app} />, room);
  quietCursor(document.documentElement);
  void keepAwake();
  app.open();
}

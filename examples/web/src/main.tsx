import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/room.css";
import "./styles/stone.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { accentOf } from "./app/accent-of.js";
import { missingSupport } from "./app/missing-support.js";
import { RoomApp } from "./app/room-app.js";
import { addressOf, routeOf } from "./app/route.js";
import { chooseLanguage, type Language } from "./language/languages.js";
import { keepOffline } from "./offline/keep-offline.js";
import { Room } from "./room/room.js";

const LANGUAGE_KEY = "vocalith-language";

const route = routeOf(new URL(window.location.href));
const language = chooseLanguage(route.language, remembered(), navigator.languages);
const place = document.getElementById("room");
if (place !== null) {
  if (route.exhibition)
    void import("./exhibition/open-exhibition.js").then((part) => part.openExhibition(place, language));
  else openRoom(place);
}
void keepOffline();

function openRoom(place: Element): void {
  const app = new RoomApp({
    language,
    missing: missingSupport(globalThis, hasWebGL2()),
    rememberLanguage: remember,
  });

  effect(() => {
    document.documentElement.lang = app.language.value;
    document.title = app.words.value.title;
  });
  effect(() => {
    const stone = app.shown.value;
    if (stone === undefined) return;
    for (const [name, value] of Object.entries(accentOf(stone.color))) {
      document.documentElement.style.setProperty(name, value);
    }
  });
  window.addEventListener("hashchange", () => {
    const { code } = routeOf(new URL(window.location.href));
    if (code !== undefined && code !== app.study.stone.peek()?.code) app.openCode(code);
  });

  render(<Room app={app} />, place);
  app.enter(route);
}

function hasWebGL2(): boolean {
  return typeof WebGL2RenderingContext !== "undefined";
}

/** Storage may be switched off: then the address alone remembers. */
function remembered(): string | null {
  try {
    return localStorage.getItem(LANGUAGE_KEY);
  } catch {
    return null;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(LANGUAGE_KEY, language);
  } catch {
    // As above.
  }
  history.replaceState(null, "", addressOf(new URL(window.location.href), { language }));
}

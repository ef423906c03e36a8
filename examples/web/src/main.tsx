import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/room.css";
import "./styles/stone.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { missingSupport } from "./app/missing-support.js";
import { RoomApp } from "./app/room-app.js";
import { addressOf, routeOf } from "./app/route.js";
import { wearAccent } from "./app/wear-accent.js";
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
    missing: missingSupport(globalThis),
    rememberLanguage: remember,
  });

  effect(() => {
    document.documentElement.lang = app.language.value;
    document.title = app.words.value.title;
  });
  wearAccent(app.shown);
  window.addEventListener("hashchange", () => {
    const { code } = routeOf(new URL(window.location.href));
    if (code !== undefined && code !== app.study.stone.peek()?.code) app.openCode(code);
  });

  render(<Room app={app} />, place);
  app.enter(route);
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

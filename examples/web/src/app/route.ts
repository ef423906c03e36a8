import { isLanguage, type Language } from "../language/languages.js";

/** What an address asks of the page. */
export interface Route {
  /** The code of a stone to cut, from `#vl0.…`; whether it is a good one is for the cutter to say. */
  readonly code?: string;
  /** The language, from `?lang=ko`. */
  readonly language?: Language;
  /** Whether the page stands in an exhibition, from `?exhibition`. */
  readonly exhibition: boolean;
}

/** Reads an address. The code stands behind the `#`, which browsers never send anywhere. */
export function routeOf(address: URL): Route {
  const code = /^#(vl.*)$/is.exec(decoded(address.hash))?.[1]?.trim();
  const language = address.searchParams.get("lang")?.toLowerCase().split("-")[0];
  return {
    ...(code === undefined ? {} : { code }),
    ...(isLanguage(language) ? { language } : {}),
    exhibition: address.searchParams.has("exhibition"),
  };
}

/** The same address in another language, and with another code or none. */
export function addressOf(address: URL, change: { readonly language?: Language; readonly code?: string | null }): URL {
  const changed = new URL(address);
  if (change.language !== undefined) changed.searchParams.set("lang", change.language);
  if (change.code !== undefined) changed.hash = change.code ?? "";
  return changed;
}

function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

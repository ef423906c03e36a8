import { english } from "./english.js";
import { korean } from "./korean.js";
import type { Language } from "./languages.js";
import { vietnamese } from "./vietnamese.js";
import type { Words } from "./words.js";

const WORDS: Readonly<Record<Language, Words>> = { en: english, ko: korean, vi: vietnamese };

/** Everything the page says, in one of its languages. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}

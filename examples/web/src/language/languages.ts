/** The languages of the page: those in which stones are explained. */
export const LANGUAGES = ["en", "ko", "vi"] as const;

/** One of them, as its tag (BCP 47). */
export type Language = (typeof LANGUAGES)[number];

/** Each language's name of itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  ko: "한국어",
  vi: "Tiếng Việt",
};

/** Whether a text is the tag of one of the languages. */
export function isLanguage(tag: string | null | undefined): tag is Language {
  return (LANGUAGES as readonly (string | null | undefined)[]).includes(tag);
}

/**
 * The language to begin in: what the address asks for, else what was chosen here before, else the first of the visitor's own that there is, else English.
 *
 * @param preferred - The visitor's languages, the dearest first, as `navigator.languages` has them.
 */
export function chooseLanguage(
  asked: Language | undefined,
  remembered: string | null,
  preferred: readonly string[],
): Language {
  if (asked !== undefined) return asked;
  if (isLanguage(remembered)) return remembered;
  return preferred.map((tag) => tag.toLowerCase().split("-")[0]).find(isLanguage) ?? "en";
}

import type { Gem } from "../gem.js";
import { english } from "./english.js";
import { ExplainLanguageError } from "./explain-language-error.js";
import { korean } from "./korean.js";
import type { PhraseBook } from "./phrase-book.js";
import { partsOf, readStone } from "./read-stone.js";
import type { StoneReading } from "./stone-reading.js";
import { vietnamese } from "./vietnamese.js";

const PHRASE_BOOKS = { en: english, ko: korean, vi: vietnamese } as const satisfies Record<string, PhraseBook>;

/** A language in which stones are explained: English, Korean or Vietnamese. */
export type ExplainLanguage = keyof typeof PHRASE_BOOKS;

/** The languages in which stones are explained, by their tags (BCP 47). */
export const EXPLAIN_LANGUAGES = Object.freeze(Object.keys(PHRASE_BOOKS)) as readonly ExplainLanguage[];

/** A property of a stone that has its cause in the voice; `question` is what the visitor may listen for, `voice` says which one of a twin follows. */
export type ExplainedTrait =
  | "voice"
  | "color"
  | "clearness"
  | "mineral"
  | "whole"
  | "height"
  | "tip"
  | "sides"
  | "longest"
  | "smallFaces"
  | "question";

/** What made a stone as it is, in words. */
export interface Explanation {
  /** The language of the words. */
  readonly language: ExplainLanguage;
  /** What there is to say, trait by trait, from the colour to the question; traits that this stone does not show are left out. Of a twin voice by voice. */
  readonly sentences: readonly { readonly trait: ExplainedTrait; readonly text: string }[];
  /** All sentences, one after another with a space between them. The last one is a question. */
  readonly text: string;
}

/**
 * Says in words what in a voice made its stone as it is: why deep or bright, whole or broken, tall or squat, what its longest crystal was,
 * and which angles stay whatever the voice says. For somebody who has never heard of a formant. Every sentence and number is read from the
 * gem itself, from its code and its solid and, where it was made of a recording, from its features; what the gem does not hold is not said.
 * The last sentence asks the visitor to listen again.
 *
 * @param gem - A gem of `createGem`, or of `cutGem` for what a code alone can tell.
 * @param language - `en` (default), `ko` or `vi`, alone or with a script or region, as in `ko-KR`.
 * @returns The same gem and language give the same words.
 * @throws {@link ExplainLanguageError} for another language.
 *
 * @example
 * ```ts
 * import { createGem, explain } from "vocalith";
 * declare const recording: Blob;
 * const gem = await createGem(recording);
 * for (const { text } of explain(gem, "ko").sentences) console.log(text);
 * ```
 */
export function explain(gem: Gem, language: string = "en"): Explanation {
  const known = languageOf(language);
  const book: PhraseBook = PHRASE_BOOKS[known];
  const stones = partsOf(gem).map(readStone);
  const [first] = stones;
  const sentences =
    stones.length === 1
      ? [...tell(first, book), say("question", book.question(first.question))]
      : [
          say("voice", book.voice(1)),
          ...tell(first, book),
          say("voice", book.voice(2)),
          ...tell(stones[1], book),
          say("question", book.question({ about: "twin", beats: 0, hasVoice: first.question.hasVoice })),
        ];
  return { language: known, sentences, text: sentences.map(({ text }) => text).join(" ") };
}

const say = (trait: ExplainedTrait, text: string) => ({ trait, text });

/** What there is to say of one stone, but the question. */
function tell(stone: StoneReading, book: PhraseBook): Explanation["sentences"][number][] {
  const { singer, mineral } = stone;
  return [
    say("color", book.color(stone.color)),
    say("clearness", book.clearness(stone.clearness)),
    say("mineral", book.mineral(mineral, singer)),
    say("whole", book.whole(stone.whole, mineral.isGrown)),
    ...(stone.height ? [say("height", book.height(stone.height))] : []),
    ...(stone.tip ? [say("tip", book.tip(stone.tip))] : []),
    ...(stone.sides ? [say("sides", book.sides(stone.sides))] : []),
    ...(stone.longest ? [say("longest", book.longest(stone.longest))] : []),
    say("smallFaces", book.smallFaces(stone.smallFaces, mineral.isGrown, singer)),
  ];
}

function languageOf(tag: unknown): ExplainLanguage {
  const accepted = EXPLAIN_LANGUAGES.join(", ");
  if (typeof tag !== "string") throw new ExplainLanguageError(String(tag), accepted);
  const [primary] = tag.toLowerCase().split(/[-_]/);
  const known = EXPLAIN_LANGUAGES.find((language) => language === primary);
  if (known === undefined) throw new ExplainLanguageError(JSON.stringify(tag.slice(0, 40)), accepted);
  return known;
}

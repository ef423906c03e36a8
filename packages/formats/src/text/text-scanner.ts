import { latin1, parseNumber } from "./parse-number.js";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** Longest piece of a file that a message shows. */
const SHOWN_CHARACTERS = 40;

/** Goes through the words of a text given as bytes, counting its lines. Words are what stands between spaces, tabs and line ends. */
export class TextScanner {
  readonly bytes: Uint8Array;
  /** Where the last word begins, */
  from = 0;
  /** and where it ends: scanning goes on from here. */
  to = 0;
  /** The line that scanning has come to, from 1. */
  line = 1;

  constructor(bytes: Uint8Array, start = 0, line = 1) {
    this.bytes = bytes;
    this.to = start;
    this.line = line;
  }

  /** Goes to the next word, past line ends; false at the end of the text. */
  nextWord(): boolean {
    this.#skipSpaces();
    while (this.#skipLineEnd()) this.#skipSpaces();
    return this.#takeWord();
  }

  /** Goes to the next word of this line; false where there is none. */
  nextWordOfLine(): boolean {
    this.#skipSpaces();
    return this.#takeWord();
  }

  /** Goes to the beginning of the next line; false at the end of the text. */
  nextLine(): boolean {
    const { bytes } = this;
    while (this.to < bytes.length && bytes[this.to] !== LINE_FEED && bytes[this.to] !== CARRIAGE_RETURN) this.to++;
    return this.#skipLineEnd();
  }

  /** The rest of this line, without spaces around it. */
  restOfLine(): string {
    const start = this.to;
    const { bytes } = this;
    while (this.to < bytes.length && bytes[this.to] !== LINE_FEED && bytes[this.to] !== CARRIAGE_RETURN) this.to++;
    return new TextDecoder().decode(bytes.subarray(start, this.to)).trim();
  }

  /** Whether the last word is this one, given in small letters; capital letters are the same. */
  isWord(word: string): boolean {
    if (this.to - this.from !== word.length) return false;
    for (let i = 0; i < word.length; i++) {
      const byte = this.bytes[this.from + i];
      if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== word.charCodeAt(i)) return false;
    }
    return true;
  }

  /** The last word as a number; NaN when it spells none. */
  number(): number {
    return parseNumber(this.bytes, this.from, this.to);
  }

  /** The last word. */
  text(): string {
    return latin1(this.bytes, this.from, this.to);
  }

  /** The last word for a message: quoted, printable, cut when long; where there is none, what stands there instead. */
  shown(insteadOfWord: string): string {
    if (this.from === this.to) return insteadOfWord;
    const end = Math.min(this.to, this.from + SHOWN_CHARACTERS);
    const text = latin1(this.bytes, this.from, end).replace(/[^\x20-\x7e]/g, "?");
    return `"${text}${end < this.to ? "..." : ""}"`;
  }

  #skipSpaces(): void {
    const { bytes } = this;
    let at = this.to;
    while (at < bytes.length && bytes[at] <= SPACE && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at++;
    this.to = at;
    this.from = at;
  }

  /** A line ends with LF, CR or both. */
  #skipLineEnd(): boolean {
    const byte = this.bytes[this.to];
    if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) return false;
    this.to += byte === CARRIAGE_RETURN && this.bytes[this.to + 1] === LINE_FEED ? 2 : 1;
    this.line++;
    return true;
  }

  #takeWord(): boolean {
    const { bytes } = this;
    let at = this.to;
    this.from = at;
    while (at < bytes.length && bytes[at] > SPACE) at++;
    this.to = at;
    return at > this.from;
  }
}

import { ThreeMfWriteError } from "./three-mf-write-error.js";

/** What XML 1.0 cannot hold, escaped or not: controls but tab and line ends, halves of surrogate pairs, U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * A text as it stands between tags. Line ends become line feeds, as every XML reader would make them: lib3mf knows no
 * numeric escapes, so a carriage return cannot be kept.
 *
 * @throws {@link ThreeMfWriteError} for a character that XML 1.0 cannot hold.
 */
export function xmlText(text: string, what: string): string {
  const impossible = IMPOSSIBLE.exec(text);
  if (impossible !== null) {
    const code = text.charCodeAt(impossible.index).toString(16).toUpperCase().padStart(4, "0");
    throw new ThreeMfWriteError(
      `the character U+${code} in ${what}`,
      "text without control characters, tabs and line ends aside",
    );
  }
  return text.replace(/\r\n?/g, "\n").replace(/[&<>"]/g, (character) => ESCAPES[character]);
}

/** A text as it stands within quotes: there tabs and line ends are spaces to every reader. */
export function xmlAttribute(text: string, what: string): string {
  return xmlText(text, what).replace(/[\t\n]/g, " ");
}

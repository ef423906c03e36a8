/** A text as one line of a comment: line ends and other controls become spaces, and no backslash joins it to the next line. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim()
    .replace(/\\+$/, "");
}

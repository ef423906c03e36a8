/** So many first bytes tell text from binary: text holds no control characters but tabs and line ends. */
const TOLD_BY_BYTES = 512;

/** Whether bytes are meant to be the text form: they begin with `solid` and hold no control characters, as binary would. */
export function isAsciiSTL(bytes: Uint8Array): boolean {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, TOLD_BY_BYTES));
  // A byte order mark, as latin1 shows it, may stand in front.
  return /^(\u00ef\u00bb\u00bf)?\s*solid(\s|$)/i.test(start) && !/\p{Cc}/u.test(start.replace(/\s/g, ""));
}

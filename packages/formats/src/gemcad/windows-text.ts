/** What Windows-1252, GemCad's character set, has for the bytes 0x80 to 0x9f. */
const HIGH_CONTROLS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const COMBINING_MARKS = /\p{Mn}/gu;

/** One line of text as GemCad can hold it: letters that Windows-1252 lacks lose their marks, the others become question marks. */
export function oneLine(text: string): string {
  let line = "";
  for (const character of text.replace(/\s*[\r\n]+\s*/g, " ")) {
    const code = character.charCodeAt(0);
    if (code < 0x20 || code === 0x7f) line += " ";
    else if (byteOf(character) !== undefined) line += character;
    else {
      const bare = [...character.normalize("NFD").replace(COMBINING_MARKS, "")];
      line += bare.every((part) => byteOf(part) !== undefined) ? bare.join("") : "?";
    }
  }
  return line;
}

/** One word as GemCad can hold it. */
export function oneWord(text: string): string {
  return oneLine(text).replace(/\s+/g, "_") || "?";
}

/** The bytes of a line in Windows-1252. */
export function windowsBytes(line: string): Uint8Array {
  return Uint8Array.from(line, (character) => byteOf(character) ?? 0x3f);
}

/** The text of bytes in Windows-1252. */
export function windowsText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes)
    text += byte >= 0x80 && byte < 0xa0 ? HIGH_CONTROLS[byte - 0x80] : String.fromCharCode(byte);
  return text;
}

function byteOf(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80 || (code >= 0xa0 && code < 0x100)) return code;
  const high = HIGH_CONTROLS.indexOf(character);
  return high < 0 ? undefined : 0x80 + high;
}

import type { SolidDocument } from "../solid-document.js";

/** What the comments of a text file say of a solid, a line each: program and unit, title, code, metadata. */
export function documentLines({ title, code, metadata }: SolidDocument): string[] {
  return [
    "vocalith, millimetres",
    `title: ${oneLine(title)}`,
    ...(code === undefined ? [] : [`code: ${oneLine(code)}`]),
    ...Object.entries(metadata).map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`),
  ];
}

/** Line ends and other controls become spaces, and no backslash at the end joins the line to the next. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\s\\]+$/, "")
    .trimStart();
}

/** Attributes of an element; numbers are written with at most two decimals, undefined ones are left out. */
export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/**
 * One SVG element as text.
 *
 * @param content - Elements inside it, already written; free text goes through {@link xmlText} first.
 *
 * @example
 * ```ts
 * svgElement("text", { x: 1 / 3 }, xmlText("a < b")); // <text x="0.33">a &lt; b</text>
 * ```
 */
export function svgElement(name: string, attributes: SvgAttributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? svgNumber(value) : xmlText(String(value))}"`)
    .join("");
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join("")}</${name}>`;
}

/** A length with at most two decimals: a hundredth of a pixel. */
export function svgNumber(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** Free text as XML 1.0 may hold it: markup escaped, characters that no XML file may hold (file names can) replaced. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

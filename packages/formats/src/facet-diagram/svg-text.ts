/** A length in millimetres as SVG takes it: hundredths, no trailing zeros, never -0. */
export function mm(value: number): string {
  const text = value.toFixed(2).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

/** Text for between tags or inside double quotes; characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** How a line of text stands. */
export interface TextStyle {
  /** Height of the type in mm. */
  readonly sizeMm: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly color?: string;
  /** Turned about its place by so many degrees, with the clock. */
  readonly turnDegrees?: number;
  /** A white rim, for type upon lines. */
  readonly halo?: boolean;
}

/** One line of text with its base line at y. */
export function textAt(x: number, y: number, text: string, style: TextStyle): string {
  const { sizeMm, anchor = "start", bold, italic, color, turnDegrees, halo } = style;
  const attributes = [
    `x="${mm(x)}" y="${mm(y)}" font-size="${mm(sizeMm)}"`,
    anchor === "start" ? "" : `text-anchor="${anchor}"`,
    bold ? 'font-weight="700"' : "",
    italic ? 'font-style="italic"' : "",
    color === undefined ? "" : `fill="${color}"`,
    turnDegrees === undefined ? "" : `transform="rotate(${mm(turnDegrees)} ${mm(x)} ${mm(y)})"`,
    halo ? `paint-order="stroke" stroke="#fff" stroke-width="${mm(0.35 * sizeMm)}" stroke-linejoin="round"` : "",
  ];
  return `<text ${attributes.filter((attribute) => attribute !== "").join(" ")}>${escapeXml(text)}</text>`;
}

/** Width that a line of text takes at most in a common sans-serif face, in mm. */
export function textWidthMm(text: string, sizeMm: number): number {
  let units = 0;
  for (const character of text) {
    if (/[ .,:;'|!ijlIft()/-]/.test(character)) units += 0.32;
    else if (/[mwMW@—–]/.test(character)) units += 0.9;
    else if (/[A-Z]/.test(character)) units += 0.7;
    else if (character.charCodeAt(0) > 0x2e7f) units += 1.02;
    else units += 0.57;
  }
  return units * sizeMm;
}

/** A file of SVG 1.1 with one user unit a millimetre, on white, in thin round lines and a plain face that every machine has. */
export function svgFile(widthMm: number, heightMm: number, title: string, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="${mm(widthMm)}mm" height="${mm(heightMm)}mm" viewBox="0 0 ${mm(widthMm)} ${mm(heightMm)}" font-family="Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" fill="#111" stroke-linecap="round" stroke-linejoin="round">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${mm(widthMm)}" height="${mm(heightMm)}" fill="#fff"/>`,
    ...body,
    "</svg>",
    "",
  ].join("\n");
}

/** Segments of four numbers each as one path; `place` moves and scales them, y upwards. */
export function segmentPath(
  segments: ArrayLike<number>,
  place: (x: number, y: number) => readonly [number, number],
): string {
  const parts: string[] = [];
  let [lastX, lastY] = ["", ""];
  for (let i = 0; i < segments.length; i += 4) {
    const [fromX, fromY] = place(segments[i], segments[i + 1]).map(mm);
    const [toX, toY] = place(segments[i + 2], segments[i + 3]).map(mm);
    if (fromX === toX && fromY === toY) continue;
    if (fromX !== lastX || fromY !== lastY) parts.push(`M${fromX} ${fromY}`);
    parts.push(`L${toX} ${toY}`);
    [lastX, lastY] = [toX, toY];
  }
  return parts.join("");
}

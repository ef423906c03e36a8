import PDFDocument from "pdfkit";
import type { Face } from "./page-element.js";

/** The standard faces of PDF, whose widths Arial and Liberation share. */
export const PDF_FACES: Readonly<Record<Face, string>> = {
  plain: "Helvetica",
  bold: "Helvetica-Bold",
  mono: "Courier",
};

/** Points in a millimetre. */
export const POINTS = 72 / 25.4;

/** Measures lines of text, and breaks them. */
export class TextMeasure {
  private readonly document = new PDFDocument({ autoFirstPage: false });

  /** Width of a line in mm. */
  widthMm(text: string, sizeMm: number, face: Face): number {
    return (
      this.document
        .font(PDF_FACES[face])
        .fontSize(sizeMm * POINTS)
        .widthOfString(printableText(text)) / POINTS
    );
  }

  /** The text cut short, with an ellipsis, to a width. */
  shortened(text: string, sizeMm: number, face: Face, widthMm: number): string {
    if (this.widthMm(text, sizeMm, face) <= widthMm) return text;
    const characters = [...text];
    while (characters.length > 0 && this.widthMm(`${characters.join("")}…`, sizeMm, face) > widthMm) characters.pop();
    return `${characters.join("").trimEnd()}…`;
  }

  /** The text in lines of a width, broken at spaces or, where a word is too long, within it; what is beyond `most` lines is cut short. */
  lines(text: string, sizeMm: number, face: Face, widthMm: number, most: number): string[] {
    const lines: string[] = [];
    let rest = text.replace(/\s+/g, " ").trim();
    while (rest !== "") {
      if (lines.length === most - 1) return [...lines, this.shortened(rest, sizeMm, face, widthMm)];
      const fitting = this.fittingLength(rest, sizeMm, face, widthMm);
      const space = fitting < rest.length ? rest.lastIndexOf(" ", fitting) : -1;
      const end = space > 0 ? space : fitting;
      lines.push(rest.slice(0, end));
      rest = rest.slice(end).trimStart();
    }
    return lines;
  }

  private fittingLength(text: string, sizeMm: number, face: Face, widthMm: number): number {
    let end = 0;
    for (const character of text) {
      const longer = end + character.length;
      if (end > 0 && this.widthMm(text.slice(0, longer), sizeMm, face) > widthMm) return end;
      end = longer;
    }
    return end;
  }
}

/** What Windows-1252, the letters of the standard faces, has beyond Latin-1. */
const WINDOWS_LETTERS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** Text in the letters of the standard faces: others lose their accents, or are shown as a question mark. */
export function printableText(text: string): string {
  return [...text.normalize("NFC")]
    .map((letter) => {
      if (isPrintable(letter)) return letter;
      const [plain] = letter.replaceAll("đ", "d").replaceAll("Đ", "D").normalize("NFD");
      return isPrintable(plain) ? plain : "?";
    })
    .join("");
}

function isPrintable(letter: string): boolean {
  return /^[\u0020-\u007e\u00a0-\u00ff]$/.test(letter) || WINDOWS_LETTERS.includes(letter);
}

import PDFDocument from "pdfkit";
import type { JobSheet } from "./job-sheet.js";
import { layOutSheet, PAGE_MM } from "./lay-out-sheet.js";
import type { PageElement } from "./page-element.js";
import { PDF_FACES, POINTS, printableText } from "./text-measure.js";

/** Stands in for the time of making, which the library wants to know and nobody else: the same sheet gives the same bytes. */
const NO_TIME = new Date(0);

/**
 * A gem's job sheet as a PDF file of one A4 page: the same page as {@link jobSheetHtml}, in the reader's own faces. These have the letters of western
 * Europe; others lose their accents or are shown as question marks, while the HTML shows them all.
 *
 * @returns The bytes of the file, the same for the same sheet: no time, no compression that differs from one version of zlib to another.
 */
export async function jobSheetPdf(sheet: JobSheet): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: PAGE_MM.map((side) => side * POINTS) as [number, number],
    margin: 0,
    compress: false,
    lang: "en",
    displayTitle: true,
    info: { Title: `Job sheet ${sheet.catalogueNumber}, ${sheet.title}`, Creator: "vocalith", CreationDate: NO_TIME },
  });
  const parts: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.on("data", (part: Uint8Array) => parts.push(part));
    document.on("end", resolve);
    document.on("error", reject);
  });
  for (const element of layOutSheet(sheet)) draw(document, element);
  document.end();
  await done;
  return Buffer.concat(parts);
}

function draw(document: PDFKit.PDFDocument, element: PageElement): void {
  switch (element.kind) {
    case "text": {
      const { x, y, sizeMm, face, color, anchor, isUpright } = element;
      const text = printableText(element.text);
      if (text === "") return;
      document
        .font(PDF_FACES[face])
        .fontSize(sizeMm * POINTS)
        .fillColor(color);
      const width = document.widthOfString(text);
      const back = anchor === "start" ? 0 : anchor === "middle" ? width / 2 : width;
      const options = { lineBreak: false, baseline: "alphabetic" } as const;
      if (isUpright) {
        document.save().rotate(-90, { origin: [x * POINTS, y * POINTS] });
        document.text(text, x * POINTS - back, y * POINTS, options);
        document.restore();
      } else document.text(text, x * POINTS - back, y * POINTS, options);
      return;
    }
    case "rectangle":
      document
        .rect(element.x * POINTS, element.y * POINTS, element.width * POINTS, element.height * POINTS)
        .fill(element.color);
      return;
    case "lines": {
      const { segments, widthMm, color } = element;
      document.lineWidth(widthMm * POINTS).lineCap("round");
      for (let i = 0; i < segments.length; i += 4) {
        document.moveTo(segments[i] * POINTS, segments[i + 1] * POINTS);
        document.lineTo(segments[i + 2] * POINTS, segments[i + 3] * POINTS);
      }
      if (segments.length > 0) document.stroke(color);
      return;
    }
    case "image":
      document.image(Buffer.from(element.png), element.x * POINTS, element.y * POINTS, {
        width: element.width * POINTS,
        height: element.height * POINTS,
      });
  }
}

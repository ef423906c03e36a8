// Runs in the browser, not in Node: the page that readme-picture.ts and the pixel test drive.
import { type GemPictureOptions, renderGemPicture } from "@vocalith/three";
import { fromGemMessage, type GemMessage } from "./gem-message.js";

/** A sheet of pictures: RGBA bytes in base 64. */
export interface Sheet {
  readonly base64: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

declare global {
  /** What the page answers to. */
  var gemPage: typeof import("./gem-page.js");
}

/** Draws one gem and keeps its pixels in the page under a name. */
export async function draw(name: string, message: GemMessage, options: GemPictureOptions): Promise<void> {
  drawn.set(name, await renderGemPicture(fromGemMessage(message), options));
}

/** The pixels of a gem drawn before, RGBA. */
export function pixelsOf(name: string): number[] {
  return [...picture(name).data];
}

/** Places pictures drawn before on one sheet, row by row, with captions each below as many pictures as share it. */
export function sheet(names: readonly string[], columns: number, captions: readonly string[] = []): Promise<Sheet> {
  const first = picture(names[0] ?? "");
  const canvas = document.createElement("canvas");
  canvas.width = first.width * columns;
  canvas.height = first.height * Math.ceil(names.length / columns);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no 2D canvas");
  names.forEach((name, place) => {
    context.putImageData(picture(name), (place % columns) * first.width, Math.floor(place / columns) * first.height);
  });
  const shared = names.length / captions.length;
  context.font = `${Math.max(11, Math.round(first.height / 18))}px sans-serif`;
  context.fillStyle = "#8a8a94";
  context.textAlign = "center";
  captions.forEach((caption, at) => {
    const place = at * shared;
    const middle = ((place % columns) + shared / 2) * first.width;
    context.fillText(caption, middle, (Math.floor(place / columns) + 0.97) * first.height);
  });
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () =>
      resolve({ base64: String(reader.result).replace(/^.*,/, ""), widthPx: width, heightPx: height });
    reader.readAsDataURL(new Blob([data]));
  });
}

/** What a browser makes of an image file, RGBA. */
export async function decodeImage(base64: string): Promise<number[]> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  if (context === null) throw new Error("no 2D canvas");
  context.drawImage(bitmap, 0, 0);
  return [...context.getImageData(0, 0, bitmap.width, bitmap.height).data];
}

const drawn = new Map<string, ImageData>();

function picture(name: string): ImageData {
  const found = drawn.get(name);
  if (found === undefined) throw new Error(`nothing drawn under "${name}"`);
  return found;
}

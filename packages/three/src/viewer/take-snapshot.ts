import { GemViewerError } from "./gem-viewer-error.js";
import type { OrbitView } from "./orbit-view.js";
import { type SnapshotOptions, settleSnapshot } from "./picture-options.js";
import { PictureTaker, type Studio } from "./picture-taker.js";

/** Takes a picture of what is seen, framed for its own shape, as PNG. */
export async function takeSnapshot(
  studio: Studio,
  view: OrbitView,
  options: SnapshotOptions,
  signal: AbortSignal,
): Promise<Blob> {
  const { widthPx, heightPx, samples } = settleSnapshot(options);
  const taker = new PictureTaker(studio, widthPx, heightPx, samples);
  try {
    return await toPNG(await taker.take(view.lookFor(widthPx / heightPx), view.azimuth, signal));
  } finally {
    taker.dispose();
  }
}

async function toPNG(picture: ImageData): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (png !== null) return png;
  throw new GemViewerError(
    `a picture of ${picture.width} x ${picture.height} pixels that the browser could not write`,
    "a smaller picture",
    "Ask for fewer pixels.",
  );
}

import type { Gem } from "../gem.js";
import { drawGem } from "../picture/draw-gem.js";
import { encodePng } from "../picture/encode-png.js";

const SIZE_PX = 256;
const SAMPLES = 4;
/** A brilliant is looked at from above, so that its crown is seen. */
const BRILLIANT_ELEVATION_DEGREES = 36;

/** A small picture of a gem, as the bytes of a PNG file, as windows of files show it. */
export function drawThumbnail(gem: Gem): Uint8Array {
  return encodePng(
    drawGem(gem, {
      widthPx: SIZE_PX,
      heightPx: SIZE_PX,
      samples: SAMPLES,
      ...(gem.cut === "brilliant" && { elevationDegrees: BRILLIANT_ELEVATION_DEGREES }),
    }),
  );
}

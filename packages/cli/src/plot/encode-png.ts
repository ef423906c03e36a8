import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** Every row as its difference from the one above: it halves spectrograms of speech, whose strokes stand upright. */
const FILTER_UP = 2;

/**
 * A grey picture as PNG (RFC 2083), eight bits a pixel.
 *
 * Node's own zlib does the work; the encoders on the registry would add a dependency for what is left, three chunks.
 *
 * @param grey - `widthPx x heightPx`, row by row from the top, 0 black to 255 white.
 */
export function encodePng(grey: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const rows = new Uint8Array((widthPx + 1) * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const to = y * (widthPx + 1);
    rows[to] = FILTER_UP;
    for (let x = 0; x < widthPx; x++) {
      const at = y * widthPx + x;
      rows[to + 1 + x] = grey[at] - (y > 0 ? grey[at - widthPx] : 0);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header[8] = 8;
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", new Uint8Array(0))]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}

// Draws the page's icons from a real stone: `tsx --conditions ws-source vite/draw-icons.ts`, in `examples/web`. The same bytes on every machine.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cutGem, drawGem } from "vocalith";
import { writePNG } from "../../../tests/pictures/write-png.js";

/** The code of `fixtures/voices/laughter.wav`. */
const LAUGHTER = "vl0.ShD1C5KxeqCdP1yBya48wuipNEP36Dw1Jug8FlXeWyqdJFw7231snUfpPD5WpTQfdB1LELaT";

/** `fill`: a maskable icon keeps all that matters within a circle of 80 % of its width. */
const ICONS = [
  { file: "stone-180.png", sizePx: 180, fill: 0.86 },
  { file: "stone-192.png", sizePx: 192, fill: 0.86 },
  { file: "stone-512.png", sizePx: 512, fill: 0.86 },
  { file: "stone-maskable-512.png", sizePx: 512, fill: 0.6 },
] as const;

/** Of 256 steps every second one: nobody sees it, and the file is a third smaller. */
const coarser = (value: number) => value & 254;

const stone = await cutGem(LAUGHTER);
for (const { file, sizePx, fill } of ICONS) {
  const { rgba } = drawGem(stone, { widthPx: sizePx, heightPx: sizePx, fill, middle: 0.51, samples: 16 });
  const png = writePNG(Uint8Array.from(rgba, coarser), sizePx, sizePx);
  writeFileSync(join(import.meta.dirname, "../public/icons", file), png);
  process.stdout.write(`${file} ${png.length} bytes\n`);
}

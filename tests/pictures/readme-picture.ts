import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { GemPictureOptions } from "@vocalith/three";
import { createGem, cutGem, type Gem } from "vocalith";
import { toGemMessage } from "./gem-message.js";
import { openGemPage } from "./open-gem-page.js";
import { writePNG } from "./write-png.js";

const USAGE = `npm run picture -- [recording or code ...]     a sheet of these gems; without any, six of the fixtures
  --one RECORDING|CODE   a picture of one gem
  --output FILE.png      where to write (default docs/pictures/six-voices.png)
  --view quarter|front|side|back|DEGREES    how the stone is turned (default quarter); several, with commas, beside one another
  --captions             the file's name below each gem
  --columns N            gems in a row (default 3)
  --size PIXELS          width and height of one gem's picture (default 560)
  --samples N            rays a pixel: 4 for a look, 24 for a wall (default 24)
`;

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const SIX_VOICES = ["calm-deep", "excited-deep", "calm-high", "excited-high", "child", "bird"];
const AZIMUTH_DEGREES: Readonly<Record<string, number>> = { quarter: -20, front: 0, side: 90, back: 160 };

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      one: { type: "string" },
      output: { type: "string" },
      view: { type: "string", default: "quarter" },
      columns: { type: "string", default: "3" },
      size: { type: "string", default: "560" },
      samples: { type: "string", default: "24" },
      captions: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const sources =
    values.one !== undefined
      ? [values.one]
      : positionals.length > 0
        ? positionals
        : SIX_VOICES.map((name) => join(ROOT, "fixtures/voices", `${name}.wav`));
  const output = resolve(values.output ?? join(ROOT, "docs/pictures", values.one ? "one-voice.png" : "six-voices.png"));
  const sizePx = Number(values.size);
  const options: GemPictureOptions = {
    widthPx: sizePx,
    heightPx: sizePx,
    samples: Number(values.samples),
  };
  const azimuthsDegrees = values.view.split(",").map((view) => AZIMUTH_DEGREES[view] ?? Number(view));

  const { page, close } = await openGemPage();
  try {
    for (const source of sources) {
      const started = performance.now();
      const message = toGemMessage(await gemOf(source));
      for (const azimuthDegrees of azimuthsDegrees) {
        await page.evaluate(([name, gem, how]) => globalThis.gemPage.draw(name, gem, how), [
          `${source} ${azimuthDegrees}`,
          message,
          { ...options, azimuthDegrees },
        ] as const);
      }
      process.stderr.write(`${source}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    }
    const names = sources.flatMap((source) => azimuthsDegrees.map((azimuth) => `${source} ${azimuth}`));
    const columns = Math.min(Number(values.columns), sources.length) * azimuthsDegrees.length;
    const captions = values.captions ? sources.map(captionOf) : [];
    const sheet = await page.evaluate(([of, across, below]) => globalThis.gemPage.sheet(of, across, below), [
      names,
      columns,
      captions,
    ] as const);
    await mkdir(dirname(output), { recursive: true });
    await writeFile(`${output}.part`, writePNG(Buffer.from(sheet.base64, "base64"), sheet.widthPx, sheet.heightPx));
    await rename(`${output}.part`, output);
    process.stdout.write(`${output}\n`);
    return 0;
  } finally {
    await close();
  }
}

/** A recording's name without its folder and ending, a code's first letters. */
function captionOf(source: string): string {
  return /^vl\d+\./.test(source) ? source.slice(0, 12) : basename(source, extname(source));
}

async function gemOf(source: string): Promise<Gem> {
  return /^vl\d+\./.test(source) ? cutGem(source) : createGem(await readFile(source));
}

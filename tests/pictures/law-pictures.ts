import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createGem } from "vocalith";
import { SWEEPS, voicesOf } from "../law/one-trait-at-a-time.js";
import { toGemMessage } from "./gem-message.js";
import { openGemPage } from "./open-gem-page.js";
import { writePNG } from "./write-png.js";

const USAGE = `npm run picture:law -- [trait ...]     rows of stones, one trait of a voice changed at a time
  traits             ${Object.keys(SWEEPS).join(", ")} (default all)
  --output FOLDER    where law-TRAIT.png go (default docs/pictures)
  --size PIXELS      width and height of one stone (default 160)
  --samples N        rays a pixel (default 5)
`;

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      output: { type: "string", default: join(ROOT, "docs/pictures") },
      size: { type: "string", default: "160" },
      samples: { type: "string", default: "5" },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.find((trait) => !Object.hasOwn(SWEEPS, trait));
  if (values.help || unknown !== undefined) {
    (values.help ? process.stdout : process.stderr).write(USAGE);
    return values.help ? 0 : 2;
  }
  const traits = Object.entries(SWEEPS).filter(([trait]) => positionals.length === 0 || positionals.includes(trait));
  const folder = resolve(values.output);
  await mkdir(folder, { recursive: true });
  const how = {
    widthPx: Number(values.size),
    heightPx: Number(values.size),
    samples: Number(values.samples),
    azimuthDegrees: -20,
  };

  const { page, close } = await openGemPage();
  try {
    for (const [trait, sweep] of traits) {
      const names: string[] = [];
      for (const [step, voice] of voicesOf(sweep).entries()) {
        const name = `${trait} ${step}`;
        const message = toGemMessage(await createGem(voice));
        await page.evaluate(([as, gem, options]) => globalThis.gemPage.draw(as, gem, options), [
          name,
          message,
          how,
        ] as const);
        names.push(name);
      }
      const row = await page.evaluate(([of, across]) => globalThis.gemPage.sheet(of, across), [
        names,
        names.length,
      ] as const);
      const path = join(folder, `law-${trait}.png`);
      await writeFile(`${path}.part`, writePNG(Buffer.from(row.base64, "base64"), row.widthPx, row.heightPx));
      await rename(`${path}.part`, path);
      process.stdout.write(`${path}\n`);
    }
    return 0;
  } finally {
    await close();
  }
}

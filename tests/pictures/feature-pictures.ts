// Draws the fixtures that docs/voice-features.md shows, as `vocalith analyze --plot` does.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { plotVoice } from "../../packages/cli/src/plot/plot-voice.js";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = join(ROOT, "docs/pictures");
const VOICES = ["calm-deep", "bird"];

await mkdir(FOLDER, { recursive: true });
for (const name of VOICES) {
  const recording = await decode(await readFile(join(ROOT, "fixtures/voices", `${name}.wav`)));
  const path = join(FOLDER, `features-${name}.svg`);
  await writeFile(`${path}.part`, plotVoice(recording, analyzeVoice(recording), `${name}.wav`));
  await rename(`${path}.part`, path);
  process.stdout.write(`${path}\n`);
}

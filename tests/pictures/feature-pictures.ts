// Draws the voices that docs/voice-features.md shows, as `vocalith analyze --plot` does: fixtures, and one that ends its phrases in creak.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decode, fromSamples, type Recording } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { type Contour, synthesizeVoice } from "@vocalith/testkit";
import { plotVoice } from "../../packages/cli/src/plot/plot-voice.js";

const ROOT = join(import.meta.dirname, "../..");
const FOLDER = join(ROOT, "docs/pictures");
const VOICES = ["calm-deep", "bird"];

/** Twice a vowel that glides into another, 115 Hz falling to 44 at its end. */
function creakingVoice(): Recording {
  const twice = (points: readonly (readonly [seconds: number, value: number])[]): Contour =>
    [0, 1.6].flatMap((start) => points.map(([seconds, value]) => [start + seconds, value] as const));
  const { samples, sampleRateHz } = synthesizeVoice({
    durationSeconds: 3.2,
    sampleRateHz: 16_000,
    seed: 5,
    levelDb: -20,
    backgroundDb: -75,
    frequencyHz: twice([
      [0.15, 105],
      [0.45, 122],
      [0.95, 92],
      [1.05, 47],
      [1.45, 44],
    ]),
    jitter: 0.012,
    shimmer: 0.04,
    aspiration: 0.02,
    voicing: twice([
      [0.12, 0],
      [0.18, 1],
      [0.95, 0.8],
      [1.3, 0.4],
      [1.4, 0],
    ]),
    pulseShape: 0.9,
    formants: [
      {
        frequencyHz: twice([
          [0.3, 700],
          [1, 360],
        ]),
        bandwidthHz: 80,
      },
      {
        frequencyHz: twice([
          [0.3, 1150],
          [1, 2100],
        ]),
        bandwidthHz: 90,
      },
      { frequencyHz: 2550, bandwidthHz: 130 },
      { frequencyHz: 3450, bandwidthHz: 170 },
      { frequencyHz: 4500, bandwidthHz: 220 },
      { frequencyHz: 5500, bandwidthHz: 300 },
      { frequencyHz: 6500, bandwidthHz: 300 },
      { frequencyHz: 7500, bandwidthHz: 300 },
    ],
  });
  return fromSamples([samples], sampleRateHz);
}

async function draw(name: string, title: string, recording: Recording): Promise<void> {
  const path = join(FOLDER, `features-${name}.svg`);
  await writeFile(`${path}.part`, plotVoice(recording, analyzeVoice(recording), title));
  await rename(`${path}.part`, path);
  process.stdout.write(`${path}\n`);
}

await mkdir(FOLDER, { recursive: true });
for (const name of VOICES) {
  await draw(name, `${name}.wav`, await decode(await readFile(join(ROOT, "fixtures/voices", `${name}.wav`))));
}
await draw("creaky", "a voice that ends in creak", creakingVoice());

// How long each arrow takes for a minute of voice, after warming up, on one core: `npm run bench`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { writeWAV } from "@vocalith/testkit";
import { createGem, cutGem, encodeVoice } from "vocalith";

const RATE_HZ = 48_000;
const DURATION_SECONDS = 60;
const RUNS = 7;

/** The lively fixtures, whose stones are the hardest to cut, one after another until a minute is full, at 48 kHz. */
async function minuteOfVoice(): Promise<Uint8Array> {
  const folder = join(import.meta.dirname, "../../fixtures/voices");
  const names = readdirSync(folder).filter((name) => /^(excited|laughter|child).*\.wav$/.test(name));
  const samples = new Float32Array(RATE_HZ * DURATION_SECONDS);
  let filled = 0;
  for (let i = 0; filled < samples.length; i++) {
    const { channels, sampleRateHz } = await decode(readFileSync(join(folder, names[i % names.length])));
    const step = sampleRateHz / RATE_HZ;
    const length = Math.min(Math.floor(channels[0].length / step) - 1, samples.length - filled);
    for (let at = 0; at < length; at++) {
      const place = at * step;
      const before = Math.floor(place);
      const share = place - before;
      samples[filled + at] = channels[0][before] * (1 - share) + channels[0][before + 1] * share;
    }
    filled += length;
  }
  return writeWAV([samples], RATE_HZ);
}

async function time(run: () => unknown): Promise<{ firstMs: number; medianMs: number }> {
  const start = performance.now();
  await run();
  const firstMs = performance.now() - start;
  const warm: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const before = performance.now();
    await run();
    warm.push(performance.now() - before);
  }
  return { firstMs, medianMs: warm.sort((a, b) => a - b)[RUNS >> 1] };
}

const bytes = await minuteOfVoice();
const whole = await time(() => createGem(bytes).then((gem) => gem.toSTL()));
const recording = await decode(bytes);
const features = analyzeVoice(recording);
const code = encodeVoice(features);
const gem = await cutGem(code);

const rows: [string, { firstMs: number; medianMs: number }][] = [
  ["decode   bytes -> Recording", await time(() => decode(bytes))],
  ["analyze  Recording -> VoiceFeatures", await time(() => analyzeVoice(recording))],
  ["encode   VoiceFeatures -> GemCode", await time(() => encodeVoice(features))],
  ["cut      GemCode -> Gem", await time(() => cutGem(code))],
  ["write    Gem -> STL", await time(() => gem.toSTL())],
  ["whole    bytes -> STL", whole],
];
const { triangles, facets } = gem.measure();
const lines = [
  `${DURATION_SECONDS} s at ${RATE_HZ / 1000} kHz, Node ${process.versions.node}, ${process.arch}; median of ${RUNS} warm runs`,
  `the stone: ${gem.crystals.length} crystals, ${facets} facets, ${triangles} triangles`,
  "",
  `${"".padEnd(38)}${"first ms".padStart(10)}${"warm ms".padStart(10)}${"x real time".padStart(13)}`,
  ...rows.map(
    ([name, { firstMs, medianMs }]) =>
      name.padEnd(38) +
      firstMs.toFixed(1).padStart(10) +
      medianMs.toFixed(1).padStart(10) +
      Math.round((1000 * DURATION_SECONDS) / medianMs)
        .toString()
        .padStart(13),
  ),
];
process.stdout.write(`${lines.join("\n")}\n`);

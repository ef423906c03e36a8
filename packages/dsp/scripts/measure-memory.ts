/**
 * Pushes an hour of a synthetic voice at 48 kHz through a `VoiceAnalyzer`, a tenth of a second at a time, and prints the most memory that the process
 * took, its own 56 MB before the first sample included. Bundled first, for the loader of TypeScript takes 40 MB itself:
 *
 *     esbuild packages/dsp/scripts/measure-memory.ts --bundle --platform=node --format=esm --conditions=ws-source --outfile=measure-memory.mjs
 *     node measure-memory.mjs [minutes] [human|bird|whale|auto]
 */
import { VoiceAnalyzer, type VoiceAnalyzerOptions } from "../src/index.js";
import { synthesizeVoice } from "../test/synthesize-voice.js";

const RATE_HZ = 48_000;
const PHRASE_SECONDS = 10;

const minutes = Number(process.argv[2] ?? 60);
const register = (process.argv[3] ?? "auto") as NonNullable<VoiceAnalyzerOptions["register"]>;
const centreHz = { auto: 150, human: 150, bird: 3000, whale: 40 }[register];
const voice = synthesizeVoice({
  durationSeconds: PHRASE_SECONDS,
  sampleRateHz: RATE_HZ,
  highestHz: 12_000,
  frequencyHz: (t) => (t % 0.7 < 0.5 ? centreHz * (1 + 0.25 * Math.sin(2.1 * t)) : 0),
  amplitude: (t) => 0.2 + Math.abs(Math.sin(5 * t)),
  jitter: 0.005,
  shimmer: 0.02,
});

const analyzer = new VoiceAnalyzer({ sampleRateHz: RATE_HZ, register });
const piece = RATE_HZ / 10;
const before = process.memoryUsage().rss;
let mostBytes = before;
let mostKept = 0;
const look = () => {
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  mostBytes = Math.max(mostBytes, rss);
  mostKept = Math.max(mostKept, heapUsed + arrayBuffers);
};
const start = process.cpuUsage();
for (let second = 0; second < 60 * minutes; second++) {
  for (let tenth = 0; tenth < 10; tenth++) {
    const at = ((second * 10 + tenth) * piece) % voice.length;
    analyzer.push(voice.subarray(at, at + piece));
  }
  if (second % 5 === 0) look();
  if (second % 600 === 599) say(`${(second + 1) / 60} min pushed`);
}
const features = analyzer.finish((share) => {
  look();
  say(`${(100 * share).toFixed(0)} % finished`);
});
look();
say(`${features.pitch.frequencyHz.length} frames, ${features.syllables.length} syllables`);
// The operating system keeps the highest mark, in kilobytes.
process.stdout.write(`highest mark: ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB\n`);
const { user, system } = process.cpuUsage(start);
process.stdout.write(`processor time: ${((user + system) / 1e6).toFixed(1)} s\n`);

function say(what: string): void {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  const { rss, arrayBuffers } = process.memoryUsage();
  process.stdout.write(
    `${what}: ${megabytes(rss)} MB resident, ${megabytes(arrayBuffers)} MB in arrays; at most ${megabytes(mostBytes)} MB resident (${megabytes(before)} before), ${megabytes(mostKept)} MB in objects and arrays\n`,
  );
}

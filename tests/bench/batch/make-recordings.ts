import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  composeUtterance,
  type Manner,
  type SeededRandom,
  type Speaker,
  seededRandom,
  synthesizeVoice,
  writeWAV,
} from "@vocalith/testkit";

/** How long each recording is. */
export const RECORDING_SECONDS = 10;
/** One recording in so many is bad. */
export const BAD_EVERY = 50;

const GROUPS = ["men", "women", "children"] as const;
/** As telephones, old and new microphones and studios record. */
const RATES_HZ = [16_000, 22_050, 44_100, 48_000] as const;
const ONSETS = ["m", "n", "l", "r", "w", "j", "b", "d", "g", "p", "t", "k", "s", "f", "v", "S", "h", ""];
const VOWELS = ["a", "e", "i", "o", "u", "E", "O", "I", "A", "V"];

/**
 * Makes the recording of so great a number: the same number, the same bytes. Men, women and children, each from calm to beside himself, at four
 * rates; every fiftieth is a file that nobody can cut.
 */
export function makeRecording(number: number): { readonly path: string; readonly bytes: Uint8Array } {
  const random = seededRandom(7919 * number + 1);
  if (number % BAD_EVERY === BAD_EVERY - 1) {
    return { path: `bad/recording-${number}.wav`, bytes: BAD[Math.floor(number / BAD_EVERY) % BAD.length]() };
  }
  const group = number % GROUPS.length;
  const excitement = random.uniform();
  const manner = mannerOf(excitement, random);
  const score = composeUtterance(speakerOf(group, random), manner, wordsFor(manner, random), {
    seed: number + 1,
    sampleRateHz: RATES_HZ[Math.floor(number / GROUPS.length) % RATES_HZ.length],
    backgroundDb: between(random, -72, -55),
  });
  const { samples, sampleRateHz } = synthesizeVoice(score);
  return {
    path: `${GROUPS[group]}/${excitement < 0.5 ? "calm" : "excited"}/recording-${number}.wav`,
    bytes: writeWAV([samples.subarray(0, RECORDING_SECONDS * sampleRateHz)], sampleRateHz),
  };
}

/** Writes recordings by their numbers into a folder and says how many bytes they are. */
export function makeRecordings(folder: string, numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) {
    const { path, bytes } = makeRecording(number);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    total += bytes.length;
  }
  return total;
}

const between = (random: SeededRandom, from: number, to: number) => from + (to - from) * random.uniform();
const oneOf = <T>(random: SeededRandom, list: readonly T[]): T =>
  list[Math.min(list.length - 1, Math.floor(random.uniform() * list.length))];

function speakerOf(group: number, random: SeededRandom): Speaker {
  const factor = () => between(random, 0.95, 1.05);
  return {
    tractScale: [between(random, 0.9, 1.02), between(random, 1.12, 1.22), between(random, 1.3, 1.5)][group],
    pitchHz: [between(random, 85, 140), between(random, 175, 240), between(random, 260, 340)][group],
    pulseShape: between(random, 0.6, 1.2),
    breath: between(random, 0.03, 0.15),
    formantFactors: [factor(), factor(), factor(), factor()],
    jitter: between(random, 0.003, 0.009),
    shimmer: between(random, 0.02, 0.05),
  };
}

function mannerOf(excitement: number, random: SeededRandom): Manner {
  const mix = (calm: number, excited: number) => calm + (excited - calm) * excitement;
  return {
    syllablesPerSecond: mix(3, 6) * between(random, 0.9, 1.1),
    pitchShiftSemitones: mix(0, 9),
    accentSemitones: mix(2, 9),
    declinationSemitones: mix(2.5, 5),
    effort: mix(-0.4, 1),
    pauseSeconds: mix(0.4, 0.15),
    levelDb: mix(-27, -15),
  };
}

/** Invented words in phrases of three to seven, as many as fill the time. */
function wordsFor(manner: Manner, random: SeededRandom): string {
  const syllable = () => `${oneOf(random, ONSETS)}${oneOf(random, VOWELS)}`;
  const phrases: string[] = [];
  for (let seconds = 0; seconds < RECORDING_SECONDS + 0.5; ) {
    const words: string[] = [];
    const length = 3 + Math.floor(5 * random.uniform());
    for (let i = 0; i < length && seconds < RECORDING_SECONDS + 0.5; i++) {
      const syllables = Array.from({ length: 1 + Math.floor(3 * random.uniform()) }, syllable);
      words.push(`'${syllables.join("-")}`);
      // Ends of words and stresses are drawn out: see composeUtterance.
      seconds += (syllables.length * 0.85 + 0.7) / manner.syllablesPerSecond;
    }
    phrases.push(`${words.join(" ")},`);
    seconds += manner.pauseSeconds;
  }
  return phrases.join(" ");
}

/** What goes wrong with recordings: nothing in them, silence, noise, another kind of file, cut off in the header, a wrong claim. */
const BAD: readonly (() => Uint8Array)[] = [
  () => new Uint8Array(0),
  () => writeWAV([new Float32Array(160_000)], 16_000),
  () => new TextEncoder().encode("This is a letter, not a recording.\n".repeat(40)),
  () => writeWAV([Float32Array.of(0.1, 0.2, 0.1, -0.1)], 16_000),
  () => writeWAV([new Float32Array(1000)], 16_000).subarray(0, 30),
  () => Uint8Array.from({ length: 4096 }, (_, i) => (i * 167 + (i >> 3)) & 255),
];

/**
 * Measures what tells speakers apart, and what moves with the recording channel.
 *
 *     npx tsx --conditions ws-source packages/dsp/scripts/measure-speakers.ts <folder named as in speaker-samples.ts> [step]
 *
 * First table: each lasting trait's deviation between speakers (means of calm sentences), the F-ratio of between to within, over calm sentences and over all
 * moods, and how far each channel moves it, as a root mean square in shares of the deviation between speakers. Second: area under the
 * ROC curve of same against different speaker for pairs of different sentences, by the distance of identities. Every pair is judged by a model
 * learned without either of its speakers. Of the calm recordings every `step`-th goes through the channels (default 2).
 */
import type { VoiceSummary } from "../src/index.js";
import { completeVoice, speakerIdentity } from "../src/summary/speaker-identity.js";
import { fitSpeakerModel } from "./fit-speaker-model.js";
import { RECORDING_CHANNELS } from "./recording-channels.js";
import { type SpeakerSample, speakerSamples } from "./speaker-samples.js";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Give the folder of the recordings.");
const step = Number(process.argv[3] ?? 2);
const channels = Object.keys(RECORDING_CHANNELS);
let calmFiles = 0;
const samples = await speakerSamples(folder, (index, calm) => {
  const own = channels[index % channels.length];
  return calm && calmFiles++ % step === 0 ? ["clean", ...channels] : ["clean", own];
});
const speakers = [...new Set(samples.map(({ speaker }) => speaker))];
const clean = samples.filter(({ channel }) => channel === "clean");
const calm = clean.filter((sample) => sample.calm);
printTraits();
printPairs();

function traitsOf({ speaker, utterance }: VoiceSummary): Record<string, number> {
  return {
    ...Object.fromEntries(speaker.formantHz.map((f, k) => [`F${k + 1}, octaves`, Math.log2(f)])),
    "tract, octaves": Math.log2(speaker.vocalTractLengthMm),
    "low tone, octaves": Math.log2(speaker.pitchBaseHz),
    "median pitch, octaves": Math.log2(speaker.pitchMedianHz),
    "centroid, octaves": Math.log2(speaker.centroidHz),
    "tilt, dB/octave": speaker.spectralTiltDbPerOctave,
    "harmonicity, dB": speaker.harmonicsToNoiseDb,
    arousal: utterance.arousal,
    ...Object.fromEntries(speaker.melCepstrumMean.map((c, k) => [`c${k + 1}, dB`, c])),
    ...Object.fromEntries(speaker.identity.map((x, k) => [`identity ${k + 1}`, x])),
  };
}

function printTraits(): void {
  print(["trait", "between", "F calm", "F all", ...channels].join("\t"));
  for (const trait of Object.keys(traitsOf(clean[0].summary))) {
    const value = (sample: SpeakerSample) => traitsOf(sample.summary)[trait];
    const between = deviation(speakers.map((s) => mean(calm.filter((c) => c.speaker === s).map(value))));
    const ratio = (part: readonly SpeakerSample[]) => {
      const means = speakers.map((s) => mean(part.filter((c) => c.speaker === s).map(value)));
      const within = speakers.map((s) => deviation(part.filter((c) => c.speaker === s).map(value)) ** 2);
      return deviation(means) ** 2 / mean(within);
    };
    const moved = channels.map((channel) => {
      const shifts = samples
        .filter((s) => s.calm && s.channel === channel)
        .map((s) => value(s) - value(clean.find(({ file }) => file === s.file) as SpeakerSample));
      return Math.sqrt(mean(shifts.map((x) => x * x))) / between;
    });
    print([trait, ...[between, ratio(calm), ratio(clean), ...moved].map((x) => x.toFixed(2))].join("\t"));
  }
}

function printPairs(): void {
  const sets: Record<string, readonly [readonly SpeakerSample[], readonly SpeakerSample[]]> = {
    calm: [calm, calm],
    "all moods": [clean, clean],
  };
  for (const channel of channels) {
    sets[`calm, one through ${channel}`] = [calm, samples.filter((s) => s.calm && s.channel === channel)];
  }
  const learned = samples.filter((s) => s.channel === "clean" || s.channel === ownChannel(s));
  const distances = Object.fromEntries(
    Object.keys(sets).map((name) => [name, { same: [] as number[], other: [] as number[] }]),
  );
  speakers.forEach((one, k) => {
    for (const two of speakers.slice(k)) {
      const model = fitSpeakerModel(learned.filter((s) => s.speaker !== one && s.speaker !== two));
      const identities = new Map(
        samples
          .filter((s) => s.speaker === one || s.speaker === two)
          .map((s) => [s, speakerIdentity(completeVoice(s.traits, model), model)] as const),
      );
      for (const [name, [left, right]] of Object.entries(sets)) {
        for (const a of left) {
          if (a.speaker !== one) continue;
          for (const b of right) {
            if (b.speaker !== two || a.sentence === b.sentence) continue;
            const apart = distance(identities.get(a) ?? [], identities.get(b) ?? []);
            distances[name][one === two ? "same" : "other"].push(apart);
          }
        }
      }
    }
  });
  print("\npairs\tAUC");
  for (const [name, { same, other }] of Object.entries(distances))
    print(`${name}\t${areaUnderCurve(same, other).toFixed(3)}`);
}

/** The channel that the learning script hears a file through. */
function ownChannel({ file }: SpeakerSample): string {
  return channels[clean.findIndex((sample) => sample.file === file) % channels.length];
}

/** How often a pair of one speaker lies closer than one of two. */
function areaUnderCurve(same: readonly number[], other: readonly number[]): number {
  const sorted = Float64Array.from(other).sort();
  let won = 0;
  for (const value of same) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] > value) high = middle;
      else low = middle + 1;
    }
    won += sorted.length - low;
  }
  return won / (same.length * other.length);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, x, k) => sum + (x - b[k]) ** 2, 0));
}

function mean(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

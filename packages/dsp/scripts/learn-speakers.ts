/**
 * Learns `src/summary/speaker-model.ts` and prints it.
 *
 *     npx tsx --conditions ws-source packages/dsp/scripts/learn-speakers.ts <folder of the Berlin Database of Emotional Speech>
 *
 * Each recording is heard as it is and through one of the channels of `recording-channels.ts`, in turn, so that what a channel does to a voice
 * counts as variation within the speaker.
 */

import { fitSpeakerModel } from "./fit-speaker-model.js";
import { RECORDING_CHANNELS } from "./recording-channels.js";
import { speakerSamples } from "./speaker-samples.js";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Give the folder of the recordings.");
const channels = Object.keys(RECORDING_CHANNELS);
const samples = await speakerSamples(folder, (index) => ["clean", channels[index % channels.length]]);
const model = fitSpeakerModel(samples);
const numbers = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(4))).join(", ");
process.stdout.write(`// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a learned number may come near one.
/** What tells a speaker: numbers learned by \`scripts/learn-speakers.ts\`. */
export interface SpeakerModel {
  /** Of the 28 traits over a population. */
  readonly mean: readonly number[];
  /** Their covariance: lower triangle row by row, 406 numbers. */
  readonly covariance: readonly number[];
  /** Deviation of each of the 9 levels above the core from what the core foretells of it. */
  readonly foretoldDeviation: readonly number[];
  /** Axes of the identity: \`12 x 28\`. */
  readonly axes: readonly number[];
}

/**
 * Learned by \`scripts/learn-speakers.ts\` from the ten speakers of the Berlin Database of Emotional Speech (Burkhardt et al. 2005), in all moods, as they
 * are and through telephones, noise, rooms and other microphones.
 */
export const SPEAKER_MODEL: SpeakerModel = {
  mean: [${numbers(model.mean)}],
  covariance: [${numbers(model.covariance)}],
  foretoldDeviation: [${numbers(model.foretoldDeviation)}],
  axes: [${numbers(model.axes)}],
};
`);

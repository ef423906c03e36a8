/**
 * Learns the networks that judge pitch candidates and writes `src/pitch/candidate-model.ts` and `src/pitch/bird-candidate-model.ts`.
 *
 *     node --max-old-space-size=6000 --import tsx --conditions ws-source packages/dsp/scripts/learn-pitch.ts <folder of the FDA evaluation database> [even|odd]
 *
 * First is learned which candidate of a voiced frame is its pitch, then from the likely ones of a frame and its neighbours whether it has voice.
 * With `even` or `odd` only every second sentence is learned from and nothing is written: then the error on the others is printed.
 */
import { writeFile } from "node:fs/promises";
import { candidateLogOdds } from "../src/pitch/candidate-log-odds.js";
import type { CandidateModel } from "../src/pitch/candidate-model.js";
import { allFrames } from "../src/pitch/frame-range.js";
import type { NetworkWeights } from "../src/pitch/network.js";
import { findPitchPath } from "../src/pitch/pitch-path.js";
import { newShareOf, PATH_COSTS } from "../src/pitch/pitch-tracker.js";
import { favourSpeakersRange } from "../src/pitch/speaker-range.js";
import { REGISTERS, type RegisterSettings } from "../src/register.js";
import type { KnownPitch } from "./known-pitch.js";
import { learnNetwork } from "./learn-network.js";
import { birdSounds, humanSounds, type LearningSound } from "./learning-sounds.js";
import { inNoise, laryngographSpeech } from "./pitch-corpus.js";
import { choiceExamples, type Heard, hear, voicingExamples } from "./pitch-examples.js";

const ROUNDS = { choice: 7, voicing: 6 };
/** Added to the odds of human voice: a voiced frame that is lost costs a gem more than a pause that is filled. */
const LEAN = 0.6;

const [folder, half] = process.argv.slice(2);
if (folder === undefined) throw new Error("Give the folder of the laryngograph sentences.");
const isMine = (sentence: number) => half === undefined || (sentence % 2 === 0) === (half === "even");
const human = await learn(humanSounds(folder, isMine), REGISTERS.human, 16, 24, LEAN);
if (half !== undefined) {
  const others = (await laryngographSpeech(folder, 1)).filter((_, i) => !isMine(i));
  for (const decibels of [Infinity, 10, 0]) {
    const sounds =
      decibels === Infinity ? others : others.map((known, i) => inNoise(known, "white", decibels, 9000 + i));
    print(`sentences held out, ${decibels} dB: ${measure(sounds, REGISTERS.human, human)}`);
  }
} else {
  await write(
    "candidate-model",
    `import type { NetworkWeights } from "./network.js";

/** The networks behind \`candidateLogOdds\`. */
export interface CandidateModel {
  /** Which candidate of a frame is its pitch: inputs as \`CandidateInputs\` writes them. */
  readonly choice: NetworkWeights;
  /** Whether a frame has voice: inputs as \`VoicingInputs\` writes them. */
  readonly voicing: NetworkWeights;
}

/**
 * Learned by \`scripts/learn-pitch.ts\` from laryngograph speech (Bagshaw et al. 1993) played at four speeds, from synthetic men, women,
 * children, creaking voices and sopranos, and from whispers and noise without pitch; clean, in white, pink and brown noise, in babble, with
 * hum, in rooms and through a telephone.
 */
export const CANDIDATE_MODEL`,
    human,
  );
  await write(
    "bird-candidate-model",
    `import type { CandidateModel } from "./candidate-model.js";

/**
 * Learned by \`scripts/learn-pitch.ts\` from synthetic whistles, chirps and harmonic calls between 600 and 9500 Hz, clean and in white and
 * pink noise.
 */
export const BIRD_CANDIDATE_MODEL`,
    await learn(birdSounds(), REGISTERS.bird, 12, 16, 0),
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function learn(
  sounds: AsyncIterable<LearningSound>,
  settings: RegisterSettings,
  choiceUnits: number,
  voicingUnits: number,
  lean: number,
): Promise<CandidateModel> {
  const heard: Heard[] = [];
  for await (const { known, weight } of sounds) heard.push(hear(known, weight, settings));
  const choice = learnNetwork(choiceExamples(heard, settings), {
    hidden: choiceUnits,
    rounds: ROUNDS.choice,
    mayBeNone: false,
  });
  const examples = voicingExamples(heard, settings, choice);
  const voicing = learnNetwork(examples, { hidden: voicingUnits, rounds: ROUNDS.voicing, mayBeNone: true });
  return { choice, voicing: { ...voicing, outputBias: Number((voicing.outputBias + lean).toPrecision(3)) } };
}

/** Share of frames with a wrong voicing decision or a pitch over 20 % off. */
function measure(sounds: readonly KnownPitch[], settings: RegisterSettings, candidateModel: CandidateModel): string {
  let frames = 0;
  let wrong = 0;
  let gross = 0;
  let voiced = 0;
  for (const known of sounds) {
    const { candidates } = hear(known, 1, settings);
    const logOdds = candidateLogOdds(candidates, { ...settings, candidateModel }, settings.pitchHopSeconds);
    favourSpeakersRange(candidates, logOdds, settings.pitchHopSeconds, allFrames(candidates));
    const newShare = newShareOf(settings, settings.pitchHopSeconds);
    const { choice } = findPitchPath(candidates, logOdds, settings.pitchHopSeconds, PATH_COSTS, newShare);
    known.frequencyHz.forEach((truth, i) => {
      const frame = Math.min(choice.length - 1, Math.round((i * known.stepSeconds) / settings.pitchHopSeconds + 1e-6));
      const chosen = choice[frame] ?? -1;
      const found = chosen < 0 ? 0 : candidates.frequencyHz.values[candidates.first.values[frame] + chosen];
      frames++;
      if (found > 0 !== truth > 0) wrong++;
      else if (truth > 0) {
        voiced++;
        if (Math.abs(found / truth - 1) > 0.2) gross++;
      }
    });
  }
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`;
  return `${percent(wrong + gross, frames)} of frames wrong, ${percent(gross, voiced)} of voiced ones gross`;
}

async function write(name: string, head: string, { choice, voicing }: CandidateModel): Promise<void> {
  const list = (values: readonly number[]) => `[${values.join(", ")}]`;
  const network = ({ hiddenWeights, hiddenBias, outputWeights, outputBias }: NetworkWeights) => `{
    hiddenWeights: ${list(hiddenWeights)},
    hiddenBias: ${list(hiddenBias)},
    outputWeights: ${list(outputWeights)},
    outputBias: ${outputBias},
  }`;
  const text = `${head}: CandidateModel = {
  choice: ${network(choice)},
  voicing: ${network(voicing)},
};
`;
  await writeFile(new URL(`../src/pitch/${name}.ts`, import.meta.url), text);
}

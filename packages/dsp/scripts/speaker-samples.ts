import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode, type Recording } from "@vocalith/audio";
import { analyzeVoice, type VoiceSummary } from "../src/index.js";
import { Listener } from "../src/listener.js";
import { lastingTraits } from "../src/summary/speaker-identity.js";
import { voiceLevels } from "../src/timbre/clean-cepstra.js";
import { heardFilters } from "../src/timbre/complete-band.js";
import { noiseFloor } from "../src/timbre/noise-floor.js";
import { through } from "./recording-channels.js";

const HOP_SECONDS = 0.01;

/** One recording of one speaker through one channel. */
export interface SpeakerSample {
  readonly file: string;
  readonly speaker: string;
  readonly sentence: string;
  /** Whether it was spoken calmly: neutral or bored. */
  readonly calm: boolean;
  /** A name of `RECORDING_CHANNELS`, or "clean". */
  readonly channel: string;
  readonly summary: VoiceSummary;
  /** The 28 lasting traits, not completed. */
  readonly traits: readonly number[];
}

/**
 * Hears a folder of the Berlin Database of Emotional Speech: files are named speaker (2 characters), sentence (3), emotion (1), take.
 *
 * @param channelsOf - Which channels a file is heard through.
 */
export async function speakerSamples(
  folder: string,
  channelsOf: (index: number, calm: boolean) => readonly string[],
): Promise<SpeakerSample[]> {
  const samples: SpeakerSample[] = [];
  const files = (await readdir(folder)).filter((name) => name.endsWith(".wav")).sort();
  for (const [index, file] of files.entries()) {
    const recording = await decode(await readFile(join(folder, file)));
    const calm = "NL".includes(file.slice(5, 6));
    for (const channel of channelsOf(index, calm)) {
      const heard = channel === "clean" ? recording : through(recording, channel);
      const { summary } = analyzeVoice(heard, { register: "human" });
      samples.push({
        file,
        speaker: file.slice(0, 2),
        sentence: file.slice(2, 5),
        calm,
        channel,
        summary,
        traits: traitsOf(heard, summary),
      });
    }
  }
  return samples;
}

/** The lasting traits as the summary's identity is drawn from them. */
function traitsOf(recording: Recording, { speaker }: VoiceSummary): number[] {
  const { channels, sampleRateHz } = recording;
  const listener = new Listener({ sampleRateHz, hopSeconds: HOP_SECONDS, register: "human" });
  listener.push(channels[0]);
  listener.finish();
  const heard = listener.heard("human");
  const { bandEdgeHz, pitch } = heard;
  const spectra = heard.takeSpectra();
  const carries = Uint8Array.from(pitch.frequencyHz, (f) => (f > 0 ? 1 : 0));
  const floor = noiseFloor(spectra.melPower, listener.levelDb);
  const { clearShares, meanDb } = voiceLevels(spectra.melPower, carries, floor);
  const highestHz = Math.min(sampleRateHz / 2, bandEdgeHz);
  return lastingTraits({
    levelsDb: meanDb,
    clearShares,
    heardFilters: heardFilters(spectra.melCentreHz, highestHz),
    highestHz,
    formantHz: speaker.formantHz,
    pitchBaseHz: speaker.pitchBaseHz,
    pitchMedianHz: speaker.pitchMedianHz,
  });
}

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode, type Recording } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { encodeVoice, speciesDistance } from "vocalith";
import { through } from "../../../packages/dsp/scripts/recording-channels.js";
import { tellSpeakers } from "./speaker-pairs.js";

const PIECE_SECONDS = 4;

/** How the recordings are made alike before they are heard; the names of `RECORDING_CHANNELS`. */
const LIKENESSES: Readonly<Record<string, readonly string[]>> = {
  "as they are": [],
  "300 to 3400 Hz": ["telephone"],
  "300 to 3400 Hz and white noise at 20 dB": ["telephone", "white"],
};

/** Tells people whom the model was not learned from: recordings of a folder cut into pieces, a subfolder being one more person, every file of it a piece. */
export async function otherPeople(folder: string): Promise<Readonly<Record<string, number>>> {
  const pieces = await readPieces(folder);
  const figures: Record<string, number> = {};
  for (const [name, channels] of Object.entries(LIKENESSES)) {
    const heard = pieces.map(({ speaker, sentence, recording }) => {
      const alike = channels.reduce(through, recording);
      return { speaker, sentence, species: encodeVoice(analyzeVoice(alike, { register: "human" })).species };
    });
    figures[name] = tellSpeakers(heard, (a, b) => speciesDistance(a.species, b.species));
  }
  return figures;
}

async function readPieces(folder: string) {
  const pieces: { speaker: string; sentence: string; recording: Recording }[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      for (const file of (await readdir(path)).filter((name) => name.endsWith(".wav")).sort()) {
        const recording = await decode(await readFile(join(path, file)));
        pieces.push({ speaker: entry.name, sentence: `${entry.name}/${file}`, recording });
      }
    } else if (entry.name.endsWith(".wav")) {
      const recording = await decode(await readFile(path));
      const length = Math.round(PIECE_SECONDS * recording.sampleRateHz);
      for (let from = 0; from + length <= recording.channels[0].length; from += length) {
        const channels = recording.channels.map((samples) => samples.subarray(from, from + length));
        pieces.push({
          speaker: entry.name,
          sentence: `${entry.name}/${from}`,
          recording: { ...recording, channels, durationSeconds: PIECE_SECONDS },
        });
      }
    }
  }
  return pieces;
}

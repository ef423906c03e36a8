import type { VoiceFeatures } from "@vocalith/dsp";
import type { GemCode } from "../code/gem-code.js";
import { indexOfMost } from "./index-of-most.js";
import { isWhispered } from "./is-whispered.js";
import type { BeatReading, QuestionReading, StoneReading } from "./stone-reading.js";

/** What is most notable in this stone, as something to listen for. */
export function readQuestion(
  { singer, sides, longest, tip, smallFaces, whole }: Omit<StoneReading, "question">,
  { specimen }: GemCode,
  features: VoiceFeatures | undefined,
  beatAt: (index: number) => BeatReading,
): QuestionReading {
  const { syllables } = specimen;
  const known = { beats: syllables.length, hasVoice: features !== undefined };
  if (syllables.length === 1) return { about: "single", ...known };
  if (isWhispered(features)) {
    return { about: "whisper", beat: beatAt(indexOfMost(syllables.map(({ force }) => force))), ...known };
  }
  const highest = beatAt(indexOfMost(syllables.map(({ pitch }) => pitch)));
  if (singer !== "person") return { about: "song", beat: highest, ...known };

  // Each by how far it stands out, as a share of what a stone can show of it.
  const fall = tip?.fallSemitones ?? 0;
  const candidates: readonly (readonly [number, Pick<QuestionReading, "about" | "beat">])[] = [
    [0.1, { about: "level" }],
    [longest === undefined ? 0 : 0.4 + whole.brokenOut / 20, { about: "longest", beat: longest?.beat }],
    [fall / 9, { about: "fall" }],
    [-fall / 9, { about: "rise" }],
    [sides?.highest === undefined ? 0 : 0.4, { about: "highest", beat: sides?.highest }],
    [smallFaces.brightest === undefined ? 0 : 0.2, { about: "brightest", beat: smallFaces.brightest }],
  ];
  const [, chosen] = candidates[indexOfMost(candidates.map(([weight]) => weight))];
  return { ...chosen, ...known };
}

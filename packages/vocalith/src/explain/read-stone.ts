import asin from "@stdlib/math-base-special-asin";
import type { VoiceFeatures } from "@vocalith/dsp";
import { BEAT_SECONDS } from "../code/beat-seconds.js";
import { CRYSTAL_SYSTEMS, FIELD_MAXIMA, type GemCode } from "../code/gem-code.js";
import { parseGemCode } from "../code/gem-code-text.js";
import { formNormals, primaryNormals } from "../cuts/crystal/mineral.js";
import { readMelody } from "../cuts/melody.js";
import type { Gem, GemColor, GemCrystal } from "../gem.js";
import { beatsOfSyllables } from "../law/specimen.js";
import { indexOfMost } from "./index-of-most.js";
import { isWhispered } from "./is-whispered.js";
import { readColorName } from "./read-color-name.js";
import { readQuestion } from "./read-question.js";
import { flatEndShare, heightOverWidth, lengthOf } from "./read-shape.js";
import type {
  BeatReading,
  Clearness,
  ColorReading,
  HeightReading,
  LongestReading,
  MineralReading,
  SidesReading,
  SmallFacesReading,
  StoneReading,
  TipReading,
} from "./stone-reading.js";

const { species: speciesMaxima, specimen: specimenMaxima, syllable: syllableMaxima } = FIELD_MAXIMA;

/** One voice's stone: a gem, or one of the two of a twin. */
export interface StonePart {
  readonly code: string;
  readonly cut: Gem["cut"];
  readonly color: GemColor;
  readonly crystals: readonly GemCrystal[];
  readonly facets: number;
  readonly features?: VoiceFeatures;
}

/** The stones of a gem: one, or two of a twin, who spoke first in front. */
export function partsOf({ individuals, crystals, cut, mesh }: Gem): readonly StonePart[] {
  return individuals.map(({ code, color, crystals: [from, to], features }) => ({
    code,
    cut,
    color,
    crystals: crystals.slice(from, to),
    facets: mesh.facets.filter(({ solid }) => solid >= from && solid < to).length,
    features,
  }));
}

/** Everything that may be said of a stone, each fact read from its code, its solid or, where it has them, its features. */
export function readStone(gem: StonePart): StoneReading {
  const code = parseGemCode(gem.code);
  const { features } = gem;
  const { syllables, excitement } = code.specimen;
  const singer = singerOf(code, features);
  const isGrown = gem.cut === "crystal";
  const brokenOut = gem.crystals.length - 1;
  const beatAt = (index: number) => readBeat(index, features);
  const common = {
    singer,
    color: readColor(gem, code),
    clearness: readClearness(code, features),
    mineral: readMineral(gem, code, singer, isGrown),
    whole: {
      excitementPercent: Math.round((100 * excitement) / specimenMaxima.excitement),
      beats: syllables.length,
      brokenOut,
    },
    smallFaces: readSmallFaces(code, beatAt),
  };
  const grown = isGrown && {
    height: readHeight(gem, code),
    tip: isNearlyWhole(gem) ? readTip(gem, code, features) : undefined,
    sides: isNearlyWhole(gem) ? readSides(code, beatAt) : undefined,
    longest: readLongest(gem, code, beatAt),
  };
  const told = { ...common, ...grown };
  return { ...told, question: readQuestion(told, code, features, beatAt) };
}

/** Whether the heart is what is seen. */
const isNearlyWhole = (gem: StonePart) => gem.crystals.length <= 3;

/** Of animals the law makes systems of their own; a code alone tells them by these. */
function singerOf(code: GemCode, features: VoiceFeatures | undefined): StoneReading["singer"] {
  const system = CRYSTAL_SYSTEMS[code.species.system];
  const register =
    features?.summary.speaker.register ?? (system === "cubic" ? "bird" : system === "monoclinic" ? "whale" : "human");
  return register === "human" ? "person" : register;
}

function readBeat(index: number, features: VoiceFeatures | undefined): BeatReading {
  const beats = features && beatsOfSyllables(features)[index];
  if (beats === undefined || features?.syllables.length === 0) return { place: index + 1 };
  const strongest = beats[indexOfMost(beats.map(({ levelDb }) => levelDb))];
  return { place: index + 1, seconds: strongest.nucleusSeconds };
}

function readColor(gem: StonePart, code: GemCode): ColorReading {
  const name = readColorName(gem.color);
  const heightPercent = Math.round((100 * code.species.resonance) / speciesMaxima.resonance);
  const speaker = gem.features?.summary.speaker;
  if (speaker === undefined) return { name, heightPercent, cause: { from: "code" } };
  if (speaker.register !== "human") {
    return Number.isNaN(speaker.pitchMedianHz)
      ? { name, heightPercent, cause: { from: "code" } }
      : { name, heightPercent, cause: { from: "song", noteHz: speaker.pitchMedianHz } };
  }
  const { vocalTractLengthMm, pitchBaseHz } = speaker;
  return {
    name,
    heightPercent,
    cause: {
      from: "voice",
      ...(!Number.isNaN(vocalTractLengthMm) && { tubeCm: vocalTractLengthMm / 10 }),
      ...(!Number.isNaN(pitchBaseHz) && { lowNoteHz: pitchBaseHz }),
    },
  };
}

function readClearness({ species }: GemCode, features: VoiceFeatures | undefined): Clearness {
  if (isWhispered(features)) return "whispered";
  const share = species.purity / speciesMaxima.purity;
  if (share >= 0.67) return "clear";
  return share <= 0.33 ? "veiled" : "between";
}

function readMineral(
  gem: StonePart,
  { species }: GemCode,
  singer: StoneReading["singer"],
  isGrown: boolean,
): MineralReading {
  const system = CRYSTAL_SYSTEMS[species.system];
  const { facets } = gem;
  if (!isGrown || singer !== "person") return { system, isGrown, facets };
  const [x, y, z] = formNormals(species.system, species.resonance, 0, species.forms[0]);
  const sides = primaryNormals(species.system, species.resonance);
  let nearest = -1;
  for (let i = 0; i < sides.length; i += 3) {
    if (Math.abs(sides[i + 2]) > 1e-6) continue;
    nearest = Math.max(nearest, sides[i] * x + sides[i + 1] * y + sides[i + 2] * z);
  }
  const angleDegrees = 90 - (asin(Math.min(1, nearest)) * 180) / Math.PI;
  return { system, isGrown, facets, angleDegrees };
}

/** From this excitement on, the crystals of a spray lean enough to make it wide. */
const LEANING_EXCITEMENT = 0.55;

function readHeight(gem: StonePart, { specimen }: GemCode): HeightReading | undefined {
  const ratio = heightOverWidth(gem.crystals);
  const { syllables, excitement } = specimen;
  const isSpray = !isNearlyWhole(gem);
  if (isSpray && (ratio >= 0.95 || excitement < LEANING_EXCITEMENT * specimenMaxima.excitement)) return undefined;
  return {
    kind: isSpray ? "spread" : ratio >= 1.15 ? "tall" : ratio <= 0.85 ? "squat" : "even",
    ratio,
    beats: syllables.length,
    beatSeconds: syllables.reduce((sum, { length }) => sum + BEAT_SECONDS[length], 0) / syllables.length,
  };
}

/** The end of the heart, where what is seen and what is heard agree. */
function readTip(gem: StonePart, { specimen }: GemCode, features: VoiceFeatures | undefined): TipReading | undefined {
  const { syllables } = specimen;
  const fallSemitones = 12 * readMelody(syllables).fallOctaves;
  const flatShare = flatEndShare(gem.crystals[0].halfSpaces);
  if (fallSemitones >= 3 && flatShare >= 0.25) return { kind: "blunt", fallSemitones };
  if (fallSemitones > 1 || flatShare > 0.2) return undefined;
  if (syllables.length === 1 || isWhispered(features)) return { kind: "pointed" };
  return { kind: "pointed", fallSemitones };
}

/** A melody that lifts no side further than this share of the most hardly moves. */
const LEVEL_MELODY = 0.35;

function readSides({ specimen }: GemCode, beatAt: (index: number) => BeatReading): SidesReading | undefined {
  if (specimen.syllables.length < 3) return undefined;
  const { times, at } = readMelody(specimen.syllables);
  const lifts = times.map((time) => at(time).melody);
  const highest = indexOfMost(lifts);
  return lifts[highest] < LEVEL_MELODY ? {} : { highest: beatAt(highest) };
}

function readLongest(
  gem: StonePart,
  { specimen }: GemCode,
  beatAt: (index: number) => BeatReading,
): LongestReading | undefined {
  const [, ...brokenOut] = gem.crystals;
  if (brokenOut.length === 0) return undefined;
  const lengths = brokenOut.map(lengthOf);
  const longest = indexOfMost(lengths);
  const [index] = brokenOut[longest].syllables;
  const { force } = specimen.syllables[index];
  return {
    beat: beatAt(index),
    isStrongest: specimen.syllables.every((beat) => beat.force <= force),
    lengthMm: lengths[longest],
  };
}

function readSmallFaces({ specimen }: GemCode, beatAt: (index: number) => BeatReading): SmallFacesReading {
  const { syllables } = specimen;
  const brightness = syllables.map((beat) => beat.brightness);
  const brightest = indexOfMost(brightness);
  const spread = brightness[brightest] - Math.min(...brightness);
  const roughness = syllables.reduce((sum, beat) => sum + beat.roughness, 0) / syllables.length;
  return {
    ...(spread >= 3 && { brightest: beatAt(brightest) }),
    isRough: roughness >= 0.5 * syllableMaxima.roughness,
  };
}

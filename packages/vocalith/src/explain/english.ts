import type { PhraseBook } from "./phrase-book.js";
import type { BeatReading, Clearness, ColorName, MineralReading } from "./stone-reading.js";

const COLORS: Readonly<Record<ColorName, string>> = {
  blueBlack: "blue-black",
  violet: "deep violet",
  plum: "plum-coloured",
  ruby: "ruby red",
  fire: "fire-coloured, like an opal held to the light",
  gold: "golden",
  green: "green as young leaves",
  turquoise: "sea-green",
  rainbow: "of nearly every colour at once",
};

const MINERALS: Readonly<Record<MineralReading["system"], string>> = {
  monoclinic: "slanting (monoclinic), as gypsum does",
  hexagonal: "six-sided (hexagonal), as beryl and emerald do",
  trigonal: "three-fold (trigonal), as calcite does",
  tetragonal: "four-sided (tetragonal), as zircon does",
  orthorhombic: "lozenge-shaped (orthorhombic), as topaz does",
  cubic: "alike in all three directions (cubic), as pyrite and garnet do",
};

const CLEARNESS: Readonly<Record<Clearness, string>> = {
  clear: "The tone is clear, with little noise in it, and so the colour is full.",
  between: "Some breath or noise is mixed into the tone, and it takes a little strength from the colour.",
  veiled: "Breath or roughness veils the tone, and so the colour is muted.",
  whispered: "A whisper is breath without a tone, and so the colour is as quiet as a stone's can be.",
};

const beatOf = ({ place, seconds }: BeatReading) =>
  seconds === undefined ? `beat ${place}` : `beat ${place}, at ${seconds.toFixed(1)} s`;
const beats = (count: number) => (count === 1 ? "1 beat" : `${count} beats`);
const semitones = (count: number) => (Math.round(count) === 1 ? "1 semitone" : `${Math.round(count)} semitones`);

/** Whole sentences in English. A beat is a syllable or a note, or several neighbours of a long recording. */
export const english: PhraseBook = {
  voice: (place) =>
    place === 1
      ? "Two voices have grown into one another here; of these, the first."
      : "And now the second, turned half round, so that the two face one another.",

  color({ name, heightPercent, cause }) {
    const stone = `The stone is ${COLORS[name]}`;
    if (cause.from === "code") {
      return `${stone}, because its code puts the voice at ${heightPercent} on a scale from 0, as deep as a whale, to 100, as high as a small bird: the deeper, the darker.`;
    }
    if (cause.from === "song") {
      return `${stone}, because the song lies around ${Math.round(cause.noteHz)} vibrations a second: the deeper a song, the darker its stone, and the higher, the brighter.`;
    }
    const { tubeCm, lowNoteHz } = cause;
    const tube = `throat and mouth ring like a tube ${tubeCm?.toFixed(1)} cm long`;
    const note = `the low notes lie near ${Math.round(lowNoteHz ?? 0)} vibrations a second`;
    if (tubeCm !== undefined && lowNoteHz !== undefined) {
      return `${stone}: ${tube}, and ${note}. The longer the tube and the lower the notes, the darker the stone.`;
    }
    if (tubeCm !== undefined) return `${stone}: ${tube}. The longer the tube, the darker the stone.`;
    if (lowNoteHz !== undefined) return `${stone}: ${note}. The lower the notes, the darker the stone.`;
    return `${stone}: neither a note nor the size of throat and mouth could be made out, so its colour keeps to the middle.`;
  },

  clearness: (clearness) => CLEARNESS[clearness],

  mineral({ system, angleDegrees, isGrown, facets }, singer) {
    if (!isGrown) {
      return `It was not grown but cut, into ${facets} faces; the angles of the cut come from what stays in this voice, the proportions from what it said.`;
    }
    if (singer !== "person") {
      return `It grew ${MINERALS[system]}, a kind that only ${singer === "bird" ? "voices in the range of birds" : "voices in the range of whales"} give.`;
    }
    return `It grew ${MINERALS[system]}, and its first small faces lean ${angleDegrees?.toFixed(1)}° away from the nearest side. The angles are this speaker's own: another sentence of the same voice grows another shape, but keeps close to these angles.`;
  },

  whole({ excitementPercent, beats: count, brokenOut }, isGrown) {
    const scale = `on a scale from 0, calm, to 100, beside itself, the voice stands at ${excitementPercent}`;
    if (!isGrown) return `As for its excitement, ${scale}.`;
    if (brokenOut === 0)
      return `It is one whole stone: ${scale}, and that kept ${count === 1 ? "its one beat whole" : `its ${count} beats together`}.`;
    const broke = `${brokenOut} of ${beats(count)} broke out of the heart as ${brokenOut === 1 ? "a crystal of its own" : "crystals of their own"}`;
    const opening = 2 * brokenOut > count ? "Excitement pulled it apart" : "It is beginning to open";
    const spiral =
      brokenOut > 2 ? " Walk around it: they follow one another along a spiral, in the order of time." : "";
    return `${opening}: ${scale}, and ${broke}.${spiral}`;
  },

  height({ kind, ratio, beats: count, beatSeconds }) {
    if (kind === "spread") {
      return `It is only ${ratio.toFixed(1)} times as high as wide, because excitement leans the crystals outwards.`;
    }
    const shape = { tall: "tall", even: "about as tall as wide", squat: "squat" }[kind];
    return `It is ${shape}, ${ratio.toFixed(1)} times as high as wide: ${beats(count)} of about ${beatSeconds.toFixed(2)} s. What is slow and long grows tall, what is quick and short stays low.`;
  },

  tip({ kind, fallSemitones }) {
    if (kind === "blunt") {
      return `Its end is flat, because all in all the voice sinks by ${semitones(fallSemitones ?? 0)} from beginning to end.`;
    }
    if (fallSemitones === undefined) return "Its end is sharp, because no melody comes down at the end to blunt it.";
    if (fallSemitones < -1)
      return `Its end is sharp: all in all the voice climbs by ${semitones(-fallSemitones)} from beginning to end.`;
    return "Its end is sharp: from beginning to end the voice keeps its height.";
  },

  sides({ highest }) {
    const way = "Going once round the stone is going once through the recording";
    if (highest === undefined) return `${way}; the melody hardly moves, and so the sides stand nearly even.`;
    return `${way}: sides stand out where the melody rises above its course, and it does so most at ${beatOf(highest)}.`;
  },

  longest({ beat, isStrongest, lengthMm }) {
    const why = isStrongest ? "none was stronger" : "it was strong and held long";
    return `The longest crystal, ${Math.round(lengthMm)} mm, is ${beatOf(beat)}: ${why}.`;
  },

  smallFaces({ brightest, isRough }, isGrown, singer) {
    const sounds = singer === "person" ? "dark as in “oo” or bright as in “ee” and “s”" : "dull or bright";
    const told = `The small faces tell of the colour of the sound, ${sounds}`;
    const where = isGrown && brightest !== undefined ? `; they cut deepest around ${beatOf(brightest)}` : "";
    const rough = isGrown && isRough ? " Roughness or breath lets single sides sink in." : "";
    return `${told}${where}.${rough}`;
  },

  question({ about, beat, beats: count, hasVoice }) {
    const again = hasVoice ? "Listen once more" : "If you have the recording, listen once more";
    const at = beat === undefined ? "" : beatOf(beat);
    const questions: Readonly<Record<typeof about, string>> = {
      twin: `${again} to both: which voice gives way to the other, and where?`,
      single: `${again}: what moves within this one beat, and what stays still?`,
      whisper: `${again} to ${at}: what tells you the word when there is no tone at all?`,
      song: `${again} to ${at}, the highest of ${count}: is it a call or an answer?`,
      longest: `${again} to ${at}: what made the voice lean on just this place?`,
      fall: `${again} to the end: do you hear the voice come to rest?`,
      rise: `${again} to the end: is it a question, or does the voice only leave it open?`,
      highest: `${again} to ${at}, where the melody stands out most: is that the word you would have stressed?`,
      brightest: `${again} to ${at}: which sound there is so bright?`,
      level: `${again}: it sounds even at first, but which of the ${count} beats weighs the most?`,
    };
    return questions[about];
  },
};

import type { Words } from "./words.js";

const oneDigit = (value: number) => value.toFixed(1);
const box = (sizeMm: readonly number[]) => `${sizeMm.map(oneDigit).join(" × ")} mm`;

/** The page in English. */
export const english: Words = {
  title: "vocalith: a voice, kept as a stone",
  languageLabel: "Language",

  welcome: {
    heading: "A voice, kept\u00a0as\u00a0a\u00a0stone",
    lead: "Speak for a moment: the ring, the rise and the fall of your voice grow into a crystal that no other voice would give.",
    privacy: "Your voice never leaves this device.",
    record: "Record your voice",
    openFile: "Open a sound file",
    example: "A calm, high voice",
    exampleNote: "Cut from a code of a few letters, without the recording",
  },
  credit: {
    before: "In the spirit of the artwork ",
    after: " by Harry Yeff and Trung Bao; not affiliated with it.",
    typeface: "Set in Newsreader (OFL)",
  },

  record: {
    askingHeading: "May it listen?",
    askingText: "Your browser is asking for leave to use the microphone. What it hears stays on this device.",
    readyHeading: "It is listening",
    readyText:
      "Say something of your own, as you would say it to someone. One sentence is enough; there is room for three minutes.",
    microphone: "Microphone",
    unnamedMicrophone: (place) => `Microphone ${place}`,
    begin: "Begin",
    counting: "Begins in",
    countLeft: (left) => `${left}`,
    recording: "Recording",
    paused: "Paused",
    elapsed: "Time recorded",
    remaining: (time) => `${time} left`,
    time: (seconds) => {
      const minutes = Math.floor(seconds / 60);
      const rest = Math.floor(seconds % 60);
      return `${minutes > 0 ? `${minutes} min ` : ""}${rest} s`;
    },
    level: "Level",
    levelValue: (peakDb) => `${Math.round(peakDb)} decibels`,
    levelSilent: "nothing heard",
    clipping: "Too loud: step back a little.",
    quiet: "Very quiet: come a little closer.",
    pause: "Pause",
    resume: "Go on",
    stop: "Finish",
    retake: "Start over",
    leave: "Leave",
    settlingHeading: "It settles",
    settlingText: "The whole recording is becoming its stone.",
  },

  cutting: {
    fromFile: "Listening to the file",
    fromCode: "Cutting the stone from its code",
    progress: "Progress",
    text: "All of it happens on this device.",
  },

  stone: {
    heading: {
      voice: "Your voice, as\u00a0a\u00a0stone",
      file: "This voice, as\u00a0a\u00a0stone",
      code: "A stone from its\u00a0code",
      twin: "Two voices, one\u00a0stone",
    },
    summary: ({ crystals, facets, sizeMm }) =>
      `${crystals === 1 ? "One crystal" : `${crystals} crystals`}, ${facets} facets, ${box(sizeMm)}`,
    viewer: "The stone",
    viewerHint: "Drag or use the arrow keys to turn it; + and − bring it closer.",
    viewerTouchHint: "Drag to turn it.",
    crystalHint: "A crystal that you choose plays its syllable.",
    form: "Seen as",
    formStone: "Stone",
    formParticles: "Particles",
    turn: "Turning",
    again: "Another voice",
    putAway: "The last voice, for a minute yet:",
    bringBack: "Bring it back",
    clipped: (percent) =>
      `The microphone was overdriven in ${percent < 1 ? "less than 1" : Math.round(percent)} % of the recording. The stone holds; from a step further back its colour would be clearer.`,
  },

  listen: {
    heading: "Listen back",
    play: "Play",
    pause: "Pause",
    position: "Place in the recording",
    positionValue: (now, whole) => `${now} of ${whole}`,
    hint: "The crystal that is sounding lights up.",
    cannotPlay: "This browser cannot play the file back; the stone was cut from it all the same.",
  },

  explain: { heading: "What made it so", waiting: "Reading the stone …" },

  making: {
    heading: "Make it real",
    cut: "Cut",
    cuts: {
      crystal: { name: "Crystal", what: "as minerals grow" },
      brilliant: { name: "Brilliant", what: "table, crown and pavilion" },
    },
    size: "Longest side",
    sizeValue: (sizeMm) => `${sizeMm} mm`,
    material: "Material",
    processes: { print: "Printed", cast: "Cast in metal", cut: "Cut in stone" },
    materials: {
      resin: "Resin",
      castable: "Castable resin, for lost wax",
      nylon: "Nylon",
      silver: "Silver 925",
      gold: "Gold 18 k",
      "gold-14k": "Gold 14 k",
      platinum: "Platinum 950",
      brass: "Brass",
      bronze: "Bronze",
      quartz: "Quartz",
      beryl: "Beryl",
      tourmaline: "Tourmaline",
      topaz: "Topaz",
      sapphire: "Sapphire",
      zirconia: "Cubic zirconia",
      diamond: "Diamond",
      glass: "Optical glass",
    },
    verdict: {
      ok: "Can be made as it is",
      advice: "Can be made, and could be better",
      warning: "Can be made, with care",
      fault: "Cannot be made like this",
    },
    inspecting: "Measuring walls, edges and facets …",
    recutting: "Cutting …",
    weight: (grams, carats) => (carats === null ? `${oneDigit(grams)} g` : `${oneDigit(carats)} carats`),
    measures: box,
    checks: {
      watertight: "Closed surface",
      manifold: "Edges",
      oriented: "Direction",
      pieces: "Pieces",
      "self-intersections": "Crossings",
      voids: "Voids",
      "degenerate-triangles": "Triangles without area",
      wall: "Walls",
      gap: "Gaps",
      "knife-edge": "Sharp edges",
      facet: "Small facets",
      edge: "Short edges",
      hollowing: "Hollowing",
      cuttable: "Cutting",
      size: "Size",
      triangles: "Triangles",
      "file-size": "File size",
    },
    finding: ({ found, advice }) => `${sentence(found)}${advice === "" ? "" : ` ${sentence(advice)}`}`,
    nothingFound: (looks) => `All ${looks} checks are good.`,
  },

  pair: { heading: "Two voices" },

  drop: "Drop the recording here",

  trouble: {
    kinds: {
      denied: {
        heading: "The microphone stays shut",
        text: "This page was not given leave to listen. Allow the microphone in the address bar or in your browser’s settings, then try again; or open a recording you already have.",
      },
      "no-microphone": {
        heading: "No microphone is to be found",
        text: "Plug one in and try again, or open a recording you already have.",
      },
      "in-use": {
        heading: "Somebody else has the microphone",
        text: "Another program holds it. Close that program, a call perhaps, and try again.",
      },
      "no-output": {
        heading: "No sound comes through",
        text: "Some browsers listen only where they can also play sound. Plug in headphones or loudspeakers, or switch them on, and try again; or open a recording you already have.",
      },
      "microphone-lost": {
        heading: "The microphone is gone",
        text: "It was unplugged or taken away while recording. Plug it in and try again.",
      },
      "cannot-record-here": {
        heading: "This browser cannot record here",
        text: "Recording needs a recent browser and a page opened over https. Open a recording you already have: it becomes a stone just the same.",
      },
      "cannot-cut-here": {
        heading: "This browser cannot cut stones",
        text: "WebAssembly is missing or switched off. A recent Chrome, Firefox, Safari or Edge has it.",
      },
      silent: {
        heading: "There was only silence",
        text: "Not a sound came through. See whether the microphone is muted, or choose another one.",
      },
      "no-voice": {
        heading: "No voice was in it",
        text: "Something was heard, but no voice. Come closer to the microphone or find a quieter place. Any voice will do, an animal’s too.",
      },
      "too-short": {
        heading: "That was very short",
        text: "A stone needs a third of a second of voice at least; a sentence gives a better one.",
      },
      "too-long": {
        heading: "That is very long",
        text: "Here a recording may last three minutes. Choose a shorter one.",
      },
      "unreadable-file": {
        heading: "This file cannot be read",
        text: "It may be damaged, or no sound at all. WAV, MP3, FLAC, Ogg, Opus and M4A are read.",
      },
      "bad-code": {
        heading: "This code cuts no stone",
        text: "Perhaps a letter was lost on the way: a code is checked letter by letter. Copy it once more, whole; or make a stone of your own.",
      },
      fault: {
        heading: "Something broke",
        text: "The fault is ours, not yours. Nothing has left this device. Load the page anew and try once more.",
      },
    },
    ways: {
      again: "Try the microphone",
      file: "Open a sound file",
      home: "Back to the beginning",
      reload: "Load the page anew",
    },
    detail: "What was found",
  },
  view: {
    noWebGL: "This browser cannot turn the stone (WebGL 2 is missing): it stands still. All else works but a film.",
    drawing: "The stone is being drawn …",
    still: "The stone, as a still picture",
    lost: "The graphics card let go of the picture. The stone itself is safe.",
    restore: "Draw it again",
  },

  announce: {
    ready: "The microphone is open.",
    recording: "Recording. Speak now.",
    paused: "Paused.",
    settled: "The stone is finished.",
    cut: "The stone is cut.",
    halfMinuteLeft: "Half a minute left.",
    tenSecondsLeft: "Ten seconds left.",
    clipping: "Too loud: step back a little.",
  },
};

function sentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

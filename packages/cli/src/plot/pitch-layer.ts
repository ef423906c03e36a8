import type { PitchTrack, Register } from "@vocalith/dsp";
import { rightAxis, ticksAt } from "./axes.js";
import { INK, PANEL_WIDTH_PX, PANELS } from "./plot-layout.js";
import { linearScale, logarithmicScale, type Scale } from "./scale.js";
import { svgElement } from "./svg-element.js";
import { thinTrack } from "./thin-track.js";
import { linearTicks, logarithmicTicks } from "./ticks.js";
import { trackPath } from "./track-path.js";

/** The axis spans at least this many octaves, so that a level voice looks level. */
const LEAST_OCTAVES = 2.5;
/** And at least this far beyond the lowest and the highest pitch, as a factor. */
const MARGIN = 1.15;
/** From one frame to the next no voice leaps by more than a fifth: what does is a new tone, and no line joins the two. */
const LARGEST_STEP = 1.5;

/**
 * Fundamental frequency over the spectrogram, broken where the voice is. A human's has its own logarithmic axis on the right; a
 * bird's or a whale's lies on the spectrogram's, over the very ridge it was read from.
 *
 * @returns Nothing for a voice without pitch.
 */
export function pitchLayer(pitch: PitchTrack, register: Register, topHz: number, timeX: Scale): string {
  const panel = PANELS.spectrogram;
  const voiced = pitch.frequencyHz.filter((frequency) => frequency > 0);
  if (voiced.length === 0) return "";
  const lowest = voiced.reduce((a, b) => Math.min(a, b));
  const highest = voiced.reduce((a, b) => Math.max(a, b));
  const own = register === "human";
  const [from, to] = own ? pitchSpan(lowest, highest) : [0, topHz];
  const pitchY = (own ? logarithmicScale : linearScale)(from, to, panel.bottomPx, panel.topPx);
  const values = own ? logarithmicTicks(from, to, 9) : linearTicks(from, to, 8).values;
  const d = trackPath(thinTrack(pitch.timeSeconds, pitch.frequencyHz, 2 * PANEL_WIDTH_PX), timeX, pitchY, leaps);
  const line = { d, fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" };
  const inKilohertz = to > 2000;
  return svgElement(
    "g",
    { id: "pitch" },
    svgElement("path", { ...line, stroke: "#fff", "stroke-width": 5.5, "stroke-opacity": 0.85 }),
    svgElement("path", { ...line, stroke: INK.pitch, "stroke-width": 2.5 }),
    rightAxis(panel, {
      label: `pitch (${inKilohertz ? "kHz" : "Hz"})`,
      color: INK.pitch,
      ticks: ticksAt(values, pitchY, (value) => String(inKilohertz ? value / 1000 : value)),
    }),
  );
}

const leaps = (before: number, after: number) => Math.max(before / after, after / before) > LARGEST_STEP;

/** Lowest and highest frequency of the pitch axis: around the voice, in the middle. */
function pitchSpan(lowest: number, highest: number): [number, number] {
  const octaves = Math.max(LEAST_OCTAVES, Math.log2((highest / lowest) * MARGIN * MARGIN));
  const middle = Math.sqrt(lowest * highest);
  return [middle * 2 ** (-octaves / 2), middle * 2 ** (octaves / 2)];
}

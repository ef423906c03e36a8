import type { Register } from "@vocalith/dsp";
import { box, frame, leftAxis, ticksAt } from "./axes.js";
import { encodePng } from "./encode-png.js";
import { measureSpectrogram } from "./measure-spectrogram.js";
import { PANEL_WIDTH_PX, PANELS } from "./plot-layout.js";
import { linearScale } from "./scale.js";
import { svgElement } from "./svg-element.js";
import { linearTicks } from "./ticks.js";

/** Pixels of the embedded picture: two to one of the page across, fewer up, for a wide-band spectrum has no finer detail. */
const MOST_COLUMNS = 2 * PANEL_WIDTH_PX;
const ROWS = 240;
/** Nothing shorter is worth a column. */
const LEAST_COLUMN_SECONDS = 0.0005;
/** The share of the picture that may be louder than black, so that one click does not pale a whole song. */
const LOUDER_SHARE = 0.001;
/** Grey levels between them: finer ones are not seen, and noise does not compress. */
const GREY_LEVELS = 32;

/** How a register is looked at. */
interface Look {
  readonly highestHz: number;
  readonly windowSeconds: number;
  readonly preEmphasisDbPerOctave: number;
  /** From white to black. */
  readonly dynamicRangeDb: number;
}

/**
 * Speech wide-band, as phoneticians are used to it, so that the voice's cycles show as strokes; moans narrow-band, and with less range, for
 * the sea is never silent.
 */
const LOOKS: Readonly<Record<Register, Look>> = {
  human: { highestHz: 5000, windowSeconds: 0.005, preEmphasisDbPerOctave: 6, dynamicRangeDb: 50 },
  bird: { highestHz: 10_000, windowSeconds: 0.005, preEmphasisDbPerOctave: 0, dynamicRangeDb: 50 },
  whale: { highestHz: 1000, windowSeconds: 0.05, preEmphasisDbPerOctave: 0, dynamicRangeDb: 36 },
};

/** Highest frequency of the spectrogram: the register's, further where its pitch goes further, never above half the sample rate. */
export function spectrogramTopHz(register: Register, highestPitchHz: number, sampleRateHz: number): number {
  const usual = LOOKS[register].highestHz;
  // A bird's second partial or a whale's third still fits.
  const wanted =
    register === "human" ? usual : Math.max(usual, Math.ceil((1.25 * highestPitchHz) / usual / 0.2) * 0.2 * usual);
  return Math.min(wanted, sampleRateHz / 2);
}

/** The spectrogram as one embedded PNG, its frequency axis on the left. */
export function spectrogramLayer(sound: Float32Array, sampleRateHz: number, register: Register, topHz: number): string {
  const panel = PANELS.spectrogram;
  const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.floor(sound.length / sampleRateHz / LEAST_COLUMN_SECONDS)));
  const levelsDb = measureSpectrogram(sound, sampleRateHz, {
    ...LOOKS[register],
    highestHz: topHz,
    columns,
    rows: ROWS,
  });
  const png = encodePng(toGrey(levelsDb, LOOKS[register].dynamicRangeDb), columns, ROWS);
  const frequencyY = linearScale(0, topHz, panel.bottomPx, panel.topPx);
  const inKilohertz = topHz > 2000;
  const ticks = linearTicks(0, topHz, 8);
  return svgElement(
    "g",
    { id: "spectrogram" },
    svgElement("image", {
      ...box(panel),
      preserveAspectRatio: "none",
      "xlink:href": `data:image/png;base64,${Buffer.from(png).toString("base64")}`,
    }),
    leftAxis(panel, {
      label: `frequency (${inKilohertz ? "kHz" : "Hz"})`,
      ticks: ticksAt(ticks.values, frequencyY, (value) => String(inKilohertz ? value / 1000 : value)),
    }),
    frame(panel),
  );
}

/** Black at the loudest, white the dynamic range below it. */
function toGrey(levelsDb: Float32Array, dynamicRangeDb: number): Uint8Array {
  const loudest = levelsDb.slice().sort()[Math.floor((1 - LOUDER_SHARE) * (levelsDb.length - 1))];
  return Uint8Array.from(levelsDb, (level) => {
    const dark = Math.max(0, Math.min(1, 1 + (level - loudest) / dynamicRangeDb));
    return 255 - Math.round((Math.round(dark * (GREY_LEVELS - 1)) * 255) / (GREY_LEVELS - 1));
  });
}

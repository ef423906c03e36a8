/** A rectangle of the drawing, in pixels from its upper left corner. */
export interface Panel {
  readonly leftPx: number;
  readonly rightPx: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

/** Size of the whole drawing. */
export const PAGE = { widthPx: 1200, heightPx: 1004 } as const;

const panel = (topPx: number, heightPx: number): Panel => ({
  leftPx: 84,
  rightPx: 1120,
  topPx,
  bottomPx: topPx + heightPx,
});

/** The panels from top to bottom; all share one time axis. */
export const PANELS = {
  waveform: panel(78, 88),
  spectrogram: panel(182, 340),
  syllables: panel(528, 54),
  voicing: panel(592, 34),
  quality: panel(642, 84),
  level: panel(742, 96),
  centroid: panel(854, 68),
} as const;

/** Every panel as wide as these: pixels of the time axis. */
export const PANEL_WIDTH_PX = PANELS.waveform.rightPx - PANELS.waveform.leftPx;

/** Colours that stay apart for colour-blind eyes (Okabe and Ito 2008) and on grey. */
export const INK = {
  text: "#1a1a1a",
  faint: "#5f5f5f",
  grid: "#e3e3e3",
  frame: "#8a8a8a",
  waveform: "#3d3d3d",
  pitch: "#0072b2",
  formant: "#d55e00",
  quality: "#3f3f9f",
  prominence: "#9a7d00",
  creak: "#b3202c",
  level: "#00795a",
  centroid: "#a8508a",
} as const;

/** Fonts of the reader's own system; none is embedded. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

/** A character as strokes of a pen on a grid. */
export interface Glyph {
  /** Steps from the leftmost to the rightmost stroke. */
  readonly width: number;
  /** Lines of the pen, x, y a point; a single point is a dot. All run level, upright or at 45 degrees. */
  readonly strokes: readonly (readonly number[])[];
}

/** Steps from the line to the top of a capital. */
export const GLYPH_HEIGHT = 6;

const BOWL = [0, 3, 3, 3, 4, 2, 4, 1, 3, 0, 1, 0, 0, 1];

/**
 * Capitals, figures and signs of a catalogue number, drawn for this library on a grid of 4 x 6 steps for a pen one step wide: between two
 * strokes there is always room for a third. 0 has a dot so as not to be read as O.
 *
 * @internal
 */
export const GLYPHS: Readonly<Record<string, Glyph>> = {
  " ": { width: 1, strokes: [] },
  "-": { width: 2, strokes: [[0, 3, 2, 3]] },
  ".": { width: 0, strokes: [[0, 0]] },
  "/": { width: 4, strokes: [[0, 0, 0, 1, 4, 5, 4, 6]] },
  "0": { width: 4, strokes: [[1, 0, 0, 1, 0, 5, 1, 6, 3, 6, 4, 5, 4, 1, 3, 0, 1, 0], [2, 3]] },
  "1": { width: 2, strokes: [[0, 5, 1, 6, 1, 0], [0, 0, 2, 0]] },
  "2": { width: 4, strokes: [[0, 5, 1, 6, 3, 6, 4, 5, 4, 4, 0, 0, 4, 0]] },
  "3": { width: 4, strokes: [[0, 5, 1, 6, 3, 6, 4, 5, 4, 4, 3, 3, 4, 2, 4, 1, 3, 0, 1, 0, 0, 1], [2, 3, 3, 3]] },
  "4": { width: 4, strokes: [[3, 0, 3, 6, 0, 3, 0, 2, 4, 2]] },
  "5": { width: 4, strokes: [[4, 6, 0, 6, ...BOWL]] },
  "6": { width: 4, strokes: [[4, 5, 3, 6, 1, 6, 0, 5, ...BOWL, 0, 3]] },
  "7": { width: 4, strokes: [[0, 6, 4, 6, 4, 5, 2, 3, 2, 0]] },
  "8": {
    width: 4,
    strokes: [[1, 3, 0, 4, 0, 5, 1, 6, 3, 6, 4, 5, 4, 4, 3, 3, 4, 2, 4, 1, 3, 0, 1, 0, 0, 1, 0, 2, 1, 3, 3, 3]],
  },
  "9": { width: 4, strokes: [[0, 1, 1, 0, 3, 0, 4, 1, 4, 5, 3, 6, 1, 6, 0, 5, 0, 4, 1, 3, 4, 3]] },
  A: { width: 4, strokes: [[0, 0, 0, 4, 2, 6, 4, 4, 4, 0], [0, 2, 4, 2]] },
  B: { width: 4, strokes: [[0, 0, 0, 6, 3, 6, 4, 5, 4, 4, 3, 3, 4, 2, 4, 1, 3, 0, 0, 0], [0, 3, 3, 3]] },
  C: { width: 4, strokes: [[4, 5, 3, 6, 1, 6, 0, 5, 0, 1, 1, 0, 3, 0, 4, 1]] },
  D: { width: 4, strokes: [[0, 0, 0, 6, 2, 6, 4, 4, 4, 2, 2, 0, 0, 0]] },
  E: { width: 4, strokes: [[4, 6, 0, 6, 0, 0, 4, 0], [0, 3, 3, 3]] },
  F: { width: 4, strokes: [[4, 6, 0, 6, 0, 0], [0, 3, 3, 3]] },
  G: { width: 4, strokes: [[4, 5, 3, 6, 1, 6, 0, 5, 0, 1, 1, 0, 3, 0, 4, 1, 4, 3, 2, 3]] },
  H: { width: 4, strokes: [[0, 0, 0, 6], [4, 0, 4, 6], [0, 3, 4, 3]] },
  I: { width: 2, strokes: [[1, 0, 1, 6], [0, 0, 2, 0], [0, 6, 2, 6]] },
  J: { width: 4, strokes: [[4, 6, 4, 1, 3, 0, 1, 0, 0, 1]] },
  K: { width: 4, strokes: [[0, 0, 0, 6], [0, 3, 1, 3, 4, 6], [1, 3, 4, 0]] },
  L: { width: 4, strokes: [[0, 6, 0, 0, 4, 0]] },
  M: { width: 4, strokes: [[0, 0, 0, 6, 2, 4, 4, 6, 4, 0]] },
  N: { width: 4, strokes: [[0, 0, 0, 6], [0, 5, 4, 1], [4, 0, 4, 6]] },
  O: { width: 4, strokes: [[1, 0, 0, 1, 0, 5, 1, 6, 3, 6, 4, 5, 4, 1, 3, 0, 1, 0]] },
  P: { width: 4, strokes: [[0, 0, 0, 6, 3, 6, 4, 5, 4, 4, 3, 3, 0, 3]] },
  Q: { width: 4, strokes: [[1, 0, 0, 1, 0, 5, 1, 6, 3, 6, 4, 5, 4, 1, 3, 0, 1, 0], [2, 2, 4, 0]] },
  R: { width: 4, strokes: [[0, 0, 0, 6, 3, 6, 4, 5, 4, 4, 3, 3, 0, 3], [1, 3, 4, 0]] },
  S: { width: 4, strokes: [[4, 5, 3, 6, 1, 6, 0, 5, 0, 4, 1, 3, 3, 3, 4, 2, 4, 1, 3, 0, 1, 0, 0, 1]] },
  T: { width: 4, strokes: [[0, 6, 4, 6], [2, 6, 2, 0]] },
  U: { width: 4, strokes: [[0, 6, 0, 1, 1, 0, 3, 0, 4, 1, 4, 6]] },
  V: { width: 4, strokes: [[0, 6, 0, 2, 2, 0, 4, 2, 4, 6]] },
  W: { width: 4, strokes: [[0, 6, 0, 0, 2, 2, 4, 0, 4, 6]] },
  X: { width: 4, strokes: [[0, 6, 0, 5, 4, 1, 4, 0], [4, 6, 4, 5, 0, 1, 0, 0]] },
  Y: { width: 4, strokes: [[0, 6, 0, 5, 2, 3, 4, 5, 4, 6], [2, 3, 2, 0]] },
  Z: { width: 4, strokes: [[0, 6, 4, 6, 4, 5, 0, 1, 0, 0, 4, 0]] },
}; // biome-ignore format: a glyph a line

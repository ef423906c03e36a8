import { type GemCadDesign, WRITE_GEMCAD_DEFAULTS, type WriteGemCadOptions } from "./gemcad-design.js";
import { GemCadError } from "./gemcad-error.js";
import { oneLine } from "./windows-text.js";

/** Characters of a line of notes, where a code must be broken: as many as fit beneath a diagram. */
const LINE_LENGTH = 100;
const LONGEST_LINE = 255;
const CODE_LINES = 3;

/** The headings and footnotes of a design, made up where it has none. */
export function notesOf(
  design: GemCadDesign,
  options: WriteGemCadOptions,
): { headings: string[]; footnotes: string[] } {
  const { headings, footnotes, material, refractiveIndex } = design;
  const { title = WRITE_GEMCAD_DEFAULTS.title, code } = options;
  const made = [title, material === undefined ? "" : `For ${material}, refractive index ${refractiveIndex}`];
  return {
    headings: (headings ?? made.filter((line) => line !== "")).map(held),
    footnotes: (footnotes ?? (code === undefined ? [] : codeLines(code))).map(held),
  };
}

function codeLines(code: string): string[] {
  const length = Math.max(LINE_LENGTH, Math.ceil(code.length / CODE_LINES));
  const lines = Array.from({ length: Math.ceil(code.length / length) }, (_, i) =>
    code.slice(i * length, (i + 1) * length),
  );
  return [lines.length > 1 ? "Cut again from this code, its lines joined:" : "Cut again from this code:", ...lines];
}

function held(line: string): string {
  const text = oneLine(line);
  if (text.length > LONGEST_LINE) {
    throw new GemCadError(
      `a line of ${text.length} characters in the headings or footnotes`,
      `up to ${LONGEST_LINE} characters, a code up to ${CODE_LINES * LONGEST_LINE}`,
      "Shorten it.",
    );
  }
  return text;
}

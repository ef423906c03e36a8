import { checkDesign } from "./check-design.js";
import { cuttingSteps, DISTANCE_DIGITS } from "./cutting-steps.js";
import type { GemCadDesign, WriteGemCadOptions } from "./gemcad-design.js";
import { isPavilion } from "./gemcad-half-spaces.js";
import { notesOf } from "./notes.js";
import { oneLine, oneWord, windowsBytes } from "./windows-text.js";

/** Digits of an angle after the point, as GemCad writes them. */
const ANGLE_DIGITS = 6;
/** Digits of an index between two teeth. */
const INDEX_DIGITS = 6;

/**
 * A faceting design as GemCad's cutting instructions, `.asc` (GemCad for Windows User's Guide, Strickland 2002): a line each for gear, symmetry and
 * refractive index, headings, then one line for all facets of an angle and a distance, each with the teeth it is cut at, and footnotes. Tooth 0 is written as
 * the highest of the gear, a culet facet with its distance below 0. Windows-1252, lines end in CR LF.
 *
 * What {@link readGemCadAsc} reads from it and this writes again are the same bytes.
 *
 * @param design - Such as `facetingDesign(code)` of vocalith. A tier's name becomes its cutting instruction.
 * @throws {@link GemCadError} for a design that cannot be cut.
 *
 * @example
 * ```ts
 * import { type GemCadDesign, writeGemCadAsc } from "@vocalith/formats";
 * declare const design: GemCadDesign;
 * const bytes: Uint8Array = writeGemCadAsc(design, { title: "A voice" });
 * ```
 */
export function writeGemCadAsc(design: GemCadDesign, options: WriteGemCadOptions = {}): Uint8Array {
  checkDesign(design);
  const { gear, gearOffset = 0, symmetryFolds, mirror, refractiveIndex } = design;
  const { headings, footnotes } = notesOf(design, options);
  const lines = [
    "GemCad 5.0",
    `g ${gear} ${Number.isInteger(gearOffset) ? gearOffset.toFixed(1) : gearOffset}`,
    `y ${symmetryFolds} ${mirror ? "y" : "n"}`,
    `I ${refractiveIndex}`,
    ...headings.map((line) => `H ${line}`),
    ...cuttingSteps(design).map(({ name, angleDegrees, distance, facets }) => {
      const angle = Number(angleDegrees.toFixed(ANGLE_DIGITS));
      const isCulet = angle === 0 && isPavilion(angleDegrees);
      const teeth = facets.map(({ index, label }) => tooth(index, gear) + (label === "" ? "" : ` n ${oneWord(label)}`));
      const instruction = oneLine(name).trim();
      return [
        "a",
        (angle === 0 ? 0 : angle).toFixed(ANGLE_DIGITS),
        (isCulet ? -distance : distance).toFixed(DISTANCE_DIGITS),
        ...teeth,
        ...(instruction === "" ? [] : [`G ${instruction}`]),
      ].join(" ");
    }),
    ...footnotes.map((line) => `F ${line}`),
  ];
  return windowsBytes(lines.map((line) => `${line}\r\n`).join(""));
}

/** GemCad calls tooth 0 by the number of teeth. */
function tooth(index: number, gear: number): string {
  const rounded = Number(index.toFixed(INDEX_DIGITS));
  return rounded === 0 || rounded === Math.abs(gear) ? `${gear}` : `${rounded}`;
}

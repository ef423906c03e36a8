import { FIELD_MAXIMA, FORM_COUNT, type FormCode } from "../code/gem-code.js";
import { formNormals } from "../cuts/crystal/mineral.js";
import { FIT_ERRORS, fitShare, nearestCosine } from "./orient-crystal.js";

/** A face in the frame of the crystal that it belongs to. */
export interface TurnedFace {
  readonly area: number;
  /** How far the direction may be off, in radians. */
  readonly error: number;
  readonly direction: readonly [number, number, number];
}

/** Narrow faces that a union took slivers into are tilted by as much as this, in radians: a quarter of a step or less. */
const SLACK = 0.004;

/**
 * For each form of the code the turn and slope that most of the surface bears witness to: as exactly as the faces allow, or where none fits so, as those that are
 * tilted a little tell.
 */
export function readForms(faces: readonly TurnedFace[], system: number, resonance: number): FormCode[] {
  const slack = faces.map((face) => ({ ...face, error: Math.max(face.error, SLACK / FIT_ERRORS) }));
  return Array.from(
    { length: FORM_COUNT },
    (_, place) =>
      likeliestForm(faces, system, resonance, place) ??
      likeliestForm(slack, system, resonance, place) ?? { turn: 0, slope: 0 },
  );
}

/** Undefined where no face fits. */
function likeliestForm(
  faces: readonly TurnedFace[],
  system: number,
  resonance: number,
  place: number,
): FormCode | undefined {
  let most = 0;
  let likeliest: FormCode | undefined;
  for (let turn = 0; turn <= FIELD_MAXIMA.form.turn; turn++) {
    for (let slope = 0; slope <= FIELD_MAXIMA.form.slope; slope++) {
      const normals = formNormals(system, resonance, place, { turn, slope });
      let score = 0;
      for (const { area, error, direction } of faces) {
        const share = fitShare(nearestCosine(normals, ...direction), FIT_ERRORS * error);
        if (share > 0) score += Math.sqrt(area) * share;
      }
      if (score <= most) continue;
      most = score;
      likeliest = { turn, slope };
    }
  }
  return likeliest;
}

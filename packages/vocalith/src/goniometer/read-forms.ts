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

/** For each form of the code the turn and slope that most of the surface bears witness to. */
export function readForms(faces: readonly TurnedFace[], system: number, resonance: number): FormCode[] {
  return Array.from({ length: FORM_COUNT }, (_, place) => {
    let best = { score: -1, turn: 0, slope: 0 };
    for (let turn = 0; turn <= FIELD_MAXIMA.form.turn; turn++) {
      for (let slope = 0; slope <= FIELD_MAXIMA.form.slope; slope++) {
        const normals = formNormals(system, resonance, place, { turn, slope });
        let score = 0;
        for (const { area, error, direction } of faces) {
          const share = fitShare(nearestCosine(normals, ...direction), FIT_ERRORS * error);
          if (share > 0) score += Math.sqrt(area) * share;
        }
        if (score > best.score) best = { score, turn, slope };
      }
    }
    return { turn: best.turn, slope: best.slope };
  });
}

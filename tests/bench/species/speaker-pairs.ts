import { areaUnderCurve } from "./area-under-curve.js";

/** Something that somebody said. */
export interface Said {
  readonly speaker: string;
  readonly sentence: string;
}

/** Area under the ROC curve of pairs by one speaker against pairs by two, different sentences only, by a distance. */
export function tellSpeakers<Utterance extends Said>(
  utterances: readonly Utterance[],
  distance: (a: Utterance, b: Utterance) => number,
): number {
  const same: number[] = [];
  const other: number[] = [];
  utterances.forEach((a, i) => {
    for (const b of utterances.slice(0, i)) {
      if (a.sentence === b.sentence) continue;
      (a.speaker === b.speaker ? same : other).push(distance(a, b));
    }
  });
  return areaUnderCurve(same, other);
}

import { FIELD_MAXIMA, MAXIMUM_SYLLABLES, type SpeciesCode } from "../../code/gem-code.js";

/** Where facets stand around the stone, in teeth of the index gear. */
export interface IndexPattern {
  /** Teeth of the gear. */
  readonly gear: number;
  /** Times that the pattern repeats in one turn. */
  readonly symmetryFolds: number;
  /** Whether it is its own mirror image about tooth 0. */
  readonly mirror: boolean;
  /** Teeth of the girdle's sides, 0 first. */
  readonly sides: readonly number[];
  /** Teeth of the mains, each half-way from its side to the next. */
  readonly mains: readonly number[];
  /** Which of the sides are marked: their halves and stars have angles of their own, which shows the symmetry however even the girdle is. */
  readonly marked: readonly boolean[];
}

/** Index gears of the faceting machines on sale. */
const GEARS = [32, 48, 64, 72, 80, 96, 120] as const;
/** Sides of a girdle. */
export const FEWEST_SIDES = 12;
/** Sides of a girdle. */
export const MOST_SIDES = 18;

/** Symmetry about the axis, in the order of the code's `system` field. */
const SYMMETRIES = [
  { symmetryFolds: 2, mirror: false },
  { symmetryFolds: 6, mirror: true },
  { symmetryFolds: 3, mirror: true },
  { symmetryFolds: 4, mirror: true },
  { symmetryFolds: 2, mirror: true },
  { symmetryFolds: 8, mirror: true },
] as const;

/** Places in each fold that are marked: the first; where there is no mirror, three that show it. */
const MARKED_PLACES = [0];
const MARKED_PLACES_WITHOUT_MIRROR = [0, 1, 3];

/** Whether each of a number of sides is marked in a crystal system; nothing where so many do not repeat as its symmetry asks. */
export function markedSides(system: number, count: number): boolean[] | undefined {
  const { symmetryFolds, mirror } = SYMMETRIES[system];
  if (count % symmetryFolds !== 0) return undefined;
  const places = mirror ? MARKED_PLACES : MARKED_PLACES_WITHOUT_MIRROR;
  return Array.from({ length: count }, (_, side) => places.includes(side % (count / symmetryFolds)));
}

/**
 * The index pattern of a stone. The species has the symmetry of its crystal system and the gear; the utterance has the number of sides, the more the
 * more syllables there are, where the gear leaves a choice.
 */
export function indexPattern({ system, forms }: SpeciesCode, syllables: number): IndexPattern {
  const { symmetryFolds, mirror } = SYMMETRIES[system];
  const usable = GEARS.map((gear) => ({ gear, counts: sideCounts(gear, symmetryFolds) }));
  const mostChoices = Math.min(
    2,
    usable.reduce((most, { counts }) => Math.max(most, counts.length), 0),
  );
  const gears = usable.filter(({ counts }) => counts.length >= mostChoices);
  const { gear, counts } = gears[Math.floor((forms[0].turn * gears.length) / (FIELD_MAXIMA.form.turn + 1))];
  const count = counts[Math.floor(((syllables - 1) * counts.length) / MAXIMUM_SYLLABLES)];
  const step = gear / count;
  const sides = Array.from({ length: count }, (_, side) => side * step);
  return {
    gear,
    symmetryFolds,
    mirror,
    sides,
    mains: sides.map((tooth) => tooth + step / 2),
    marked: markedSides(system, count) ?? [],
  };
}

/** Numbers of sides that repeat as the symmetry asks and leave a tooth half-way between two. */
function sideCounts(gear: number, folds: number): number[] {
  const counts: number[] = [];
  for (let count = folds; count <= MOST_SIDES; count += folds) {
    if (count >= FEWEST_SIDES && gear % (2 * count) === 0) counts.push(count);
  }
  return counts;
}

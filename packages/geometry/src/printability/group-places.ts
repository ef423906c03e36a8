import type { FindingPlace } from "./inspection.js";

/** How many places a finding lists. */
export const MOST_PLACES = 10;

/** Things by the place they belong to. */
export interface Grouping {
  /** How many things there are. */
  readonly things: number;
  /** The number of the place of a thing, below `names`; -1 for a thing that is left out. */
  readonly nameOf: (thing: number) => number;
  readonly names: number;
  /** The vertices of a thing. */
  readonly verticesOf: (thing: number) => readonly number[];
  /** What is there, in words. */
  readonly detail: (count: number, acrossMm: number) => string;
}

/**
 * The places that things lie at: how many in all, and those with the most things. Memory stays small however many places there are.
 *
 * @internal
 */
export function groupPlaces(
  positions: Float32Array | Float64Array,
  { things, nameOf, names, verticesOf, detail }: Grouping,
): { count: number; places: FindingPlace[] } {
  const counts = new Uint32Array(names);
  for (let thing = 0; thing < things; thing++) {
    const name = nameOf(thing);
    if (name >= 0) counts[name]++;
  }
  const most: number[] = [];
  let count = 0;
  for (let name = 0; name < names; name++) {
    if (counts[name] === 0) continue;
    count++;
    if (most.length === MOST_PLACES && counts[name] <= counts[most[MOST_PLACES - 1]]) continue;
    let place = most.length;
    while (place > 0 && counts[most[place - 1]] < counts[name]) place--;
    most.splice(place, 0, name);
    most.length = Math.min(most.length, MOST_PLACES);
  }
  const boxes = new Map(most.map((name) => [name, emptyBox()]));
  for (let thing = 0; thing < things; thing++) {
    const box = boxes.get(nameOf(thing));
    if (box !== undefined) for (const vertex of verticesOf(thing)) enlarge(box, positions, vertex);
  }
  const places = [...boxes].map(([name, box]) => ({
    positionMm: middleOf(box),
    detail: detail(counts[name], longestOf(box)),
  }));
  return { count, places };
}

/** A box of six numbers that holds nothing: least x, y, z, greatest x, y, z. */
export function emptyBox(): Float64Array {
  return new Float64Array(6).fill(Number.POSITIVE_INFINITY, 0, 3).fill(Number.NEGATIVE_INFINITY, 3);
}

/** Makes a box hold a vertex. */
export function enlarge(box: Float64Array, positions: Float32Array | Float64Array, vertex: number): void {
  for (let k = 0; k < 3; k++) {
    const x = positions[3 * vertex + k];
    if (x < box[k]) box[k] = x;
    if (x > box[3 + k]) box[3 + k] = x;
  }
}

/** The middle of a box. */
export function middleOf(box: ArrayLike<number>): [number, number, number] {
  return [(box[0] + box[3]) / 2, (box[1] + box[4]) / 2, (box[2] + box[5]) / 2];
}

/** The longest side of a box. */
export function longestOf(box: ArrayLike<number>): number {
  return Math.max(box[3] - box[0], box[4] - box[1], box[5] - box[2]);
}

import { FIELD_MAXIMA, type SyllableCode } from "../../code/gem-code.js";
import { type Melody, readMelody } from "../melody.js";
import { facetNormal } from "./facet-normal.js";
import type { IndexPattern } from "./index-pattern.js";

const { syllable: maxima } = FIELD_MAXIMA;

/** The girdle of a stone: its outline between two level planes. */
export interface Girdle {
  readonly pattern: IndexPattern;
  /** Distance of each side from the axis, about 1. */
  readonly distances: readonly number[];
  /** x and y of each corner, between its side and the next. */
  readonly corners: readonly (readonly [x: number, y: number])[];
  /** Height of the upper plane; the lower one is at 0. */
  readonly thickness: number;
}

/** How far the side that the voice moves most goes: where the sentence is level, and where it is lively. */
const LEVEL_MOVE = 0.03;
const LIVELY_MOVE = 0.07;
/** What loudness counts for beside melody. */
const FORCE_WEIGHT = 0.5;
/** Sides move in steps of this, so that two corners are equally far out or plainly not. */
const STEP = 0.008;
/** Shortest side against an even one. */
const SHORTEST_SIDE = 0.45;

/**
 * The girdle that an utterance makes. Its course of pitch and loudness is laid from tooth 0 to the end of the pattern's smallest part
 * (half a fold where that is its own mirror image) and repeated as the symmetry asks.
 *
 * @param share - How much of the course is taken, 0 (an even girdle) to 1.
 * @returns None where a side would be too short.
 */
export function growGirdle(
  pattern: IndexPattern,
  syllables: readonly SyllableCode[],
  share: number,
): Girdle | undefined {
  const { gear, symmetryFolds, mirror, sides } = pattern;
  const melody = readMelody(syllables);
  const perFold = sides.length / symmetryFolds;
  const parts = mirror ? Math.floor(perFold / 2) + 1 : perFold;
  const moves = Array.from({ length: parts }, (_, part) => meanMove(melody, part / parts, (part + 1) / parts));
  const middle = moves.reduce((sum, move) => sum + move, 0) / parts;
  const widest = moves.reduce((most, move) => Math.max(most, Math.abs(move - middle)), 0);
  const reach = share * (LEVEL_MOVE + (LIVELY_MOVE - LEVEL_MOVE) * Math.min(1, widest));
  const distances = sides.map((_, side) => {
    const place = side % perFold;
    const part = mirror ? Math.min(place, perFold - place) : place;
    return 1 + STEP * Math.round((widest > 0 ? (reach * (moves[part] - middle)) / widest : 0) / STEP);
  });
  const corners = cornersOf(
    sides.map((tooth) => facetNormal(-90, tooth, gear)),
    distances,
  );
  const [sine, cosine] = facetNormal(-90, 1, 2 * sides.length);
  const shortest = (2 * SHORTEST_SIDE * sine) / cosine;
  const fits = corners.every(([x, y], i) => {
    const [fromX, fromY] = corners[(i + sides.length - 1) % sides.length];
    const [normalX, normalY] = facetNormal(-90, sides[i], gear);
    return (x - fromX) * normalY - (y - fromY) * normalX >= shortest;
  });
  if (!fits) return undefined;
  const slowness = melody.mean(({ length }) => length / maxima.length);
  return { pattern, distances, corners, thickness: 0.05 + 0.04 * slowness };
}

/** Mean move over a span of the utterance, given as shares of it. */
function meanMove(melody: Melody, from: number, to: number): number {
  const samples = 8;
  let sum = 0;
  for (let i = 0; i < samples; i++) {
    const moment = melody.at(from + ((i + 0.5) / samples) * (to - from));
    sum += moment.melody + FORCE_WEIGHT * moment.force;
  }
  return sum / samples;
}

function cornersOf(normals: readonly (readonly [number, number, number])[], distances: readonly number[]) {
  return normals.map(([x, y], i): readonly [number, number] => {
    const next = (i + 1) % normals.length;
    const [nextX, nextY] = normals[next];
    const determinant = x * nextY - y * nextX;
    return [
      (distances[i] * nextY - distances[next] * y) / determinant,
      (distances[next] * x - distances[i] * nextX) / determinant,
    ];
  });
}

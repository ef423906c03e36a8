import { intersectHalfSpaces, type Polyhedron, supportDistance, transformHalfSpaces } from "@vocalith/geometry";
import { FIELD_MAXIMA, MAXIMUM_SYLLABLES } from "../../code/gem-code.js";
import type { Melody } from "../melody.js";
import { smoothStep } from "../smooth-step.js";
import { withGround } from "./ground.js";
import { growCrystal } from "./grow-crystal.js";
import type { Mineral } from "./mineral.js";
import { UNTURNED } from "./unturned.js";

const { syllable: maxima } = FIELD_MAXIMA;

/** The crystal of the whole utterance, standing on the ground with its axis on z. */
export interface Heart {
  /** Four numbers a half-space. */
  readonly halfSpaces: Float64Array;
  /** The solid they share. */
  readonly shape: Polyhedron;
  /** Height of its highest corner. */
  readonly top: number;
}

/** Grows the heart: stout for a short or quick utterance, tall for a long or slow one, and smaller the more of it bursts into a spray. */
export function growHeart(mineral: Mineral, melody: Melody, excitement: number): Heart {
  const slowness = melody.mean(({ length }) => length / maxima.length);
  // Speech keeps to this span; song and animals may go on beyond it without growing into towers.
  const tallness = smoothStep(0.15, 0.6, slowness);
  const fall = smoothStep(0, 0.8, melody.fallOctaves);
  const extent = melody.count / MAXIMUM_SYLLABLES;
  // However calm, a little more excitement is a little slenderer: every step of the code shows.
  const opening = 0.05 * excitement + 0.95 * smoothStep(0.2, 0.9, excitement);
  const radius = 1 - 0.52 * opening;
  const depth = 0.3 + 0.2 * slowness;
  const crystal = growCrystal(
    mineral,
    {
      radius,
      shoulder: (0.48 + 1.25 * tallness + 0.8 * extent) * (1 - 0.1 * opening),
      depth,
      bluntness: 0.04 + 0.4 * fall,
    },
    melody.at,
  );
  // A whole stone narrows towards the ground; a spray sits on it.
  const waist = (depth + 0.62 * radius) * (1 - 0.35 * opening);
  const halfSpaces = withGround(transformHalfSpaces(crystal, UNTURNED, [0, 0, waist]));
  const shape = intersectHalfSpaces(halfSpaces);
  return { halfSpaces, shape, top: Math.max(0, supportDistance(shape.vertices, [0, 0, 1])) };
}

import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";
import {
  intersectHalfSpaces,
  type Polyhedron,
  supportDistance,
  transformHalfSpaces,
  type Vector,
} from "@vocalith/geometry";
import { FIELD_MAXIMA, type SyllableCode } from "../../code/gem-code.js";
import type { Melody } from "../melody.js";
import { smoothStep } from "../smooth-step.js";
import { withGround } from "./ground.js";
import { growCrystal } from "./grow-crystal.js";
import type { Heart } from "./heart.js";
import type { Mineral } from "./mineral.js";

const { syllable: maxima } = FIELD_MAXIMA;

/**
 * How far round the axis the crystals wind from the first moment to the last: golden ratio turns, so that the second round stands in the gaps of the
 * first. Each stands at its own time: counted instead, one syllable more or less would turn all that follow. More turns would let a hundredth of a second
 * move a crystal visibly.
 */
const SPIRAL_RADIANS = 2 * Math.PI * 1.618;
/** Tilt of the first syllable's crystal in a full spray, and of the last one's, as cosines. */
const OUTER_TILT_COSINE = 0.12;
const INNER_TILT_COSINE = 0.97;

/** Openness at which a crystal has its full size: until then it grows out of the heart from nothing. */
const FULL_SIZE_OPENNESS = 0.3;

/** A crystal that has come out of the heart. */
export interface SyllableCrystal {
  /** Four numbers a half-space. */
  readonly halfSpaces: Float64Array;
  /** The solid they share. */
  readonly shape: Polyhedron;
  /** A point inside it. */
  readonly root: Vector;
}

/** What one crystal measures and where its root stands. */
interface Stand {
  readonly radius: number;
  /** From the root to the point. */
  readonly reach: number;
  /** Distance of the root from the heart's axis. */
  readonly outward: number;
  /** Height of the root above the ground. */
  readonly height: number;
}

/**
 * The crystal of one syllable: long where it was strong and lasting, slender where its pitch was high.
 *
 * A little excited, it is a step on the heart's own flank, parallel to it as quartz grows, and comes forward as the excitement rises; beside
 * itself, the voice fans the crystals out. Between the two each leans and moves steadily from one to the other.
 *
 * @param index - Which of the syllables.
 * @returns Nothing where the crystal has not come out of the heart.
 */
export function growSyllableCrystal(
  mineral: Mineral,
  syllables: readonly SyllableCode[],
  index: number,
  melody: Melody,
  excitement: number,
  heart: Heart,
): SyllableCrystal | undefined {
  const syllable = syllables[index];
  const presence = melody.presence[index];
  const openness = presence * opennessOf(syllable, excitement);
  if (openness <= 0) return undefined;
  const time = melody.times[index];
  const fan = smoothStep(0.35, 1, excitement);
  const azimuth = SPIRAL_RADIANS * time;
  const x = cos(azimuth);
  const y = sin(azimuth);
  const fullTiltCosine = OUTER_TILT_COSINE + time * (INNER_TILT_COSINE - OUTER_TILT_COSINE);
  const tiltCosine = 1 - (1 - fullTiltCosine) * fan;
  // Many crystals are slenderer, so that each still stands by itself.
  const crowding = Math.sqrt(14 / Math.max(8, melody.count));
  const { radius, reach, outward, height } = blend(
    stepOnFlank(syllable, openness, crowding, heart, x, y),
    rayOfSpray(syllable, openness, crowding, time, tiltCosine),
    fan,
  );
  const crystal = growCrystal(
    mineral,
    {
      radius,
      shoulder: Math.max(0.3 * reach, reach - 1.3 * radius),
      // Upright crystals go down to the ground; leaning ones end inside the heart.
      depth: 0.3 * radius + (1 - fan) * height,
      bluntness: 0,
    },
    (turn) => melody.at(time + (2 * turn - 1) / melody.count),
  );
  const root = drawnInto(heart.halfSpaces, [outward * x, outward * y, height]);
  const rotation = leaning(x, y, tiltCosine);
  const grown = standing(crystal, rotation, root);
  const hidden = hiddenShare(grown, heart.halfSpaces);
  if (hidden >= 1) return undefined;
  const share = openness / FULL_SIZE_OPENNESS;
  if (share >= 1) return grown;
  const scale = hidden + (1 - hidden) * share;
  return standing(
    crystal.map((value, i) => (i % 4 === 3 ? scale * value : value)),
    rotation,
    root,
  );
}

function standing(crystal: Float64Array, rotation: Float64Array, root: Vector): SyllableCrystal {
  const halfSpaces = withGround(transformHalfSpaces(crystal, rotation, root));
  return { halfSpaces, shape: intersectHalfSpaces(halfSpaces, { interior: root }), root };
}

/**
 * How far the crystal of a syllable has come out, 0 (not at all) to 1. All set out at one excitement, so that how many there are does not hang on
 * every breath of it, and the strong ones go further.
 */
function opennessOf(syllable: SyllableCode, excitement: number): number {
  const force = syllable.force / maxima.force;
  return Math.sqrt(smoothStep(0.3, 0.9, excitement)) * (0.5 + 0.5 * force);
}

/** Upright, it comes out of the heart's flank by up to its own thickness, and ends below the summit. */
function stepOnFlank(
  syllable: SyllableCode,
  openness: number,
  crowding: number,
  heart: Heart,
  x: number,
  y: number,
): Stand {
  const { force, length, pitch } = shares(syllable);
  const flank = supportDistance(heart.shape.vertices, [x, y, 0]);
  const radius = (0.24 + 0.3 * force - 0.16 * (pitch - 0.5)) * Math.sqrt(crowding);
  return {
    radius,
    reach: heart.top * (0.22 + 0.5 * force + 0.2 * length) * (0.35 + 0.65 * openness),
    outward: Math.min(0.9 * flank, flank + radius * (1.35 * openness - 1.4)),
    height: 0.42,
  };
}

/** Longest near the axis and where the voice was strong, so that the spray has a summit and not a fringe. */
function rayOfSpray(
  syllable: SyllableCode,
  openness: number,
  crowding: number,
  time: number,
  tiltCosine: number,
): Stand {
  const { force, length, pitch } = shares(syllable);
  return {
    radius: (0.144 + 0.168 * force - 0.12 * (pitch - 0.5)) * (0.45 + 0.55 * openness) * crowding * (0.8 + 0.4 * length),
    reach: (0.25 + 0.75 * openness) * (0.7 + 1.1 * force * force + 0.5 * length) * (0.5 + 0.5 * tiltCosine),
    outward: 0.25 * Math.sqrt(1 - 0.8 * time),
    height: 0.16 + 0.42 * time,
  };
}

function blend(from: Stand, to: Stand, share: number): Stand {
  const between = (part: keyof Stand) => from[part] + share * (to[part] - from[part]);
  return {
    radius: between("radius"),
    reach: between("reach"),
    outward: between("outward"),
    height: between("height"),
  };
}

function shares(syllable: SyllableCode) {
  return {
    force: syllable.force / maxima.force,
    length: syllable.length / maxima.length,
    pitch: syllable.pitch / maxima.pitch,
  };
}

/**
 * The point itself, or, where it lies too near the surface or outside, the nearest one towards the axis that keeps a tenth of the way as a
 * margin. A crystal holds its root; a root in the heart makes the two one solid.
 */
function drawnInto(heart: Float64Array, [x, y, z]: readonly [number, number, number]): [number, number, number] {
  const height = onAxisInside(heart, z);
  let share = 1;
  for (let i = 0; i < heart.length; i += 4) {
    const outward = heart[i] * x + heart[i + 1] * y;
    const room = heart[i + 3] - heart[i + 2] * height;
    if (outward > 0) share = Math.min(share, (0.9 * room) / outward);
  }
  return [share * x, share * y, height];
}

/** The height next to this one where the axis lies inside the heart, with a tenth of its way through it as a margin at both ends: not every heart reaches the ground. */
function onAxisInside(heart: Float64Array, height: number): number {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (let i = 0; i < heart.length; i += 4) {
    const z = heart[i + 2];
    const distance = heart[i + 3];
    if (z > 0) high = Math.min(high, distance / z);
    else if (z < 0) low = Math.max(low, distance / z);
  }
  const margin = 0.1 * (high - low);
  return Math.min(high - margin, Math.max(low + margin, height));
}

/** Rows of the rotation that leans the z axis towards (x, y) and spins nothing: without a lean the crystal stays parallel to the heart. */
function leaning(x: number, y: number, tiltCosine: number): Float64Array {
  const tiltSine = Math.sqrt(1 - tiltCosine * tiltCosine);
  const turn = tiltCosine - 1;
  return Float64Array.of(
    1 + turn * x * x,
    turn * x * y,
    tiltSine * x,
    turn * x * y,
    1 + turn * y * y,
    tiltSine * y,
    -tiltSine * x,
    -tiltSine * y,
    tiltCosine,
  );
}

/** The size about its root, as a share of its own and at most 1, up to which a crystal lies wholly inside another and would not be seen. */
function hiddenShare({ shape, root: [x, y, z] }: SyllableCrystal, outer: Float64Array): number {
  let share = 1;
  for (let i = 0; i < outer.length; i += 4) {
    const atRoot = outer[i] * x + outer[i + 1] * y + outer[i + 2] * z;
    const reach = supportDistance(shape.vertices, [outer[i], outer[i + 1], outer[i + 2]]) - atRoot;
    const room = outer[i + 3] - atRoot;
    if (reach > room + 1e-9) share = Math.min(share, room / reach);
  }
  return share;
}

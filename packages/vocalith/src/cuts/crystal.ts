import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";
import { bounds, intersectHalfSpaces, supportDistance, transformHalfSpaces } from "@vocalith/geometry";
import { FIELD_MAXIMA, type GemCode, MAXIMUM_SYLLABLES, type SyllableCode } from "../code/gem-code.js";
import type { GemCrystal } from "../gem.js";
import { growCrystal } from "./grow-crystal.js";
import { readMelody } from "./melody.js";
import { type Mineral, mineralOf } from "./mineral.js";

const { specimen: specimenMaxima, syllable: syllableMaxima } = FIELD_MAXIMA;

/** 360 degrees divided by the golden ratio squared: neighbours in time never stand above one another (Vogel 1979). */
const GOLDEN_ANGLE_RADIANS = 2.399963229728653;
/** Tilt of the first syllable's crystal in a full spray, and of the last one's, as cosines. */
const OUTER_TILT_COSINE = 0.12;
const INNER_TILT_COSINE = 0.97;
const UPRIGHT = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;
const GROUND = [0, 0, -1, 0] as const;

/**
 * The crystal cut: a heart that the whole utterance made and, as excitement grows, one crystal for each syllable that breaks
 * out of it, along a spiral from the base in order of time. Calm leaves the heart alone; there is no step between the two.
 * The stone stands on a ground cut at z = 0; its longest side is `sizeMm`.
 */
export function cutCrystal(code: GemCode, sizeMm: number): GemCrystal[] {
  const mineral = mineralOf(code.species);
  const excitement = code.specimen.excitement / specimenMaxima.excitement;
  const { syllables } = code.specimen;

  const heart = growHeart(mineral, syllables, excitement);
  const crystals: { halfSpaces: Float64Array; syllables: number[] }[] = [];
  syllables.forEach((syllable, i) => {
    const openness = opennessOf(syllable, excitement);
    if (openness <= 0) return;
    const halfSpaces = growSyllable(mineral, syllables, i, openness, excitement, heart);
    if (!isInside(halfSpaces, heart)) crystals.push({ halfSpaces, syllables: [i] });
  });
  const standing = new Set(crystals.flatMap((crystal) => crystal.syllables));
  const kept = syllables.map((_, i) => i).filter((i) => !standing.has(i));
  return fitToSize([{ halfSpaces: heart, syllables: kept }, ...crystals], sizeMm);
}

/** The crystal of the whole utterance, upright; stout for a short or quick utterance, tall for a long or slow one. */
function growHeart(mineral: Mineral, syllables: readonly SyllableCode[], excitement: number): Float64Array {
  const melodyAt = readMelody(syllables);
  const slowness = mean(syllables, (syllable) => syllable.length / syllableMaxima.length);
  const last = syllables[syllables.length - 1];
  const first = syllables[0];
  const fall = Math.min(1, Math.max(0, (first.pitch - last.pitch) / 16));
  const extent = syllables.length / MAXIMUM_SYLLABLES;
  const opening = smoothStep(0.2, 0.9, excitement);
  const radius = 1 - 0.52 * opening;
  const depth = 0.3 + 0.2 * slowness;
  const halfSpaces = growCrystal(
    mineral,
    {
      radius,
      shoulder: (0.62 + 0.7 * slowness + 0.9 * extent) * (1 - 0.1 * opening),
      depth,
      bluntness: 0.04 + 0.3 * fall,
    },
    (turn) => melodyAt(turn * syllables.length - 0.5),
  );
  // A whole stone narrows towards the ground; a spray sits on it.
  const waist = (depth + 0.62 * radius) * (1 - 0.35 * opening);
  return withGround(transformHalfSpaces(halfSpaces, UPRIGHT, [0, 0, waist]));
}

/** How far the crystal of a syllable has come out, 0 (not at all) to 1: strong syllables break out first. */
function opennessOf(syllable: SyllableCode, excitement: number): number {
  const force = syllable.force / syllableMaxima.force;
  return Math.sqrt(smoothStep(0.25, 0.85, excitement - 0.3 * (1 - force)));
}

/** The crystal of one syllable: long where it was strong and lasting, slender where its pitch was high. */
function growSyllable(
  mineral: Mineral,
  syllables: readonly SyllableCode[],
  index: number,
  openness: number,
  excitement: number,
  heart: Float64Array,
): Float64Array {
  const syllable = syllables[index];
  const melodyAt = readMelody(syllables);
  const time = (index + 0.5) / syllables.length;
  const force = syllable.force / syllableMaxima.force;
  const length = syllable.length / syllableMaxima.length;
  const height = syllable.pitch / syllableMaxima.pitch;

  // Half excited, the crystals stand close around the heart like a quartz group; beside itself, the voice fans them out.
  const fan = smoothStep(0.35, 1, excitement);
  const fullTiltCosine = OUTER_TILT_COSINE + time * (INNER_TILT_COSINE - OUTER_TILT_COSINE);
  const tiltCosine = 1 - (1 - fullTiltCosine) * (0.1 + 0.9 * fan);
  const tiltSine = Math.sqrt(1 - tiltCosine * tiltCosine);
  const azimuth = GOLDEN_ANGLE_RADIANS * index;
  const outward = (0.66 - 0.41 * fan) * Math.sqrt(1 - 0.8 * time * fan);
  const crowding = Math.sqrt(14 / Math.max(8, syllables.length));

  // Longest near the axis and where the voice was strong, so that the spray has a summit and not a fringe.
  const reach = (0.35 + 0.65 * openness) * (0.7 + 1.1 * force * force + 0.5 * length) * (0.5 + 0.5 * tiltCosine);
  const radius =
    (0.12 + 0.14 * force - 0.1 * (height - 0.5)) * (0.45 + 0.55 * openness) * crowding * (0.8 + 0.4 * length);
  // Upright crystals go down to the ground; leaning ones end inside the heart.
  const rootHeight = 0.42 - 0.26 * fan + 0.42 * time * fan;
  const depth = 0.3 * radius + (1 - fan) * rootHeight;
  const halfSpaces = growCrystal(
    mineral,
    { radius, shoulder: Math.max(0.3 * reach, reach - 1.3 * radius), depth, bluntness: 0 },
    (turn) => melodyAt(index + 2 * turn - 1),
  );
  const rotation = tiltTowards(cos(azimuth), sin(azimuth), tiltCosine, tiltSine);
  const root = drawnInto(heart, [outward * cos(azimuth), outward * sin(azimuth), rootHeight]);
  return withGround(transformHalfSpaces(halfSpaces, rotation, root));
}

/**
 * The point itself, or, where it lies too near the surface or outside, the nearest one towards the axis that keeps a tenth of the way as a
 * margin. A crystal holds its root; a root in the heart makes the two one solid.
 */
function drawnInto(heart: Float64Array, [x, y, z]: readonly [number, number, number]): [number, number, number] {
  let share = 1;
  for (let i = 0; i < heart.length; i += 4) {
    const outward = heart[i] * x + heart[i + 1] * y;
    const room = heart[i + 3] - heart[i + 2] * z;
    if (outward > 0) share = Math.min(share, (0.9 * room) / outward);
  }
  return [share * x, share * y, z];
}

/** Rows of the rotation that leans the z axis by an angle towards an azimuth. */
function tiltTowards(azimuthCosine: number, azimuthSine: number, tiltCosine: number, tiltSine: number): Float64Array {
  return Float64Array.of(
    azimuthCosine * tiltCosine,
    -azimuthSine,
    azimuthCosine * tiltSine,
    azimuthSine * tiltCosine,
    azimuthCosine,
    azimuthSine * tiltSine,
    -tiltSine,
    0,
    tiltCosine,
  );
}

function withGround(halfSpaces: Float64Array): Float64Array {
  return Float64Array.of(...halfSpaces, ...GROUND);
}

/** Whether a crystal lies wholly inside another and would not be seen. */
function isInside(inner: Float64Array, outer: Float64Array): boolean {
  const { vertices } = intersectHalfSpaces(inner);
  for (let i = 0; i < outer.length; i += 4) {
    if (supportDistance(vertices, [outer[i], outer[i + 1], outer[i + 2]]) > outer[i + 3] + 1e-9) return false;
  }
  return true;
}

/** Scales crystals so that their union is `sizeMm` long on its longest side and stands centred on z = 0. */
function fitToSize(
  crystals: readonly { halfSpaces: Float64Array; syllables: readonly number[] }[],
  sizeMm: number,
): GemCrystal[] {
  const shapes = crystals.map(({ halfSpaces }) => intersectHalfSpaces(halfSpaces));
  const { minimum, maximum } = bounds(...shapes.map(({ vertices }) => vertices));
  const scale = sizeMm / Math.max(...maximum.map((high, axis) => high - minimum[axis]));
  const toMiddle = [-(minimum[0] + maximum[0]) / 2, -(minimum[1] + maximum[1]) / 2, -minimum[2]] as const;
  return crystals.map(({ halfSpaces, syllables }, crystal) => {
    const seen = shapes[crystal].facets.flatMap(({ halfSpace }) => [
      ...halfSpaces.subarray(4 * halfSpace, 4 * halfSpace + 4),
    ]);
    const centred = transformHalfSpaces(Float64Array.from(seen), UPRIGHT, toMiddle);
    for (let i = 3; i < centred.length; i += 4) centred[i] *= scale;
    return { halfSpaces: centred, syllables };
  });
}

function mean<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + measure(item), 0) / items.length;
}

/** 0 below `low`, 1 above `high`, smooth between. */
function smoothStep(low: number, high: number, value: number): number {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return share * share * (3 - 2 * share);
}

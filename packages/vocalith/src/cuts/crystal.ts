import { bounds, intersectHalfSpaces, transformHalfSpaces } from "@vocalith/geometry";
import { FIELD_MAXIMA, type GemCode } from "../code/gem-code.js";
import type { GemCrystal } from "../gem.js";
import { growHeart } from "./crystal/heart.js";
import { readMelody } from "./crystal/melody.js";
import { mineralOf } from "./crystal/mineral.js";
import { growSyllableCrystal } from "./crystal/syllable-crystal.js";
import { UNTURNED } from "./crystal/unturned.js";

/**
 * The crystal cut: a heart that the whole utterance made and, as excitement grows, one crystal for each syllable that breaks
 * out of it, along a spiral from the base in order of time. Calm leaves the heart alone; there is no step between the two.
 * The stone stands on a ground cut at z = 0; its longest side is `sizeMm`.
 */
export function cutCrystal(code: GemCode, sizeMm: number): GemCrystal[] {
  const mineral = mineralOf(code.species);
  const excitement = code.specimen.excitement / FIELD_MAXIMA.specimen.excitement;
  const { syllables } = code.specimen;
  const melodyAt = readMelody(syllables);
  const heart = growHeart(mineral, syllables, melodyAt, excitement);
  const crystals: { halfSpaces: Float64Array; syllables: number[] }[] = [];
  const kept: number[] = [];
  syllables.forEach((_, i) => {
    const halfSpaces = growSyllableCrystal(mineral, syllables, i, melodyAt, excitement, heart);
    if (halfSpaces === undefined) kept.push(i);
    else crystals.push({ halfSpaces, syllables: [i] });
  });
  return fitToSize([{ halfSpaces: heart.halfSpaces, syllables: kept }, ...crystals], sizeMm);
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
    const centred = transformHalfSpaces(Float64Array.from(seen), UNTURNED, toMiddle);
    for (let i = 3; i < centred.length; i += 4) centred[i] *= scale;
    return { halfSpaces: centred, syllables };
  });
}

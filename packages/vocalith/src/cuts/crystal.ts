import { type Polyhedron, transformHalfSpaces, type Vector } from "@vocalith/geometry";
import { FIELD_MAXIMA, type GemCode } from "../code/gem-code.js";
import { growHeart } from "./crystal/heart.js";
import { mineralOf } from "./crystal/mineral.js";
import { growSyllableCrystal } from "./crystal/syllable-crystal.js";
import { UNTURNED } from "./crystal/unturned.js";
import { fitToSize } from "./fit-to-size.js";
import { readMelody } from "./melody.js";
import type { PlacedCrystal } from "./placed-crystal.js";

/**
 * The crystal cut: a heart that the whole utterance made and, as excitement grows, one crystal for each syllable that breaks
 * out of it, along a spiral from the base in order of time. Calm leaves the heart alone; there is no step between the two.
 * The stone stands on a ground cut at z = 0; its longest side is `sizeMm`.
 */
export function cutCrystal(code: GemCode, sizeMm: number): PlacedCrystal[] {
  const mineral = mineralOf(code.species);
  const excitement = code.specimen.excitement / FIELD_MAXIMA.specimen.excitement;
  const { syllables } = code.specimen;
  const melody = readMelody(syllables);
  const heart = growHeart(mineral, melody, excitement);
  const crystals: GrownCrystal[] = [];
  const kept: number[] = [];
  syllables.forEach((_, i) => {
    const grown = growSyllableCrystal(mineral, syllables, i, melody, excitement, heart);
    if (grown === undefined) kept.push(i);
    else crystals.push({ ...grown, syllables: [i] });
  });
  const { halfSpaces, shape } = heart;
  return placeCrystals([{ halfSpaces, shape, syllables: kept }, ...crystals], sizeMm);
}

interface GrownCrystal {
  readonly halfSpaces: Float64Array;
  readonly shape: Polyhedron;
  readonly root?: Vector;
  readonly syllables: readonly number[];
}

/** Scales crystals so that their union is `sizeMm` long on its longest side and stands centred on z = 0. */
function placeCrystals(crystals: readonly GrownCrystal[], sizeMm: number): PlacedCrystal[] {
  const { scale, toMiddle } = fitToSize(
    crystals.map(({ shape }) => shape.vertices),
    sizeMm,
  );
  return crystals.map(({ halfSpaces, shape, root, syllables }) => {
    const seen = new Float64Array(4 * shape.facets.length);
    shape.facets.forEach(({ halfSpace }, facet) => {
      for (let k = 0; k < 4; k++) seen[4 * facet + k] = halfSpaces[4 * halfSpace + k];
    });
    const centred = transformHalfSpaces(seen, UNTURNED, toMiddle);
    for (let i = 3; i < centred.length; i += 4) centred[i] *= scale;
    const placed = { halfSpaces: centred, syllables };
    if (root === undefined) return placed;
    const [x, y, z] = root;
    return {
      ...placed,
      inside: [scale * (x + toMiddle[0]), scale * (y + toMiddle[1]), scale * (z + toMiddle[2])] as const,
    };
  });
}
